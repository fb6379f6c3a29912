package helm

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	chart "helm.sh/helm/v4/pkg/chart/v2"
)

// Where a line of the output comes from is found by a second render, in which every line of literal template text ends in a comment that names it.
// The marks are text, so they travel through include, indent and the like. A line of the second render, its marks taken out, must be the line of the
// first, or nothing is said of it: the first render is what is judged, and a mark that changed anything shows.

const (
	markStart = " #\uE000"
	markEnd   = "\uE001"
)

var mark = regexp.MustCompile(` #\x{E000}(\d+):(\d+)\x{E001}`)

type source struct {
	name     string
	template *common.File
	segments []segment
	lines    []string
}

func addMarks(result *Result, p *prepared, sources []source, rendered map[string]string) {
	texts := map[string]string{}
	for index, one := range sources {
		texts[one.name] = markText(index, string(one.template.Data), one.segments)
		result.Templates = append(result.Templates, Template{one.name, p.loaded.place(one.template)})
	}
	marked, err := p.execute(texts)
	if err != nil {
		result.Warnings = append(result.Warnings, "source lines are not known: the render with marks failed")
		return
	}
	lines := map[string][]origin{}
	for name, clean := range rendered {
		lines[name] = compare(clean, marked[name], sources)
	}
	for index := range result.Documents {
		document := &result.Documents[index]
		if found := lines[document.Source]; found != nil && document.start >= 0 {
			document.Lines = linesOf(document, rendered[document.Source], found)
		}
	}
}

// sources lists all templates in a fixed order.
func (p *prepared) sources() []source {
	byName := map[string]*common.File{}
	forEachTemplate(p.loaded.chart, func(name string, template *common.File) { byName[name] = template })
	var all []source
	for _, name := range sortedKeys(byName) {
		text := string(byName[name].Data)
		all = append(all, source{name, byName[name], cutSegments(text), strings.Split(text, "\n")})
	}
	return all
}

// markText puts a mark at the end of each line of literal text. Space that an action trims away gets none, but for the end of a line that has other
// literal text, or that indents a block: in `a: b⏎{{- end }}` the line end goes, and with it would go all trace of the line. After an action that
// stands alone there is no mark, for it may be what a helper returns, a name, and be cut or compared.
func markText(index int, text string, segments []segment) string {
	var marked strings.Builder
	line := 1
	literal := false
	put := func() { fmt.Fprintf(&marked, "%s%d:%d%s", markStart, index, line, markEnd) }
	for _, one := range segments {
		content := text[one.from:one.to]
		if one.action {
			marked.WriteString(content)
			if ends := strings.Count(content, "\n"); ends > 0 {
				line += ends
				literal = false
			}
			literal = literal || strings.Contains(content, "indent ")
			continue
		}
		kept, trimmed := one.keptFrom, false
		for offset := one.from; offset < one.to; offset++ {
			char := text[offset]
			if char == '\n' {
				switch {
				case offset < kept:
				case offset < one.keptTo:
					put()
				case literal && !trimmed:
					put()
					trimmed = true
				}
				line++
				literal = false
			} else if char != ' ' && char != '\t' && char != '\r' {
				literal = true
			}
			marked.WriteByte(char)
		}
	}
	if literal {
		put()
	}
	return marked.String()
}

// origin is a template by its number and a line of it; the zero value is unknown.
type origin struct {
	template int
	line     int
}

// compare gives the origin of each line of clean; nil when the renders do not have the same lines.
func compare(clean, marked string, sources []source) []origin {
	cleanLines, markedLines := strings.Split(clean, "\n"), strings.Split(marked, "\n")
	if len(cleanLines) != len(markedLines) {
		return nil
	}
	found := make([]origin, len(cleanLines))
	// A line without a mark is inside a longer value, whose end has one.
	next := origin{}
	for index := len(cleanLines) - 1; index >= 0; index-- {
		marks := mark.FindAllStringSubmatch(markedLines[index], -1)
		if mark.ReplaceAllString(markedLines[index], "") != cleanLines[index] {
			next = origin{}
			continue
		}
		if len(marks) > 0 {
			next = choose(cleanLines[index], marks, sources)
		}
		found[index] = next
	}
	return found
}

// choose takes the first mark whose template line has the key of the output line, or else the first: in `name: {{ include "x" . }}` the helper's
// mark comes first.
func choose(line string, marks [][]string, sources []source) origin {
	key, _, _ := strings.Cut(strings.TrimLeft(strings.TrimSpace(line), "- "), ":")
	var first origin
	for position, found := range marks {
		template, _ := strconv.Atoi(found[1])
		number, _ := strconv.Atoi(found[2])
		if template >= len(sources) || number < 1 || number > len(sources[template].lines) {
			continue
		}
		candidate := origin{template, number}
		if key != "" && strings.Contains(sources[template].lines[number-1], key) {
			return candidate
		}
		if position == 0 {
			first = candidate
		}
	}
	return first
}

func linesOf(document *Document, rendered string, found []origin) []int {
	first := strings.Count(rendered[:document.start], "\n")
	count := strings.Count(strings.TrimSuffix(document.text, "\n"), "\n") + 1
	var lines []int
	for index := first; index < first+count && index < len(found); index++ {
		if found[index].line == 0 {
			lines = append(lines, -1, 0)
			continue
		}
		lines = append(lines, found[index].template, found[index].line)
	}
	return lines
}

// withTexts copies the chart and its dependencies with other template texts.
func withTexts(whole *chart.Chart, texts map[string]string) *chart.Chart {
	copied := *whole
	copied.Templates = nil
	for _, template := range whole.Templates {
		other := *template
		if text, found := texts[whole.ChartFullPath()+"/"+template.Name]; found {
			other.Data = []byte(text)
		}
		copied.Templates = append(copied.Templates, &other)
	}
	children := whole.Dependencies()
	copied.SetDependencies()
	for _, child := range children {
		copied.AddDependency(withTexts(child, texts))
	}
	return &copied
}
