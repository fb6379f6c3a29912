// Package dynamic has the shapes that Helm's `lookup` asks a cluster with; there is no cluster.
package dynamic

import (
	"context"
	"errors"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
)

// Content is an object or a list as plain data.
type Content interface {
	UnstructuredContent() map[string]any
}

// ResourceInterface reads objects of one kind.
type ResourceInterface interface {
	Get(ctx context.Context, name string, options metav1.GetOptions, subresources ...string) (Content, error)
	List(ctx context.Context, options metav1.ListOptions) (Content, error)
}

// NamespaceableResourceInterface reads objects of one kind, in one namespace if asked to.
type NamespaceableResourceInterface interface {
	ResourceInterface
	Namespace(namespace string) ResourceInterface
}

// Interface finds the reader of a kind.
type Interface interface {
	Resource(resource schema.GroupVersionResource) NamespaceableResourceInterface
}

// NewForConfig always fails: there is no cluster.
func NewForConfig(*rest.Config) (Interface, error) {
	return nil, errors.New("there is no cluster")
}
