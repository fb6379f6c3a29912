// Package failure has the one error type that leaves the engine.
package failure

import (
	"errors"
	"fmt"
	"strings"
)

// Kind is the class of an error as the host sees it; the README says what each means.
type Kind string

const (
	Input         Kind = "input"
	Chart         Kind = "chart"
	Values        Kind = "values"
	Schema        Kind = "schema"
	Template      Kind = "template"
	Manifest      Kind = "manifest"
	Kustomization Kind = "kustomization"
	Remote        Kind = "remote"
	Plugin        Kind = "plugin"
	Substitution  Kind = "substitution"
	Limit         Kind = "limit"
	Internal      Kind = "internal"
)

// A message longer than twice this many bytes loses its middle: a nested template error repeats itself at every level, and its cause comes last.
const maxMessage = 1000

// Error says what went wrong and, where known, at which place of the jail.
type Error struct {
	Kind    Kind   `json:"kind"`
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Inside  string `json:"inside,omitempty"`
	Line    int    `json:"line,omitempty"`
	URL     string `json:"url,omitempty"`
	// What was left out when it failed: it may be why.
	Missing []Missing `json:"missing,omitempty"`
}

// Missing is something declared that the jail does not have.
type Missing struct {
	Kind    string `json:"kind"`
	Name    string `json:"name,omitempty"`
	Version string `json:"version,omitempty"`
	URL     string `json:"url"`
	// Path at which a mount puts it.
	At string `json:"at,omitempty"`
	// The kustomization that names it.
	File string `json:"file,omitempty"`
}

// WithMissing adds what was left out to an error of the engine.
func WithMissing(err error, missing []Missing) error {
	var known *Error
	if errors.As(err, &known) && len(missing) > 0 {
		known.Missing = missing
	}
	return err
}

func (e *Error) Error() string { return string(e.Kind) + ": " + e.Message }

// New makes an error of a kind.
func New(kind Kind, format string, args ...any) *Error {
	message := fmt.Sprintf(format, args...)
	if len(message) > 2*maxMessage {
		message = strings.ToValidUTF8(message[:maxMessage]+" … "+message[len(message)-maxMessage:], "")
	}
	return &Error{Kind: kind, Message: message}
}

// In sets the file of the jail.
func (e *Error) In(file string) *Error {
	e.File = file
	return e
}
