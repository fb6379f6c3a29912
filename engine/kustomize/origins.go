package kustomize

import (
	"path"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/outside"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// addOrigins builds once more with Kustomize's own annotations and takes where each object comes from out of them. The documents stay those of the
// first build, since annotations change them; when the two builds do not list the same objects, nothing is said.
func addOrigins(result *Result, objects resmap.ResMap, disk filesys.FileSystem, options *krusty.Options, job Job, outer *outer) {
	outside.BuildMetadata = []string{types.OriginAnnotations, types.TransformerAnnotations}
	defer func() { outside.BuildMetadata = nil }()
	warnings := len(outer.warnings)
	annotated, err := run(disk, options, job.Root, outer)
	result.Warnings = outer.warnings[:warnings]
	if err != nil || annotated.Size() != objects.Size() {
		result.Warnings = append(result.Warnings, "where the objects come from is not known: the second build differs")
		return
	}
	for index, object := range annotated.Resources() {
		if object.CurId() != objects.Resources()[index].CurId() {
			continue
		}
		document := &result.Documents[index]
		if origin, err := object.GetOrigin(); err == nil && origin != nil {
			described := describe(origin, job.Root)
			document.Origin = &described
		}
		transformations, err := object.GetTransformations()
		if err != nil {
			continue
		}
		for _, origin := range transformations {
			document.Transformations = append(document.Transformations, describe(origin, job.Root))
		}
	}
}

func describe(origin *resource.Origin, root string) Origin {
	described := Origin{Path: origin.Path, Repo: origin.Repo, Ref: origin.Ref, ConfiguredIn: origin.ConfiguredIn}
	if origin.Repo == "" {
		described.Path = inJail(root, origin.Path)
		described.ConfiguredIn = inJail(root, origin.ConfiguredIn)
	}
	if by := origin.ConfiguredBy; by.Kind != "" {
		described.ConfiguredBy = &Configured{by.APIVersion, by.Kind, by.Name, by.Namespace}
	}
	return described
}

func inJail(root, name string) string {
	if name == "" {
		return ""
	}
	return path.Join(root, name)
}
