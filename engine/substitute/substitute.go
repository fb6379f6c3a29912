// Package substitute fills variables in as Flux's kustomize-controller does.
package substitute

import (
	"regexp"
	"strings"

	"github.com/fluxcd/pkg/envsubst"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// Job is the request.
type Job struct {
	Kind   string            `json:"kind"`
	Texts  []string          `json:"texts"`
	Vars   map[string]string `json:"vars"`
	Strict bool              `json:"strict"`
}

// Result is the answer: one document a text.
type Result struct {
	Documents []Document `json:"documents"`
}

type Document struct {
	Size int    `json:"size"`
	File string `json:"file"`
}

var variableName = regexp.MustCompile(`^[_[:alpha:]][_[:alpha:][:digit:]]*$`)

// Substitute substitutes in each text. Variables without a value become empty, or an error when strict.
func Substitute(files *jail.Jail, job Job) (*Result, [][]byte, error) {
	vars := map[string]string{}
	for name, value := range job.Vars {
		if !variableName.MatchString(name) {
			return nil, nil, failure.New(failure.Substitution, "%q is not a variable name", name)
		}
		// Flux does so, that a value cannot add lines to a manifest.
		vars[name] = strings.ReplaceAll(value, "\n", "")
	}
	find := func(name string) (string, bool) {
		value, found := vars[name]
		return value, found || !job.Strict
	}
	result := &Result{Documents: []Document{}}
	var blobs [][]byte
	for _, name := range job.Texts {
		text, found := files.Read(name)
		if !found {
			return nil, nil, failure.New(failure.Input, "there is no file %q", name)
		}
		if isTooDeep(string(text)) {
			return nil, nil, failure.New(failure.Limit, "substitutions are nested too deeply").In(name)
		}
		filled, err := envsubst.Eval(string(text), find)
		if err != nil {
			return nil, nil, failure.New(failure.Substitution, "%v", err).In(name)
		}
		result.Documents = append(result.Documents, Document{len(filled), name})
		blobs = append(blobs, []byte(filled))
	}
	return result, blobs, nil
}

// The parser calls itself for a default inside a default, without a limit of its own.
const maxDepth = 100

func isTooDeep(text string) bool {
	depth := 0
	for at := range len(text) {
		switch {
		case strings.HasPrefix(text[at:], "${"):
			depth++
		case text[at] == '}' && depth > 0:
			depth--
		}
		if depth > maxDepth {
			return true
		}
	}
	return false
}
