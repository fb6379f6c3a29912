package target

import (
	"slices"

	"sigs.k8s.io/kustomize/api/outside"
)

// AddBuildMetadata adds what the caller wants to know to what the kustomization itself asks for.
func (kt *KustTarget) AddBuildMetadata() {
	for _, option := range outside.BuildMetadata {
		if !slices.Contains(kt.kustomization.BuildMetadata, option) {
			kt.kustomization.BuildMetadata = append(kt.kustomization.BuildMetadata, option)
		}
	}
}
