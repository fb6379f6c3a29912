// Package kustomize builds a kustomization as `kustomize build` does, from memory.
package kustomize

import "tilsyn/engine/failure"

// Job is the request; the README says what each field means.
type Job struct {
	Kind             string   `json:"kind"`
	Root             string   `json:"root"`
	LoadRestrictions string   `json:"loadRestrictions"`
	Origins          bool     `json:"origins"`
	EnableHelm       bool     `json:"enableHelm"`
	KubeVersion      string   `json:"kubeVersion"`
	APIVersions      []string `json:"apiVersions"`
	Remotes          []Remote `json:"remotes"`
	Mounts           []Mount  `json:"mounts"`
	Partial          bool     `json:"partial"`
}

// Remote says which path of the jail stands for a URL as written: a file, or the root folder of a repository.
type Remote struct {
	URL  string `json:"url"`
	Path string `json:"path"`
}

// Mount puts the chart at From, a folder or archive of the jail, at the path At of the jail.
type Mount struct {
	At   string `json:"at"`
	From string `json:"from"`
}

// Result is the answer.
type Result struct {
	Documents []Document        `json:"documents"`
	Missing   []failure.Missing `json:"missing"`
	Warnings  []string          `json:"warnings"`
	Generated []string          `json:"generated"`
}

type Document struct {
	Size            int      `json:"size"`
	Origin          *Origin  `json:"origin,omitempty"`
	Transformations []Origin `json:"transformations,omitempty"`
}

// Origin is Kustomize's own, with paths of the jail; a repository's paths are relative to it.
type Origin struct {
	Path         string      `json:"path,omitempty"`
	Repo         string      `json:"repo,omitempty"`
	Ref          string      `json:"ref,omitempty"`
	ConfiguredIn string      `json:"configuredIn,omitempty"`
	ConfiguredBy *Configured `json:"configuredBy,omitempty"`
}

type Configured struct {
	APIVersion string `json:"apiVersion,omitempty"`
	Kind       string `json:"kind,omitempty"`
	Name       string `json:"name,omitempty"`
	Namespace  string `json:"namespace,omitempty"`
}
