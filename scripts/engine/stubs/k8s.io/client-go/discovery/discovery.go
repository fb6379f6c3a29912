// Package discovery has the shape that Helm's `lookup` asks for kinds with; there is no cluster.
package discovery

import (
	"errors"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
)

// DiscoveryClient lists the kinds of a cluster.
type DiscoveryClient struct{}

// NewDiscoveryClientForConfig always fails: there is no cluster.
func NewDiscoveryClientForConfig(*rest.Config) (*DiscoveryClient, error) {
	return nil, errors.New("there is no cluster")
}

// ServerResourcesForGroupVersion always fails: there is no cluster.
func (*DiscoveryClient) ServerResourcesForGroupVersion(string) (*metav1.APIResourceList, error) {
	return nil, errors.New("there is no cluster")
}
