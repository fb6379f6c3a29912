package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/tester"
)

// asked is one question of a case, as the host puts it: the input of one control's case and the package that answers.
type asked struct {
	Folder  string `json:"folder"`
	Package string `json:"package"`
	Input   any    `json:"input"`
}

// mutate negates one condition of each rule of each control in turn. Somebody must notice: a case of that control answers differently, or one of its
// tests fails. What nobody notices survives and is written to stdout, a line each. Questions come as JSON lines on stdin.
func mutate(capabilities *ast.Capabilities, only string) error {
	modules, err := check(capabilities)
	if err != nil {
		return err
	}
	questions, err := readQuestions(os.Stdin)
	if err != nil {
		return err
	}
	made, left := 0, 0
	for _, folder := range sorted(questions) {
		if only != "" && !strings.HasPrefix(folder, only) {
			continue
		}
		ground := open(modules, folder, capabilities, questions[folder])
		if err := ground.learn(); err != nil {
			return fmt.Errorf("%s: %w", folder, err)
		}
		for _, name := range ground.own {
			for _, one := range mutants(modules[name]) {
				noticed, err := ground.notices(name, one)
				if err != nil {
					return err
				}
				made++
				if !noticed {
					left++
					fmt.Printf("%s:%d %s\n", name, one.line, one.rule)
				}
			}
		}
	}
	fmt.Fprintf(os.Stderr, "%d rules changed, %d changes went unnoticed\n", made, left)
	return nil
}

