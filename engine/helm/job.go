// Package helm renders a chart as `helm template --include-crds` does, from memory.
package helm

import "tilsyn/engine/failure"

// Job is the request; the README says what each field means.
type Job struct {
	Kind                 string   `json:"kind"`
	Chart                string   `json:"chart"`
	Release              Release  `json:"release"`
	Values               []string `json:"values"`
	Set                  []Set    `json:"set"`
	KubeVersion          string   `json:"kubeVersion"`
	APIVersions          []string `json:"apiVersions"`
	SkipSchemaValidation bool     `json:"skipSchemaValidation"`
	Mounts               []Mount  `json:"mounts"`
	Lookup               []string `json:"lookup"`
	Marks                bool     `json:"marks"`
}

type Release struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
	IsUpgrade bool   `json:"isUpgrade"`
	Revision  int    `json:"revision"`
}

type Set struct {
	Path  string `json:"path"`
	Value string `json:"value"`
	As    string `json:"as"`
}

// Mount puts the chart at From, a path of the jail, at At, a path inside the chart.
type Mount struct {
	At   string `json:"at"`
	From string `json:"from"`
}

// Result is the answer.
type Result struct {
	Documents    []Document        `json:"documents"`
	Templates    []Template        `json:"templates,omitempty"`
	Reads        []Read            `json:"reads,omitempty"`
	Missing      []failure.Missing `json:"missing"`
	Uses         []Use             `json:"uses"`
	Generated    []string          `json:"generated"`
	SkippedHooks []SkippedHook     `json:"skippedHooks"`
	Warnings     []string          `json:"warnings"`
}

type Document struct {
	Size   int    `json:"size"`
	Source string `json:"source"`
	Place
	Kind  string `json:"kind"`
	Hook  *Hook  `json:"hook,omitempty"`
	Lines []int  `json:"lines,omitempty"`

	text  string
	start int
}

type Hook struct {
	Events         []string `json:"events"`
	Weight         int      `json:"weight"`
	DeletePolicies []string `json:"deletePolicies"`
}

// Place is a file of the jail, or one inside an archive of the jail.
type Place struct {
	File   string `json:"file,omitempty"`
	Inside string `json:"inside,omitempty"`
}

type Template struct {
	Source string `json:"source"`
	Place
}

type Read struct {
	Template int      `json:"template"`
	Line     int      `json:"line"`
	Values   []string `json:"values"`
}

type Use struct {
	Feature string `json:"feature"`
	Place
	Line     int  `json:"line"`
	Branches bool `json:"branches"`
}

type SkippedHook struct {
	Source string `json:"source"`
	Hook   string `json:"hook"`
}
