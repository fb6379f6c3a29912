package helm

import (
	"bytes"
	"errors"
	"io"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"

	"bufio"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// lookupFunction is the template function `lookup` over the objects of the named files. Without any it finds nothing, as `helm template` does.
func lookupFunction(files *jail.Jail, names []string) (any, error) {
	var objects []map[string]any
	for _, name := range names {
		data, found := files.Read(name)
		if !found {
			return nil, failure.New(failure.Input, "lookup: there is no file %q", name)
		}
		read, err := readObjects(data)
		if err != nil {
			return nil, failure.New(failure.Values, "lookup: %v", err).In(name)
		}
		objects = append(objects, read...)
	}
	return func(apiVersion, kind, namespace, name string) (map[string]any, error) {
		items := []any{}
		for _, object := range objects {
			metadata, _ := object["metadata"].(map[string]any)
			if object["apiVersion"] != apiVersion || object["kind"] != kind || !matches(metadata, "namespace", namespace) || !matches(metadata, "name", name) {
				continue
			}
			if name != "" {
				return object, nil
			}
			items = append(items, object)
		}
		if name != "" || len(objects) == 0 {
			return map[string]any{}, nil
		}
		return map[string]any{"apiVersion": apiVersion, "kind": kind + "List", "metadata": map[string]any{}, "items": items}, nil
	}, nil
}

func matches(metadata map[string]any, field, wanted string) bool {
	return wanted == "" || metadata[field] == wanted
}

func readObjects(data []byte) ([]map[string]any, error) {
	var objects []map[string]any
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(append(bytes.Clone(data), '\n'))))
	for {
		text, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		var object map[string]any
		if err := yaml.Unmarshal(text, &object); err != nil {
			return nil, err
		}
		if object != nil {
			objects = append(objects, object)
		}
	}
}
