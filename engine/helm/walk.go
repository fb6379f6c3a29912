package helm

import (
	"slices"
	"text/template/parse"
)

// visit is what the walk through a template meets: a value path that is read, a function that is called, a template that is included.
type visit struct {
	define  string   // template in which it stands
	line    int      // of the source
	path    []string // from the root, for a field; "Values", "image", "tag"
	call    string   // name of a function
	include string   // name of an included template
	inTest  bool     // it stands in the pipeline of if, with or range
}

// walkTemplate visits a source and the templates that it defines. Dot is followed through with and range, variables through their assignments; in a
// defined template dot is taken to be the root, which is what helpers are given. What cannot be followed is not visited.
func walkTemplate(name, text string, report func(visit)) {
	trees := map[string]*parse.Tree{}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(text, "", "", trees); err != nil {
		return
	}
	ends := lineEnds(text)
	for _, define := range sortedKeys(trees) {
		w := &walker{ends: ends, define: define, report: report, calls: map[string][]visit{}}
		if trees[define].Root != nil {
			w.list(trees[define].Root, scope{dot: known{}, vars: map[string]known{"$": {}}})
		}
	}
}

func lineEnds(text string) []int {
	var ends []int
	for at := range len(text) {
		if text[at] == '\n' {
			ends = append(ends, at)
		}
	}
	return ends
}

// known is a path from the root; nil is a value that is not followed.
type known []string

type scope struct {
	dot  known
	vars map[string]known
}

func (s scope) inner(dot known) scope {
	vars := make(map[string]known, len(s.vars))
	for name, path := range s.vars {
		vars[name] = path
	}
	return scope{dot, vars}
}

type walker struct {
	ends   []int
	define string
	report func(visit)
	inTest bool
	// What a variable was computed from, so that a test of the variable counts as a test of that.
	calls map[string][]visit
	// The visits of the pipeline at hand, for the variable that it is assigned to.
	current []visit
}

func (w *walker) list(list *parse.ListNode, s scope) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		w.node(node, s)
	}
}

func (w *walker) node(node parse.Node, s scope) {
	switch node := node.(type) {
	case *parse.ActionNode:
		w.pipe(node.Pipe, s)
	case *parse.IfNode:
		w.branch(node.BranchNode, s, false)
	case *parse.WithNode:
		w.branch(node.BranchNode, s, true)
	case *parse.RangeNode:
		w.repeat(node, s)
	case *parse.TemplateNode:
		w.say(node, visit{include: node.Name})
		w.pipe(node.Pipe, s)
	case *parse.ListNode:
		w.list(node, s)
	}
}

func (w *walker) branch(node parse.BranchNode, s scope, setsDot bool) {
	inner := s.inner(s.dot)
	result := w.test(node.Pipe, inner)
	body := inner
	if setsDot {
		body = inner.inner(result)
	}
	w.list(node.List, body)
	w.list(node.ElseList, inner.inner(s.dot))
}

func (w *walker) repeat(node *parse.RangeNode, s scope) {
	inner := s.inner(s.dot)
	over := w.test(node.Pipe, inner)
	element := known(nil)
	if over != nil {
		element = append(append(known{}, over...), "*")
	}
	body := inner.inner(element)
	for index, variable := range node.Pipe.Decl {
		body.vars[variable.Ident[0]] = nil
		if index == len(node.Pipe.Decl)-1 {
			body.vars[variable.Ident[0]] = element
		}
	}
	w.list(node.List, body)
	w.list(node.ElseList, inner)
}

func (w *walker) test(pipe *parse.PipeNode, s scope) known {
	before := w.inTest
	w.inTest = true
	defer func() { w.inTest = before }()
	return w.pipe(pipe, s)
}

// pipe visits a pipeline and gives the path it passes on, if that is all it does.
func (w *walker) pipe(pipe *parse.PipeNode, s scope) known {
	if pipe == nil {
		return nil
	}
	outer := w.current
	w.current = nil
	var result known
	for _, command := range pipe.Cmds {
		result = w.command(command, s)
	}
	if len(pipe.Cmds) > 1 {
		result = nil
	}
	for _, variable := range pipe.Decl {
		s.vars[variable.Ident[0]] = result
		w.remember(variable.Ident[0])
	}
	w.current = append(outer, w.current...)
	return result
}

// A variable that is computed from itself again and again would double what it remembers each time.
const maxRemembered = 30

func (w *walker) remember(variable string) {
	seen := w.calls[variable]
	for _, one := range w.current {
		known := slices.ContainsFunc(seen, func(other visit) bool {
			return one.call == other.call && one.include == other.include && slices.Equal(one.path, other.path)
		})
		if !known && len(seen) < maxRemembered {
			seen = append(seen, one)
		}
	}
	w.calls[variable] = seen
}

func (w *walker) command(command *parse.CommandNode, s scope) known {
	arguments := make([]known, len(command.Args))
	for index, argument := range command.Args {
		arguments[index] = w.argument(argument, s)
	}
	if len(command.Args) == 1 {
		return arguments[0]
	}
	called, isCall := command.Args[0].(*parse.IdentifierNode)
	if !isCall {
		return nil
	}
	switch called.Ident {
	case "include":
		if name, isText := command.Args[1].(*parse.StringNode); isText {
			w.say(command, visit{include: name.Text})
		}
	case "index", "get":
		if arguments[1] != nil {
			return w.indexed(command, arguments[1])
		}
	case "default", "required", "coalesce":
		return arguments[len(arguments)-1]
	}
	return nil
}

func (w *walker) indexed(command *parse.CommandNode, path known) known {
	result := append(known{}, path...)
	for _, argument := range command.Args[2:] {
		text, isText := argument.(*parse.StringNode)
		if !isText {
			return nil
		}
		result = append(result, text.Text)
	}
	w.say(command, visit{path: result})
	return result
}

func (w *walker) argument(node parse.Node, s scope) known {
	switch node := node.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return w.field(node, s.dot, node.Ident)
	case *parse.VariableNode:
		for _, call := range w.calls[node.Ident[0]] {
			w.say(node, visit{call: call.call, path: call.path, include: call.include})
		}
		return w.field(node, s.vars[node.Ident[0]], node.Ident[1:])
	case *parse.ChainNode:
		return w.field(node, w.argument(node.Node, s), node.Field)
	case *parse.PipeNode:
		return w.pipe(node, s)
	case *parse.IdentifierNode:
		w.say(node, visit{call: node.Ident})
	}
	return nil
}

func (w *walker) field(node parse.Node, base known, fields []string) known {
	if base == nil {
		return nil
	}
	path := append(append(known{}, base...), fields...)
	if len(path) > 0 {
		w.say(node, visit{path: path})
	}
	return path
}

func (w *walker) say(node parse.Node, seen visit) {
	seen.define = w.define
	before, _ := slices.BinarySearch(w.ends, int(node.Position()))
	seen.line = before + 1
	seen.inTest = w.inTest
	w.current = append(w.current, seen)
	w.report(seen)
}
