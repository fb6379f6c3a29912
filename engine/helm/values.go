package helm

import (
	"bytes"
	"strings"

	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/strvals"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// mergeValues reads the values files in order, later wins, and then each set, in order.
func mergeValues(files *jail.Jail, job Job) (map[string]any, error) {
	values := map[string]any{}
	for _, name := range job.Values {
		data, found := files.Read(name)
		if !found {
			return nil, failure.New(failure.Values, "there is no values file %q", name).In(name)
		}
		read, err := loader.LoadValues(bytes.NewReader(data))
		if err != nil {
			return nil, withYAMLLine(failure.New(failure.Values, "%v", err).In(name))
		}
		values = loader.MergeMaps(values, read)
	}
	for _, set := range job.Set {
		if err := apply(files, set, values); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func apply(files *jail.Jail, set Set, values map[string]any) (err error) {
	// strvals panics on some malformed paths.
	defer func() {
		if reason := recover(); reason != nil {
			err = failure.New(failure.Values, "set %q cannot be read", set.Path)
		}
	}()
	text := set.Path + "=" + set.Value
	switch set.As {
	case "", "set":
		err = strvals.ParseInto(text, values)
	case "string":
		err = strvals.ParseIntoString(text, values)
	case "json":
		err = strvals.ParseJSON(text, values)
	case "literal":
		err = strvals.ParseLiteralInto(text, values)
	case "file":
		data, found := files.Read(set.Value)
		if !found {
			return failure.New(failure.Values, "set %q: there is no file %q", set.Path, set.Value)
		}
		err = strvals.ParseIntoFile(set.Path+"=file", values, func([]rune) (any, error) { return string(data), nil })
	default:
		return failure.New(failure.Input, "set %q: unknown as %q", set.Path, set.As)
	}
	if err != nil {
		// The text of strvals quotes what it read.
		return failure.New(failure.Values, "set %q cannot be read: %s", set.Path, hide(err.Error(), set.Value))
	}
	return nil
}

func hide(text, value string) string {
	if len(value) < 4 {
		return text
	}
	return strings.ReplaceAll(text, value, "…")
}
