package helm

import (
	"regexp"
	"strconv"
	"strings"

	"tilsyn/engine/failure"
)

var (
	place       = regexp.MustCompile(`([^\s:()"]+):(\d+)(?::\d+)?`)
	manifestAt  = regexp.MustCompile(`YAML parse error on ([^:]+):`)
	yamlLine    = regexp.MustCompile(`yaml: line (\d+):`)
	quotedValue = regexp.MustCompile(`(?m)(at '[^'\n]*': ).* (does not match pattern|is not valid)`)
)

// locate finds the deepest template and line that an error of the engine names.
func (p *prepared) locate(err *failure.Error) *failure.Error {
	for _, match := range place.FindAllStringSubmatch(err.Message, -1) {
		if known, found := p.templates[match[1]]; found {
			err.File, err.Inside = known.File, known.Inside
			err.Line, _ = strconv.Atoi(match[2])
		}
	}
	return err
}

func (p *prepared) locateManifest(err *failure.Error) *failure.Error {
	if match := manifestAt.FindStringSubmatch(err.Message); match != nil {
		known := p.templates[match[1]]
		err.File, err.Inside = known.File, known.Inside
	}
	return err
}

// withYAMLLine takes the line from the YAML reader's own words.
func withYAMLLine(err *failure.Error) *failure.Error {
	if match := yamlLine.FindStringSubmatch(err.Message); match != nil {
		err.Line, _ = strconv.Atoi(match[1])
	}
	return err
}

// withoutValues takes the offending value out of what the schema validator says of it: it may be a password.
func withoutValues(message string) string {
	return strings.TrimSpace(quotedValue.ReplaceAllString(message, "${1}the value $2"))
}
