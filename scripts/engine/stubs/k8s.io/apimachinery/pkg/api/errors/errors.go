// Package errors has the one question that Helm's `lookup` asks about an error of a cluster; there is none.
package errors

// IsNotFound is always false: no cluster ever answered.
func IsNotFound(error) bool { return false }
