package kustomize

import (
	"path"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"tilsyn/engine/failure"
	"tilsyn/engine/helm"
	"tilsyn/engine/jail"
)

// Build builds a kustomization; blobs are the objects in the order of the result.
func Build(files *jail.Jail, job Job) (*Result, [][]byte, error) {
	options, err := optionsOf(job)
	if err != nil {
		return nil, nil, err
	}
	if !files.IsFolder(job.Root) {
		return nil, nil, failure.New(failure.Input, "there is no folder %q", job.Root)
	}
	disk, whole, err := layOut(files, job)
	if err != nil {
		return nil, nil, err
	}
	outer := connect(whole, job)
	objects, err := run(disk, options, job.Root, outer)
	if err != nil {
		return nil, nil, failure.WithMissing(err, outer.missing)
	}
	result := &Result{Documents: []Document{}, Missing: outer.missing, Warnings: outer.warnings, Generated: outer.generated()}
	var blobs [][]byte
	for _, object := range objects.Resources() {
		text, err := object.AsYAML()
		if err != nil {
			return nil, nil, failure.New(failure.Kustomization, "%v", err).In(job.Root)
		}
		result.Documents = append(result.Documents, Document{Size: len(text)})
		blobs = append(blobs, text)
	}
	if job.Origins {
		addOrigins(result, objects, disk, options, job, outer)
	}
	return result, blobs, nil
}

func optionsOf(job Job) (*krusty.Options, error) {
	options := krusty.MakeDefaultOptions()
	// What the command line uses when nothing is said, unlike the library's default.
	options.Reorder = krusty.ReorderOptionUnspecified
	switch job.LoadRestrictions {
	case "", "rootOnly":
		options.LoadRestrictions = types.LoadRestrictionsRootOnly
	case "none":
		options.LoadRestrictions = types.LoadRestrictionsNone
	default:
		return nil, failure.New(failure.Input, "unknown loadRestrictions %q", job.LoadRestrictions)
	}
	if job.EnableHelm {
		options.PluginConfig.HelmConfig = types.HelmConfig{Enabled: true, Command: "helm", KubeVersion: job.KubeVersion, ApiVersions: job.APIVersions}
	}
	return options, nil
}

// layOut puts the jail on Kustomize's in-memory disk, mounts included.
func layOut(files *jail.Jail, job Job) (filesys.FileSystem, *jail.Jail, error) {
	whole, err := withMounts(files, job)
	if err != nil {
		return nil, nil, err
	}
	disk := guarded{filesys.MakeFsInMemory()}
	for _, name := range whole.Below("") {
		data, _ := whole.Read(name)
		if err := disk.WriteFile("/"+name, data); err != nil {
			return nil, nil, failure.New(failure.Input, "%q: %v", name, err)
		}
	}
	return disk, whole, nil
}

func withMounts(files *jail.Jail, job Job) (*jail.Jail, error) {
	if len(job.Mounts) == 0 {
		return files, nil
	}
	whole := jail.New()
	for _, name := range files.Below("") {
		data, _ := files.Read(name)
		if err := whole.Add(name, data); err != nil {
			return nil, err
		}
	}
	for _, mount := range job.Mounts {
		unpacked, err := helm.Unpack(files, mount.From)
		if err != nil {
			return nil, err
		}
		for name, data := range unpacked {
			if err := whole.Add(path.Join(mount.At, name), data); err != nil {
				return nil, err
			}
		}
	}
	return whole, nil
}

func run(disk filesys.FileSystem, options *krusty.Options, root string, outer *outer) (objects resmap.ResMap, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = failure.New(failure.Kustomization, "Kustomize panicked").In(root)
		}
	}()
	objects, err = krusty.MakeKustomizer(options).Run(disk, "/"+root)
	if err != nil {
		return nil, classify(err, root, outer)
	}
	return objects, nil
}

func trimRoot(name string) string { return strings.TrimPrefix(name, "/") }
