package helm

import "strings"

// segment is a stretch of template source: an action with its braces, or literal text of which [keptFrom, keptTo) survives trimming.
type segment struct {
	from, to         int
	action           bool
	keptFrom, keptTo int
}

const space = " \t\r\n"

// cutSegments tells literal text from actions as text/template's lexer does. A source that does not parse gives some cut; nothing is rendered from it.
func cutSegments(text string) []segment {
	var segments []segment
	trimLeft := false
	for at := 0; at < len(text); {
		open := strings.Index(text[at:], "{{")
		if open < 0 {
			return append(segments, literalSegment(text, at, len(text), trimLeft, false))
		}
		open += at
		if open > at {
			segments = append(segments, literalSegment(text, at, open, trimLeft, trimsBefore(text[open:])))
		}
		end := endOfAction(text, open)
		segments = append(segments, segment{from: open, to: end, action: true})
		trimLeft = trimsAfter(text[open:end])
		at = end
	}
	return segments
}

func literalSegment(text string, from, to int, trimLeft, trimRight bool) segment {
	one := segment{from: from, to: to, keptFrom: from, keptTo: to}
	if trimLeft {
		one.keptFrom = to - len(strings.TrimLeft(text[from:to], space))
	}
	if trimRight {
		one.keptTo = from + len(strings.TrimRight(text[from:to], space))
	}
	return one
}

func trimsBefore(action string) bool {
	return len(action) > 3 && action[2] == '-' && strings.ContainsRune(space, rune(action[3]))
}

func trimsAfter(action string) bool {
	size := len(action)
	return size > 4 && action[size-3] == '-' && strings.ContainsRune(space, rune(action[size-4]))
}

func endOfAction(text string, open int) int {
	inner := open + 2
	if trimsBefore(text[open:]) {
		inner += 2
	}
	if strings.HasPrefix(text[inner:], "/*") {
		closing := strings.Index(text[inner:], "*/")
		if closing < 0 {
			return len(text)
		}
		inner += closing + 2
	}
	for at := inner; at < len(text); at++ {
		switch text[at] {
		case '"', '\'':
			at = endOfQuote(text, at)
		case '`':
			closing := strings.IndexByte(text[at+1:], '`')
			if closing < 0 {
				return len(text)
			}
			at += closing + 1
		case '}':
			if strings.HasPrefix(text[at:], "}}") {
				return at + 2
			}
		}
	}
	return len(text)
}

func endOfQuote(text string, at int) int {
	quote := text[at]
	for at++; at < len(text) && text[at] != quote; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at
}
