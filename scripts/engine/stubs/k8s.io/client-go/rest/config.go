// Package rest has the type that Helm's engine takes for a cluster connection; the engine is never given one.
package rest

// Config is a connection to a cluster.
type Config struct{}
