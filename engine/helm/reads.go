package helm

import (
	"slices"
	"strings"
)

// More values than this on one line say nothing about which of them counts.
const maxReads = 40

// findReads lists, for each line of each template, the values that it reads, those of included helpers too.
func findReads(sources []source) []Read {
	visits := make([][]visit, len(sources))
	ofHelper := map[string][]visit{}
	for index, one := range sources {
		walkTemplate(one.name, string(one.template.Data), func(seen visit) {
			visits[index] = append(visits[index], seen)
			ofHelper[seen.define] = append(ofHelper[seen.define], seen)
		})
	}
	reads := []Read{}
	for index := range sources {
		byLine := map[int]map[string]bool{}
		for _, seen := range visits[index] {
			if byLine[seen.line] == nil {
				byLine[seen.line] = map[string]bool{}
			}
			collectValues(seen, ofHelper, map[string]bool{}, byLine[seen.line])
		}
		for _, line := range sortedLines(byLine) {
			if values := sortedKeys(byLine[line]); len(values) > 0 && len(values) <= maxReads {
				reads = append(reads, Read{index, line, values})
			}
		}
	}
	return reads
}

func collectValues(seen visit, ofHelper map[string][]visit, entered map[string]bool, values map[string]bool) {
	if len(seen.path) > 1 && seen.path[0] == "Values" {
		values[strings.Join(seen.path[1:], ".")] = true
	}
	if seen.include == "" || entered[seen.include] {
		return
	}
	entered[seen.include] = true
	for _, inner := range ofHelper[seen.include] {
		collectValues(inner, ofHelper, entered, values)
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
