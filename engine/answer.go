package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"tilsyn/engine/failure"
	"tilsyn/engine/frame"
	"tilsyn/engine/gotemplate"
	"tilsyn/engine/helm"
	"tilsyn/engine/jail"
	"tilsyn/engine/kustomize"
	"tilsyn/engine/substitute"
)

// A stack of a template that calls itself ends here, well before memory does, and says so on stderr.
const maxStack = 128 << 20

type head struct {
	Protocol string         `json:"protocol"`
	OK       bool           `json:"ok"`
	Kind     string         `json:"kind,omitempty"`
	Error    *failure.Error `json:"error,omitempty"`
}

func answer(in io.Reader, out io.Writer) {
	debug.SetMaxStack(maxStack)
	kind, result, blobs, err := work(in)
	if err != nil {
		result, blobs = nil, nil
	}
	if err := frame.WriteResponse(out, merge(kind, result, err), blobs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func work(in io.Reader) (kind string, result any, blobs [][]byte, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Fprintf(os.Stderr, "panic: %v\n%s", reason, debug.Stack())
			err = failure.New(failure.Internal, "the engine panicked")
		}
	}()
	files, job, err := frame.ReadRequest(in)
	if err != nil {
		return "", nil, nil, err
	}
	var named struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(job, &named); err != nil {
		return "", nil, nil, failure.New(failure.Input, "job: %v", err)
	}
	result, blobs, err = dispatch(named.Kind, files, job)
	return named.Kind, result, blobs, err
}

func dispatch(kind string, files *jail.Jail, job json.RawMessage) (any, [][]byte, error) {
	switch kind {
	case "helm":
		return perform(files, job, helm.Render)
	case "kustomize":
		return perform(files, job, kustomize.Build)
	case "envsubst":
		return perform(files, job, substitute.Substitute)
	case "template":
		return perform(files, job, gotemplate.Fill)
	case "capabilities":
		return perform(files, job, helm.Capabilities)
	default:
		return nil, nil, failure.New(failure.Input, "unknown job %q", kind)
	}
}

func perform[Job, Result any](files *jail.Jail, text json.RawMessage, do func(*jail.Jail, Job) (Result, [][]byte, error)) (any, [][]byte, error) {
	var job Job
	if err := frame.DecodeStrictly(text, &job); err != nil {
		return nil, nil, failure.New(failure.Input, "job: %v", err)
	}
	return do(files, job)
}

// merge puts the fields of a result beside the fields that every answer has.
func merge(kind string, result any, err error) any {
	answer := head{Protocol: frame.Protocol, OK: err == nil, Kind: kind}
	if err != nil {
		var known *failure.Error
		if !errors.As(err, &known) {
			known = failure.New(failure.Internal, "%v", err)
		}
		answer.Error = known
		return answer
	}
	fields := map[string]json.RawMessage{}
	for _, part := range []any{result, answer} {
		text, err := json.Marshal(part)
		if err != nil {
			panic(err)
		}
		if err := json.Unmarshal(text, &fields); err != nil {
			panic(err)
		}
	}
	return fields
}
