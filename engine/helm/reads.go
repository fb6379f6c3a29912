package helm

import (
	"slices"
	"strings"
)

// More values than this on one line say nothing about which of them counts.
const maxReads = 40

// findReads lists, for each line of each template, the values that it reads, those of included helpers too.
func findReads(visits visits) []Read {
	ofHelper := map[string][]string{}
	for _, define := range sortedKeys(visits.ofDefine) {
		values := map[string]bool{}
		for _, seen := range visits.through(define) {
			collectValue(seen, values)
		}
		ofHelper[define] = sortedKeys(values)
	}
	reads := []Read{}
	for index := range visits.ofSource {
		byLine := map[int]map[string]bool{}
		for _, seen := range visits.ofSource[index] {
			if byLine[seen.line] == nil {
				byLine[seen.line] = map[string]bool{}
			}
			collectValue(seen, byLine[seen.line])
			for _, value := range ofHelper[seen.include] {
				byLine[seen.line][value] = true
			}
		}
		for _, line := range sortedLines(byLine) {
			if values := sortedKeys(byLine[line]); len(values) > 0 && len(values) <= maxReads {
				reads = append(reads, Read{index, line, values})
			}
		}
	}
	return reads
}

func collectValue(seen visit, values map[string]bool) {
	if len(seen.path) > 1 && seen.path[0] == "Values" {
		values[strings.Join(seen.path[1:], ".")] = true
	}
}

func sortedLines[Value any](byLine map[int]Value) []int {
	var lines []int
	for line := range byLine {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}
