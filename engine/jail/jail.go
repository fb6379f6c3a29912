// Package jail is the tree of files of one job. It has files only: no links, no devices, no way out.
package jail

import (
	"path"
	"slices"
	"strings"

	"tilsyn/engine/failure"
)

// Jail maps cleaned relative paths to bytes.
type Jail struct {
	files   map[string][]byte
	folders map[string]bool
}

// New makes an empty jail.
func New() *Jail {
	return &Jail{files: map[string][]byte{}, folders: map[string]bool{"": true}}
}

// Add puts a file in; a path that is not clean, or that another one excludes, is refused.
func (j *Jail) Add(name string, data []byte) error {
	if !IsClean(name) || name == "" {
		return failure.New(failure.Input, "%q is not a clean relative path", name)
	}
	if _, found := j.files[name]; found || j.folders[name] {
		return failure.New(failure.Input, "%q is there twice", name)
	}
	for folder := parent(name); folder != ""; folder = parent(folder) {
		if _, found := j.files[folder]; found {
			return failure.New(failure.Input, "%q is a file and a folder", folder)
		}
		j.folders[folder] = true
	}
	j.files[name] = data
	return nil
}

// IsClean says whether a path is relative, free of `.`, `..`, empty segments and NUL; "" is the root.
func IsClean(name string) bool {
	if name == "" {
		return true
	}
	return path.Clean(name) == name && name != "." && !path.IsAbs(name) && name != ".." && !strings.HasPrefix(name, "../") &&
		!strings.ContainsRune(name, 0)
}

// Read gives a file's bytes.
func (j *Jail) Read(name string) ([]byte, bool) {
	data, found := j.files[name]
	return data, found
}

// IsFolder says whether a file lies below the path.
func (j *Jail) IsFolder(name string) bool { return j.folders[name] }

// Below lists the files below a folder, relative to it, in the order in which a walk through sorted folders meets them.
func (j *Jail) Below(folder string) []string {
	prefix := folder + "/"
	if folder == "" {
		prefix = ""
	}
	var names []string
	for name := range j.files {
		if rest, found := strings.CutPrefix(name, prefix); found {
			names = append(names, rest)
		}
	}
	slices.SortFunc(names, CompareInWalk)
	return names
}

// CompareInWalk orders paths as a walk does: segment by segment, so that `a/x` comes before `a-b`.
func CompareInWalk(left, right string) int {
	return slices.Compare(strings.Split(left, "/"), strings.Split(right, "/"))
}

func parent(name string) string {
	folder := path.Dir(name)
	if folder == "." {
		return ""
	}
	return folder
}
