// Package kubernetes is empty: Helm imports it only so that the version of client-go stands in the build information.
package kubernetes
