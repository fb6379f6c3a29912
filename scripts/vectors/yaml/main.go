// Command yaml turns files of manifests into what Kubernetes' tools read in them. It takes a JSON list of texts on standard input and writes a list
// of {input, documents, error} to standard output. Each document is the JSON text that kubectl would send on, null for an empty one, as a string, so
// that no reader of the list loses digits of large integers.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
)

type result struct {
	Input     string   `json:"input"`
	Documents []string `json:"documents"`
	Error     string   `json:"error,omitempty"`
}

func main() {
	var inputs []string
	if err := json.NewDecoder(os.Stdin).Decode(&inputs); err != nil {
		panic(err)
	}
	results := make([]result, 0, len(inputs))
	for _, input := range inputs {
		results = append(results, read(input))
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(results); err != nil {
		panic(err)
	}
}

// read decodes as kubectl's StreamVisitor does (k8s.io/cli-runtime/pkg/resource).
func read(input string) (found result) {
	found = result{Input: input, Documents: []string{}}
	decoder := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader([]byte(input)), 4096)
	for {
		var document json.RawMessage
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			found.Error = err.Error()
			return found
		}
		document = bytes.TrimSpace(document)
		if len(document) == 0 {
			document = json.RawMessage("null")
		}
		found.Documents = append(found.Documents, string(document))
	}
}
