// The engine: one job from stdin, one answer on stdout. The README beside this file is its contract.
package main

import (
	"os"
)

// In the WebAssembly module the host calls the export `run` instead.
func main() { answer(os.Stdin, os.Stdout) }
