// Package scheme answers the one question that Helm asks of it: which API versions a cluster of this client-go's time has.
package scheme

import (
	_ "embed"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

//go:embed api-versions.txt
var apiVersions string

// Scheme stands in for the registry of all API types.
var Scheme = versions{}

type versions struct{}

// PrioritizedVersionsAllGroups lists the versions in the order in which the real registry does.
func (versions) PrioritizedVersionsAllGroups() []schema.GroupVersion {
	var all []schema.GroupVersion
	for line := range strings.Lines(apiVersions) {
		group, version, found := strings.Cut(strings.TrimSpace(line), "/")
		if !found {
			group, version = "", group
		}
		all = append(all, schema.GroupVersion{Group: group, Version: version})
	}
	return all
}
