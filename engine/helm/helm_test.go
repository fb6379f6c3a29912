package helm

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

const chartFile = "apiVersion: v2\nname: c\nversion: 0.1.0\n"

func render(t *testing.T, files map[string]string, change func(*Job)) (*Result, []string, error) {
	t.Helper()
	tree := jail.New()
	if _, found := files["c/Chart.yaml"]; !found {
		must(t, tree.Add("c/Chart.yaml", []byte(chartFile)))
	}
	for name, text := range files {
		must(t, tree.Add(name, []byte(text)))
	}
	job := Job{Chart: "c", Release: Release{Name: "rel"}}
	if change != nil {
		change(&job)
	}
	result, blobs, err := Render(tree, job)
	var texts []string
	for _, blob := range blobs {
		texts = append(texts, string(blob))
	}
	return result, texts, err
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func withMarks(job *Job) { job.Marks = true }

// linesOfDocument gives `template:line` for each line of a document, `?` where nothing is said.
func linesOfDocument(result *Result, index int) []string {
	var found []string
	lines := result.Documents[index].Lines
	for at := 0; at < len(lines); at += 2 {
		if lines[at] < 0 {
			found = append(found, "?")
			continue
		}
		_, name, _ := strings.Cut(result.Templates[lines[at]].File, "templates/")
		found = append(found, fmt.Sprintf("%s:%d", name, lines[at+1]))
	}
	return found
}

func TestLinesPointToTheTemplateLineThatWroteThem(t *testing.T) {
	result, _, err := render(t, map[string]string{
		"c/values.yaml":          "shown: true\nblock: {x: 1, y: 2}\n",
		"c/templates/_h.tpl":     "{{- define \"labels\" -}}\napp: a\nteam: b\n{{- end }}\n",
		"c/templates/a.yaml":     "kind: A\nmetadata:\n  labels:\n    {{- include \"labels\" . | nindent 4 }}\nspec:\n  {{- toYaml .Values.block | nindent 2 }}\n{{- if .Values.shown }}\nlast: true\n{{- end }}\n",
		"c/templates/empty.yaml": "",
	}, withMarks)
	must(t, err)
	wanted := []string{"a.yaml:1", "a.yaml:2", "a.yaml:3", "_h.tpl:2", "_h.tpl:3", "a.yaml:5", "a.yaml:6", "a.yaml:6", "a.yaml:8"}
	if found := linesOfDocument(result, 0); !slices.Equal(found, wanted) {
		t.Errorf("got %v, wanted %v", found, wanted)
	}
}

func TestLinesOfSeveralDocumentsInOtherOrderThanTheirFile(t *testing.T) {
	result, texts, err := render(t, map[string]string{
		"c/templates/a.yaml": "kind: Service\nname: one\n---\nkind: Namespace\nname: two\n---\nkind: Service\nname: one\n",
	}, withMarks)
	must(t, err)
	if !strings.HasPrefix(texts[0], "kind: Namespace") {
		t.Fatalf("order: %q", texts)
	}
	for index, wanted := range [][]string{{"a.yaml:4", "a.yaml:5"}, {"a.yaml:1", "a.yaml:2"}, {"a.yaml:7", "a.yaml:8"}} {
		if found := linesOfDocument(result, index); !slices.Equal(found, wanted) {
			t.Errorf("document %d: got %v, wanted %v", index, found, wanted)
		}
	}
}

func TestAMarkThatWouldChangeALineLeavesItUnknown(t *testing.T) {
	result, texts, err := render(t, map[string]string{
		"c/templates/_h.tpl": "{{- define \"two\" }}a: b\nc: d\n{{ end }}",
		"c/templates/a.yaml": "kind: A\nsum: {{ include \"two\" . | sha256sum }}\nend: x\n",
	}, withMarks)
	must(t, err)
	if wanted := []string{"a.yaml:1", "?", "a.yaml:3"}; !slices.Equal(linesOfDocument(result, 0), wanted) {
		t.Errorf("got %v", linesOfDocument(result, 0))
	}
	if strings.Contains(texts[0], "\uE000") {
		t.Error("a mark reached the documents")
	}
}

func TestAForgedMarkIsNotBelieved(t *testing.T) {
	result, _, err := render(t, map[string]string{
		"c/values.yaml":      "forged: \"x #\\uE0000:99\\uE001\"\n",
		"c/templates/a.yaml": "kind: A\nv: {{ .Values.forged }}\n",
	}, withMarks)
	must(t, err)
	if wanted := []string{"a.yaml:1", "?"}; !slices.Equal(linesOfDocument(result, 0), wanted) {
		t.Errorf("got %v", linesOfDocument(result, 0))
	}
}

func TestWithMarksTheDocumentsAreTheSame(t *testing.T) {
	files := map[string]string{
		"c/templates/_h.tpl": "{{- define \"long\" }}line\n{{ end }}",
		"c/templates/a.yaml": "kind: A\nlen: {{ include \"long\" . | len }}\n{{- if eq (include \"long\" .) \"line\\n\" }}\nequal: yes\n{{- end }}\n",
	}
	_, plain, err := render(t, files, nil)
	must(t, err)
	result, marked, err := render(t, files, withMarks)
	must(t, err)
	if !slices.Equal(plain, marked) || !strings.Contains(plain[0], "equal: yes") {
		t.Errorf("%q against %q", plain, marked)
	}
	if result.Documents[0].Lines != nil {
		t.Errorf("lines are claimed although the renders differ: %v", linesOfDocument(result, 0))
	}
}

func TestReadsFollowDotVariablesAndHelpers(t *testing.T) {
	result, _, err := render(t, map[string]string{
		"c/values.yaml":      "a: {b: {c: 1}}\nlist: [{n: 1}]\nport: 1\nname: x\n",
		"c/templates/_h.tpl": "{{- define \"name\" }}{{ .Values.name }}{{ end }}",
		"c/templates/a.yaml": strings.Join([]string{
			"kind: A", "{{- with .Values.a.b }}", "c: {{ .c }}", "r: {{ $.Values.port }}", "{{- end }}", "{{- range .Values.list }}", "n: {{ .n }}", "{{- end }}",
			"h: {{ include \"name\" . }}", "{{- $p := .Values.a }}", "v: {{ $p.b }}", "i: {{ index .Values \"port\" }}", "",
		}, "\n"),
	}, withMarks)
	must(t, err)
	found := map[int]string{}
	for _, read := range result.Reads {
		if result.Templates[read.Template].File == "c/templates/a.yaml" {
			found[read.Line] = strings.Join(read.Values, " ")
		}
	}
	for line, wanted := range map[int]string{3: "a.b.c", 4: "port", 7: "list.*.n", 9: "name", 11: "a a.b", 12: "port"} {
		if found[line] != wanted {
			t.Errorf("line %d: got %q, wanted %q", line, found[line], wanted)
		}
	}
}

func TestUsesNameWhatTheAnswerDependsOn(t *testing.T) {
	result, _, err := render(t, map[string]string{
		"c/templates/_h.tpl": "{{- define \"old\" }}{{ if lookup \"v1\" \"Secret\" \"a\" \"b\" }}y{{ end }}{{ end }}\n{{ define \"caps\" }}{{ .Capabilities.KubeVersion.Minor }}{{ end }}",
		"c/templates/a.yaml": "kind: A\nr: {{ randAlphaNum 5 }}\n{{- $x := now }}\n{{- if $x }}\nt: 1\n{{- end }}\n{{- if eq (include \"caps\" .) \"20\" }}\nu: 1\n{{- end }}\nk: {{ genPrivateKey \"rsa\" | b64enc }}\n{{- if .Release.IsUpgrade }}x{{ end }}\n",
	}, nil)
	must(t, err)
	var found []string
	for _, use := range result.Uses {
		_, name, _ := strings.Cut(use.File, "templates/")
		found = append(found, fmt.Sprintf("%s:%d %s %v", name, use.Line, use.Feature, use.Branches))
	}
	wanted := []string{
		"_h.tpl:1 lookup true", "_h.tpl:2 capabilities false", "a.yaml:2 random false", "a.yaml:3 now false", "a.yaml:4 now true",
		"a.yaml:7 capabilities true", "a.yaml:10 crypto false", "a.yaml:11 isUpgrade true",
	}
	if !slices.Equal(found, wanted) {
		t.Errorf("got %q", found)
	}
	if !slices.Equal(result.Generated, []string{standInKey}) {
		t.Errorf("generated: %q", result.Generated)
	}
}

func TestGeneratedKeysAreStandIns(t *testing.T) {
	_, texts, err := render(t, map[string]string{
		"c/templates/a.yaml": "{{- $ca := genCA \"x\" 365 }}{{ $cert := genSignedCert \"y\" (list \"10.0.0.1\") (list \"a\") 10 $ca }}{{ $own := genSelfSignedCert \"z\" nil nil 1 }}\n" +
			"kind: A\nca: {{ $ca.Cert | b64enc }}\nkey: {{ $cert.Key | quote }}\nown: {{ $own.Cert | quote }}\npw: {{ derivePassword 1 \"long\" \"p\" \"u\" \"s\" }}\nhash: {{ htpasswd \"u\" \"p\" }}\n",
	}, nil)
	must(t, err)
	if strings.Count(texts[0], "dGlsc3luOiBzdGFuZHMgaW4") != 2 || !strings.Contains(texts[0], "pw: "+standInPassword) || !strings.Contains(texts[0], "hash: u:"+standInHash) {
		t.Error(texts[0])
	}
}

func TestLookupFindsFixturesOnly(t *testing.T) {
	files := map[string]string{
		"have.yaml":          "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: ns}\ndata: {k: v}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: other, namespace: m}\n",
		"c/templates/a.yaml": "kind: A\nk: {{ (lookup \"v1\" \"Secret\" \"ns\" \"s\").data | toJson }}\nnone: {{ lookup \"v1\" \"Secret\" \"m\" \"s\" | len }}\nall: {{ (lookup \"v1\" \"Secret\" \"\" \"\").items | default list | len }}\n",
	}
	_, texts, err := render(t, files, func(job *Job) { job.Lookup = []string{"have.yaml"} })
	must(t, err)
	if wanted := "kind: A\nk: {\"k\":\"v\"}\nnone: 0\nall: 2\n"; texts[0] != wanted {
		t.Errorf("got %q", texts[0])
	}
	_, texts, err = render(t, files, nil)
	must(t, err)
	if wanted := "kind: A\nk: null\nnone: 0\nall: 0\n"; texts[0] != wanted {
		t.Errorf("without fixtures: got %q", texts[0])
	}
}

func TestADependencyThatIsNotThereIsLeftOutAndNamed(t *testing.T) {
	result, texts, err := render(t, map[string]string{
		"c/Chart.yaml": chartFile + "dependencies:\n- {name: redis, version: ^18.0.0, repository: \"https://charts.example.dk\", alias: cache}\n- {name: unused, version: \"1\", repository: \"https://charts.example.dk\", condition: unused.enabled}\n" +
			"- {name: redis, version: ^18.0.0, repository: \"https://charts.example.dk\", alias: second}\n- {name: near, version: 9.x, repository: \"file://../near\"}\n",
		"c/values.yaml":      "unused: {enabled: false}\n",
		"near/Chart.yaml":    "apiVersion: v2\nname: near\nversion: 1.0.0\n",
		"c/templates/a.yaml": "kind: A\n",
	}, nil)
	must(t, err)
	wanted := []failure.Missing{
		{Kind: "chart", Name: "redis", Version: "^18.0.0", URL: "https://charts.example.dk", At: "charts/redis"},
		{Kind: "chart", Name: "near", Version: "9.x", URL: "file://../near", At: "charts/near"},
	}
	if !slices.Equal(result.Missing, wanted) || len(texts) != 1 {
		t.Errorf("got %+v and %q", result.Missing, texts)
	}
}

func TestAnErrorNamesWhatWasMissing(t *testing.T) {
	_, _, err := render(t, map[string]string{
		"c/Chart.yaml":       chartFile + "dependencies:\n- {name: redis, version: 1.x, repository: \"https://charts.example.dk\"}\n",
		"c/templates/a.yaml": "kind: {{ .Values.redis.auth.name }}\n",
	}, nil)
	var found *failure.Error
	if !errors.As(err, &found) || len(found.Missing) != 1 || found.Missing[0].Name != "redis" {
		t.Errorf("got %v", err)
	}
}

func TestAMountedDependencyIsRendered(t *testing.T) {
	result, texts, err := render(t, map[string]string{
		"c/Chart.yaml":                  chartFile + "dependencies:\n- {name: redis, version: ^18.0.0, repository: \"https://charts.example.dk\", alias: cache}\n",
		"vendor/redis/Chart.yaml":       "apiVersion: v2\nname: redis\nversion: 18.1.0\n",
		"vendor/redis/templates/a.yaml": "kind: Redis\nname: {{ .Chart.Name }}\n",
	}, func(job *Job) { job.Mounts = []Mount{{At: "charts/redis", From: "vendor/redis"}} })
	must(t, err)
	if len(result.Missing) != 0 || !slices.Equal(texts, []string{"kind: Redis\nname: cache\n"}) {
		t.Errorf("got %+v and %q", result.Missing, texts)
	}
	document := result.Documents[0]
	if document.Source != "c/charts/cache/templates/a.yaml" || document.File != "vendor/redis/templates/a.yaml" {
		t.Errorf("got %+v", document)
	}
}

func TestErrorsNameTheirPlaceAndKeepValuesToThemselves(t *testing.T) {
	schema := "{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^x$\",\"format\":\"email\"}}}"
	for name, one := range map[string]struct {
		files  map[string]string
		change func(*Job)
		wanted failure.Error
	}{
		"template":  {map[string]string{"c/templates/a.yaml": "kind: A\n\nx: {{ fail \"not so\" }}\n"}, nil, failure.Error{Kind: failure.Template, File: "c/templates/a.yaml", Line: 3}},
		"helper":    {map[string]string{"c/templates/_h.tpl": "\n{{ define \"h\" }}{{ .Nope.x.y }}{{ end }}", "c/templates/a.yaml": "{{ include \"h\" . }}"}, nil, failure.Error{Kind: failure.Template, File: "c/templates/_h.tpl", Line: 2}},
		"parse":     {map[string]string{"c/templates/a.yaml": "kind: A\n{{ if }}\n"}, nil, failure.Error{Kind: failure.Template, File: "c/templates/a.yaml", Line: 2}},
		"manifest":  {map[string]string{"c/templates/a.yaml": "a: b\n c: d\n"}, nil, failure.Error{Kind: failure.Manifest, File: "c/templates/a.yaml"}},
		"values":    {map[string]string{"v.yaml": "a: b\n  c: hemmeligt\n"}, func(job *Job) { job.Values = []string{"v.yaml"} }, failure.Error{Kind: failure.Values, File: "v.yaml", Line: 2}},
		"set":       {nil, func(job *Job) { job.Set = []Set{{Path: "a", Value: "{hemmeligt", As: "json"}} }, failure.Error{Kind: failure.Values}},
		"schema":    {map[string]string{"c/values.yaml": "a: hemmeligt\n", "c/values.schema.json": schema}, nil, failure.Error{Kind: failure.Schema, File: "c/values.schema.json"}},
		"reference": {map[string]string{"c/values.schema.json": "{\"$ref\":\"https://example.com/s.json\"}"}, nil, failure.Error{Kind: failure.Schema, File: "c/values.schema.json", URL: "https://example.com/s.json"}},
		"local":     {map[string]string{"c/values.schema.json": "{\"$ref\":\"file:///etc/passwd\"}"}, nil, failure.Error{Kind: failure.Schema, File: "c/values.schema.json", URL: "file:///etc/passwd"}},
		"tpl":       {map[string]string{"c/values.yaml": "t: 'hemmeligt {{ nope }}'\n", "c/templates/a.yaml": "{{ tpl .Values.t . }}"}, nil, failure.Error{Kind: failure.Template, File: "c/templates/a.yaml", Line: 1}},
		"traversal": {map[string]string{"c/Chart.yaml": "apiVersion: v2\nname: ../../x\nversion: 0.1.0\n"}, nil, failure.Error{Kind: failure.Chart, File: "c/Chart.yaml"}},
		"release":   {nil, func(job *Job) { job.Release.Name = "../x" }, failure.Error{Kind: failure.Input}},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := render(t, one.files, one.change)
			var found *failure.Error
			if !errors.As(err, &found) {
				t.Fatalf("got %v", err)
			}
			if strings.Contains(found.Message, "hemmeligt") {
				t.Errorf("tells a value: %s", found.Message)
			}
			placed := *found
			placed.Message = ""
			if !reflect.DeepEqual(placed, one.wanted) {
				t.Errorf("got %+v", found)
			}
		})
	}
}

func TestEndlessTemplatesEndAsErrors(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"include":          {"c/templates/a.yaml": "{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}"},
		"tpl":              {"c/values.yaml": "t: \"{{ tpl .Values.t . }}\"\n", "c/templates/a.yaml": "{{ tpl .Values.t . }}"},
		"tpl and include":  {"c/values.yaml": "t: \"{{ include `x` . }}\"\n", "c/templates/a.yaml": "{{ define \"x\" }}{{ tpl .Values.t . }}{{ end }}{{ include \"x\" . }}"},
		"walk of one name": {"c/templates/a.yaml": "{{ $x := now }}" + strings.Repeat("{{ $x = list $x $x }}", 60) + "{{ fail \"end\" }}"},
		"aliases":          {"c/values.yaml": bomb(9)},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := render(t, files, nil)
			var found *failure.Error
			if !errors.As(err, &found) || len(found.Message) > 3000 {
				t.Errorf("got %v", err)
			}
		})
	}
}

// bomb is YAML whose aliases unfold to 9 to the power of depth.
func bomb(depth int) string {
	text := "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
	for level := range depth {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", level+1, level+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", level), 9), ", "))
	}
	return text
}
