package helm

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"text/template"
	"time"

	"github.com/Masterminds/sprig/v3"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// NameRelease gives the release name as `helm template` does for a name, or else --generate-name with a --name-template or without.
func NameRelease(name, nameTemplate, chart string) (string, error) {
	if nameTemplate == "" && name != "" {
		return name, nil
	}
	if nameTemplate != "" {
		if name != "" {
			return "", failure.New(failure.Chart, "cannot set nameTemplate and also releaseName").In(chart)
		}
		parsed, err := template.New("name-template").Funcs(sprig.TxtFuncMap()).Parse(nameTemplate)
		if err != nil {
			return "", failure.New(failure.Chart, "nameTemplate: %v", err).In(chart)
		}
		var text bytes.Buffer
		if err := parsed.Execute(&text, nil); err != nil {
			return "", failure.New(failure.Chart, "nameTemplate: %v", err).In(chart)
		}
		return text.String(), nil
	}
	base, _, _ := strings.Cut(path.Base(chart), ".")
	return fmt.Sprintf("%s-%d", base, time.Now().Unix()), nil
}

// Unpack gives the files of a chart at a path of the jail by their names inside the chart.
func Unpack(files *jail.Jail, at string) (map[string][]byte, error) {
	unpacked := map[string][]byte{}
	if data, isFile := files.Read(at); isFile {
		found, err := unpack(Place{File: at}, data, newBudget())
		if err != nil {
			return nil, err
		}
		for _, one := range found {
			unpacked[one.name] = one.data
		}
		return unpacked, nil
	}
	for _, name := range files.Below(at) {
		data, _ := files.Read(path.Join(at, name))
		unpacked[name] = data
	}
	if len(unpacked) == 0 {
		return nil, failure.New(failure.Input, "there is no chart at %q", at)
	}
	return unpacked, nil
}
