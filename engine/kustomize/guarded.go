package kustomize

import (
	"bytes"
	"errors"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// guarded is the in-memory disk, but for files whose aliases unfold to more than anybody writes: Kustomize unfolds them without a limit.
type guarded struct {
	filesys.FileSystem
}

const maxUnfolded = 200_000

var errUnfolds = errors.New("its YAML aliases unfold to more than the engine takes")

func (g guarded) ReadFile(name string) ([]byte, error) {
	data, err := g.FileSystem.ReadFile(name)
	if err != nil || !bytes.ContainsRune(data, '&') || !bytes.ContainsRune(data, '*') {
		return data, err
	}
	if unfoldsTooFar(data) {
		return nil, errUnfolds
	}
	return data, nil
}

func unfoldsTooFar(data []byte) bool {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if err != nil {
			// The end; what does not parse is for Kustomize to name.
			return false
		}
		if sizeOf(&document, map[*yaml.Node]int{}) > maxUnfolded {
			return true
		}
	}
}

// sizeOf counts the nodes that a node unfolds to. A node inside itself counts as too many.
func sizeOf(node *yaml.Node, known map[*yaml.Node]int) int {
	if size, found := known[node]; found {
		return size
	}
	known[node] = maxUnfolded + 1
	size := 1
	for _, child := range node.Content {
		size = min(size+sizeOf(child, known), maxUnfolded+1)
	}
	if node.Alias != nil {
		size = min(size+sizeOf(node.Alias, known), maxUnfolded+1)
	}
	known[node] = size
	return size
}
