// Package outside is where this copy of Kustomize asks its caller for what the original takes from git, the network and the helm program.
package outside

import "sigs.k8s.io/kustomize/api/types"

// The caller sets all of these before it builds.
var (
	// Clone gives the folder in which the repository of a git URL, as written, lies.
	Clone func(url string) (folder string, err error)
	// Fetch gives the file of an http or https URL, as written.
	Fetch func(url string) ([]byte, error)
	// LeaveOut says whether a remote resource or component is to be passed over; root is the folder of the kustomization that names it.
	LeaveOut func(url, root, what string) bool
	// HasChart says whether a chart lies in a folder.
	HasChart func(folder string) bool
	// MissChart is told of a chart that would have to be pulled; nil leaves it out.
	MissChart func(chart types.HelmChart, folder, root string) error
	// Inflate renders the chart in a folder as `helm template` would, values being its first values file.
	Inflate func(chart types.HelmChart, folder string, values []byte) ([]byte, error)
)
