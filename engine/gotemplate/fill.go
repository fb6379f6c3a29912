// Package gotemplate fills in templates as Argo CD's ApplicationSet controller does where `goTemplate` is on.
package gotemplate

import (
	"bytes"
	"encoding/json"
	"slices"
	"text/template"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// Job is the request: each set's texts are filled in with its parameters.
type Job struct {
	Kind    string   `json:"kind"`
	Options []string `json:"options"`
	Sets    []Set    `json:"sets"`
}

// Set is one set of parameters. Numbers become floats, as they do where the controller reads them.
type Set struct {
	Params json.RawMessage `json:"params"`
	Texts  []string        `json:"texts"`
}

// Result is the answer: one document a text, in the order of the sets.
type Result struct {
	Documents []Document `json:"documents"`
}

type Document struct {
	Size int `json:"size"`
}

// Anything else than these makes the template package panic.
var knownOptions = []string{"missingkey=default", "missingkey=invalid", "missingkey=zero", "missingkey=error"}

// A text that doubles itself would fill the memory; no field of an Application is near this size.
const maxBytes = 16 << 20

// Fill fills in every text of every set. The first one that fails ends the job: half an answer would be half of the applications.
func Fill(_ *jail.Jail, job Job) (*Result, [][]byte, error) {
	for _, option := range job.Options {
		if !slices.Contains(knownOptions, option) {
			return nil, nil, failure.New(failure.Template, "goTemplateOptions: %q is not known", option)
		}
	}
	result := &Result{Documents: []Document{}}
	var blobs [][]byte
	for _, set := range job.Sets {
		params := map[string]any{}
		if err := json.Unmarshal(set.Params, &params); err != nil {
			return nil, nil, failure.New(failure.Input, "params: %v", err)
		}
		for _, text := range set.Texts {
			filled, err := fillOne(text, params, job.Options)
			if err != nil {
				return nil, nil, err
			}
			result.Documents = append(result.Documents, Document{len(filled)})
			blobs = append(blobs, filled)
		}
	}
	return result, blobs, nil
}

func fillOne(text string, params map[string]any, options []string) ([]byte, error) {
	parsed, err := template.New("").Funcs(functions).Parse(text)
	if err != nil {
		return nil, failure.New(failure.Template, "%v", err)
	}
	out := &capped{}
	if err := parsed.Option(options...).Execute(out, params); err != nil {
		if out.full {
			return nil, failure.New(failure.Limit, "a filled in template has more than %d bytes", maxBytes)
		}
		return nil, failure.New(failure.Template, "%v", err)
	}
	return out.Bytes(), nil
}

type capped struct {
	bytes.Buffer
	full bool
}

func (c *capped) Write(text []byte) (int, error) {
	if c.Len()+len(text) > maxBytes {
		c.full = true
		return 0, failure.New(failure.Limit, "too long")
	}
	return c.Buffer.Write(text)
}
