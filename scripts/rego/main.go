// Command rego compiles tilsyn's policies with OPA as a library.
//
//	rego check   policies              strict check against the input schema
//	rego test    policies              every rule_test.rego
//	rego compile policies out.wasm     one wasm module; its METADATA goes to stdout as JSON
//	rego mutate  policies [wkl/wkl-01] what no case and no test notices when a rule is turned round; questions on stdin
//
// It works inside the policies folder, so that no path of the machine reaches the module.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/version"
)

// One question a scope: single objects, all of one cluster, what a change altered.
var entrypoints = []string{"tilsyn/main/object", "tilsyn/main/inventory", "tilsyn/main/change"}

// Where the packages of controls lie, by the question that they answer. The last two hold no rules: what they ask is judged from the register, and
// from what people decided.
var homes = []string{"tilsyn.controls.", "tilsyn.inventory.", "tilsyn.change.", "tilsyn.register.", "tilsyn.decisions."}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: rego check|test|compile|mutate POLICIES [OUT]")
	}
	out := ""
	if len(args) > 2 && args[0] == "compile" {
		path, err := filepath.Abs(args[2])
		if err != nil {
			return err
		}
		out = path
	}
	if err := os.Chdir(args[1]); err != nil {
		return err
	}
	capabilities, err := ast.LoadCapabilitiesFile("capabilities.json")
	if err != nil {
		return err
	}
	switch args[0] {
	case "check":
		_, err := check(capabilities)
		return err
	case "test":
		return test(capabilities)
	case "compile":
		return compileTo(out, capabilities)
	case "mutate":
		return mutate(capabilities, strings.Join(args[2:], ""))
	}
	return fmt.Errorf("unknown command %q", args[0])
}

// check type-checks policies and tests: strict, against the input schema, with the built-ins that the host has and no others.
func check(capabilities *ast.Capabilities) (map[string]*ast.Module, error) {
	schemas, err := loader.Schemas("schema/input.json")
	if err != nil {
		return nil, err
	}
	loaded, err := loader.NewFileLoader().WithProcessAnnotation(true).WithCapabilities(capabilities).Filtered([]string{"."}, onlyRego)
	if err != nil {
		return nil, err
	}
	modules := loaded.ParsedModules()
	compiler := ast.NewCompiler().WithCapabilities(capabilities).WithSchemas(schemas).WithStrict(true).WithUseTypeCheckAnnotations(true)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, compiler.Errors
	}
	return modules, nil
}

func onlyRego(path string, info os.FileInfo, _ int) bool {
	return !info.IsDir() && !strings.HasSuffix(path, ".rego")
}

func onlyPolicies(path string, info os.FileInfo, depth int) bool {
	return onlyRego(path, info, depth) || strings.HasSuffix(path, "_test.rego")
}

func test(capabilities *ast.Capabilities) error {
	modules, err := check(capabilities)
	if err != nil {
		return err
	}
	results, err := tester.NewRunner().SetModules(modules).Run(context.Background(), modules)
	if err != nil {
		return err
	}
	passed, failed := 0, 0
	for result := range results {
		if result.Pass() {
			passed++
			continue
		}
		failed++
		fmt.Fprintln(os.Stderr, result)
	}
	fmt.Printf("%d policy tests passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		return errors.New("policy tests failed")
	}
	return nil
}

func compileTo(out string, capabilities *ast.Capabilities) error {
	modules, err := check(capabilities)
	if err != nil {
		return err
	}
	compiler := compile.New().
		WithCapabilities(capabilities).
		WithTarget(compile.TargetWasm).
		WithEntrypoints(entrypoints...).
		WithPruneUnused(true).
		WithPaths(".").
		WithFilter(onlyPolicies)
	if err := compiler.Build(context.Background()); err != nil {
		return err
	}
	built := compiler.Bundle()
	if len(built.WasmModules) != 1 {
		return fmt.Errorf("expected one wasm module, found %d", len(built.WasmModules))
	}
	if err := os.WriteFile(out, built.WasmModules[0].Raw, 0o644); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"opa": version.Version, "controls": controls(modules)})
}

type control struct {
	Package string         `json:"package"`
	Title   string         `json:"title"`
	Custom  map[string]any `json:"custom"`
}

// controls reads the package METADATA of every package of a control. One of them carries the id and the texts.
func controls(modules map[string]*ast.Module) []control {
	found := []control{}
	for _, module := range modules {
		name := strings.TrimPrefix(module.Package.Path.String(), "data.")
		if !isControl(name) {
			continue
		}
		for _, annotation := range module.Annotations {
			// A control's parts are packages of their own, without an id.
			if _, ok := annotation.Custom["id"]; ok && annotation.Scope == "package" {
				found = append(found, control{Package: name, Title: annotation.Title, Custom: annotation.Custom})
			}
		}
	}
	return found
}

func isControl(name string) bool {
	if strings.HasSuffix(name, "_test") {
		return false
	}
	for _, home := range homes {
		if strings.HasPrefix(name, home) {
			return true
		}
	}
	return false
}