func readQuestions(in io.Reader) (map[string][]asked, error) {
	found := map[string][]asked{}
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var one asked
			if err := json.Unmarshal(line, &one); err != nil {
				return nil, err
			}
			found[one.Folder] = append(found[one.Folder], one)
		}
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func sorted[V any](of map[string]V) []string {
	names := make([]string, 0, len(of))
	for name := range of {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// ground is what one control is tried on: the modules that it needs, its questions, and what it answers unchanged.
type ground struct {
	capabilities *ast.Capabilities
	modules      map[string]*ast.Module
	own          []string
	tests        map[string]*ast.Module
	questions    []asked
	inputs       []ast.Value
	answers      []any
}

func open(all map[string]*ast.Module, folder string, capabilities *ast.Capabilities, questions []asked) *ground {
	found := &ground{capabilities: capabilities, questions: questions, modules: map[string]*ast.Module{}, tests: map[string]*ast.Module{}}
	for _, name := range sorted(all) {
		if filepath.Dir(name) != folder {
			continue
		}
		found.need(all, name)
		if strings.HasSuffix(name, "_test.rego") {
			found.tests[name] = all[name]
		} else {
			found.own = append(found.own, name)
		}
	}
	return found
}

// need takes in a module and all that it imports.
func (g *ground) need(all map[string]*ast.Module, name string) {
	if g.modules[name] != nil {
		return
	}
	g.modules[name] = all[name]
	for _, imported := range all[name].Imports {
		path := imported.Path.Value.String()
		for other, module := range all {
			own := module.Package.Path.String()
			if path == own || strings.HasPrefix(path, own+".") {
				g.need(all, other)
			}
		}
	}
}

func (g *ground) learn() error {
	for _, question := range g.questions {
		value, err := ast.InterfaceToValue(question.Input)
		if err != nil {
			return err
		}
		g.inputs = append(g.inputs, value)
	}
	compiler, err := g.compile(g.modules)
	if err != nil {
		return err
	}
	for index := range g.questions {
		answer, err := g.ask(compiler, index, map[string]rego.PreparedEvalQuery{})
		if err != nil {
			return err
		}
		g.answers = append(g.answers, answer)
	}
	return nil
}

func (g *ground) compile(modules map[string]*ast.Module) (*ast.Compiler, error) {
	compiler := ast.NewCompiler().WithCapabilities(g.capabilities)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, compiler.Errors
	}
	return compiler, nil
}

func (g *ground) ask(compiler *ast.Compiler, index int, prepared map[string]rego.PreparedEvalQuery) (any, error) {
	ctx := context.Background()
	name := g.questions[index].Package
	query, ok := prepared[name]
	if !ok {
		text := fmt.Sprintf("e := data.%[1]s.examined; v := data.%[1]s.violations; c := [one | some one in data.%[1]s.cluster]", name)
		made, err := rego.New(rego.Compiler(compiler), rego.Query(text)).PrepareForEval(ctx)
		if err != nil {
			return nil, err
		}
		query = made
		prepared[name] = made
	}
	results, err := query.Eval(ctx, rego.EvalParsedInput(g.inputs[index]))
	if err != nil {
		return nil, err
	}
	if len(results) != 1 {
		return nil, fmt.Errorf("%s answers nothing", name)
	}
	return seen(results[0].Bindings), nil
}

// seen is what a case looks at: whether there was anything to look at, and of each finding the object, the place, the message and the status.
func seen(answer rego.Vars) any {
	examined, _ := answer["e"].([]any)
	lines := []string{fmt.Sprint(len(examined) > 0)}
	for _, list := range []string{"v", "c"} {
		found, _ := answer[list].([]any)
		for _, one := range found {
			violation, _ := one.(map[string]any)
			kept := map[string]any{}
			for _, key := range []string{"object", "path", "messageKey", "status", "impliedBy", "container"} {
				kept[key] = violation[key]
			}
			text, _ := json.Marshal(kept)
			lines = append(lines, string(text))
		}
	}
	sort.Strings(lines)
	return lines
}

// notices says whether a case or a test tells the mutant from the rule. Of several conditions the first one counts whose negation compiles.
func (g *ground) notices(name string, one mutant) (bool, error) {
	for _, module := range one.variants {
		changed := map[string]*ast.Module{}
		for other, kept := range g.modules {
			changed[other] = kept
		}
		changed[name] = module
		compiler, err := g.compile(changed)
		if err != nil {
			continue
		}
		prepared := map[string]rego.PreparedEvalQuery{}
		for index := range g.questions {
			answer, err := g.ask(compiler, index, prepared)
			if err != nil || !reflect.DeepEqual(answer, g.answers[index]) {
				return true, nil
			}
		}
		return g.failsTests(changed)
	}
	return false, fmt.Errorf("%s:%d: no change of this rule compiles", name, one.line)
}

func (g *ground) failsTests(modules map[string]*ast.Module) (bool, error) {
	if len(g.tests) == 0 {
		return false, nil
	}
	results, err := tester.NewRunner().SetModules(modules).Run(context.Background(), modules)
	if err != nil {
		return false, err
	}
	failed := false
	for result := range results {
		failed = failed || !result.Pass()
	}
	return failed, nil
}

// mutant is one rule, or one `else` of it, with a condition turned round. The last variant never holds and always compiles.
type mutant struct {
	line     int
	rule     string
	variants []*ast.Module
}

func mutants(module *ast.Module) []mutant {
	found := []mutant{}
	for index, rule := range module.Rules {
		for depth, branch := 0, rule; branch != nil; depth, branch = depth+1, branch.Else {
			if isConstant(branch) {
				continue
			}
			one := mutant{line: branch.Location.Row, rule: branch.Head.Name.String()}
			if one.rule == "" {
				one.rule = branch.Head.Reference.String()
			}
			for at, condition := range branch.Body {
				if canTurn(condition) {
					one.variants = append(one.variants, change(module, index, depth, func(body ast.Body) ast.Body {
						body[at].Negated = !body[at].Negated
						return body
					}))
				}
			}
			one.variants = append(one.variants, change(module, index, depth, func(body ast.Body) ast.Body {
				never := ast.NewExpr(ast.BooleanTerm(false))
				never.Location = branch.Location
				body.Append(never)
				return body
			}))
			found = append(found, one)
		}
	}
	return found
}

// isConstant: a table, or the default of a rule, has no condition.
func isConstant(rule *ast.Rule) bool {
	return rule.Default || (len(rule.Body) == 1 && rule.Body[0].Equal(ast.NewExpr(ast.BooleanTerm(true))))
}

// canTurn leaves out what only gives names to values.
func canTurn(condition *ast.Expr) bool {
	switch condition.Terms.(type) {
	case *ast.SomeDecl, *ast.Every:
		return false
	}
	return !condition.IsAssignment() && !condition.IsEquality()
}

func change(module *ast.Module, index, depth int, how func(ast.Body) ast.Body) *ast.Module {
	copied := module.Copy()
	rule := copied.Rules[index]
	for ; depth > 0; depth-- {
		rule = rule.Else
	}
	rule.Body = how(rule.Body)
	return copied
}
