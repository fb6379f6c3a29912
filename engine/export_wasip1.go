package main

import "os"

//go:wasmexport run
func run() { answer(os.Stdin, os.Stdout) }
