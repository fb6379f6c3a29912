// Package v1 has the shapes that Helm's `lookup` mentions.
package v1

// GetOptions are the options of a read.
type GetOptions struct{}

// ListOptions are the options of a list.
type ListOptions struct{}

// APIResource is one kind that a cluster has.
type APIResource struct {
	Name       string
	Namespaced bool
	Group      string
	Version    string
	Kind       string
}

// APIResourceList is the kinds of one group and version.
type APIResourceList struct {
	APIResources []APIResource
}
