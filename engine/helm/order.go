package helm

import (
	"maps"
	"slices"
	"sort"

	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"
)

func sortedKeys[Value any](table map[string]Value) []string {
	return slices.Sorted(maps.Keys(table))
}

// splitInOrder cuts the output of a template into documents, in its order.
func splitInOrder(content string) []string {
	parts := releaseutil.SplitManifests(content)
	keys := slices.Collect(maps.Keys(parts))
	sort.Sort(releaseutil.BySplitManifestsOrder(keys))
	texts := make([]string, len(keys))
	for index, key := range keys {
		texts[index] = parts[key]
	}
	return texts
}
