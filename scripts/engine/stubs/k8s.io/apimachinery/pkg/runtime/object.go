// Package runtime has the one type that Helm's release record mentions.
package runtime

// Object is an API object; the engine holds none.
type Object any
