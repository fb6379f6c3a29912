package kustomize

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

func build(t *testing.T, files map[string]string, change func(*Job)) (*Result, []string, error) {
	t.Helper()
	tree := jail.New()
	for name, text := range files {
		if err := tree.Add(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	job := Job{Root: "o"}
	if change != nil {
		change(&job)
	}
	result, blobs, err := Build(tree, job)
	var texts []string
	for _, blob := range blobs {
		texts = append(texts, string(blob))
	}
	return result, texts, err
}

func configMap(name string) string {
	return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n"
}

const (
	repository = "https://github.com/example/base//deploy?ref=v1"
	webFile    = "https://example.dk/x.yaml"
)

func TestARemoteIsTakenFromWhereTheJobSays(t *testing.T) {
	result, texts, err := build(t, map[string]string{
		"o/kustomization.yaml":               "resources: [\"" + repository + "\", \"" + webFile + "\", ../again]\n",
		"again/kustomization.yaml":           "resources: [\"" + repository + "\"]\nnamePrefix: again-\n",
		"got/base/deploy/kustomization.yaml": "resources: [../a.yaml, b.yaml]\n",
		"got/base/deploy/b.yaml":             configMap("b"),
		"got/x.yaml":                         configMap("x"),
	}, func(job *Job) {
		job.Remotes = []Remote{{repository, "got/base"}, {webFile, "got/x.yaml"}}
	})
	if err == nil {
		t.Fatal("a repository's kustomization may not reach above its own folder")
	}
	result, texts, err = build(t, map[string]string{
		"o/kustomization.yaml":               "resources: [\"" + repository + "\", \"" + webFile + "\", ../again]\n",
		"again/kustomization.yaml":           "resources: [\"" + repository + "\"]\nnamePrefix: again-\n",
		"got/base/deploy/kustomization.yaml": "resources: [../common, b.yaml]\n",
		"got/base/deploy/b.yaml":             configMap("b"),
		"got/base/common/kustomization.yaml": "resources: [a.yaml]\n",
		"got/base/common/a.yaml":             configMap("a"),
		"got/x.yaml":                         configMap("x"),
	}, func(job *Job) {
		job.Remotes = []Remote{{repository, "got/base"}, {webFile, "got/x.yaml"}}
		job.Origins = true
	})
	if err != nil {
		t.Fatal(err)
	}
	wanted := []string{configMap("a"), configMap("again-a"), configMap("again-b"), configMap("b"), configMap("x")}
	slices.Sort(texts)
	if !slices.Equal(texts, wanted) || len(result.Missing) != 0 {
		t.Errorf("got %q, %+v", texts, result.Missing)
	}
	if origin := result.Documents[0].Origin; origin == nil || origin.Repo != "https://github.com/example/base.git" && origin.Repo != "https://github.com/example/base" || origin.Ref != "v1" {
		t.Errorf("got %+v", origin)
	}
}

func TestARemoteThatIsNotThereIsNamed(t *testing.T) {
	files := map[string]string{
		"o/kustomization.yaml": "resources: [a.yaml, \"" + webFile + "\", \"git@github.com:x/y.git\", \"oci-like/local\"]\ncomponents: [\"" + repository + "\"]\n",
		"o/a.yaml":             configMap("a"), "o/oci-like/local": configMap("local"),
	}
	result, texts, err := build(t, files, func(job *Job) { job.Partial = true })
	if err != nil {
		t.Fatal(err)
	}
	wanted := []failure.Missing{
		{Kind: "resource", URL: webFile, File: "o/kustomization.yaml"},
		{Kind: "resource", URL: "git@github.com:x/y.git", File: "o/kustomization.yaml"},
		{Kind: "component", URL: repository, File: "o/kustomization.yaml"},
	}
	if !slices.Equal(result.Missing, wanted) || len(texts) != 2 {
		t.Errorf("got %+v, %q", result.Missing, texts)
	}
	_, _, err = build(t, files, nil)
	var found *failure.Error
	if !errors.As(err, &found) || found.Kind != failure.Remote || found.URL != webFile {
		t.Errorf("got %v", err)
	}
}

func TestARemoteOutsideOfResourcesIsAnErrorEvenWhenPartial(t *testing.T) {
	_, _, err := build(t, map[string]string{
		"o/kustomization.yaml": "resources: [a.yaml]\ncrds: [\"" + webFile + "\"]\n",
		"o/a.yaml":             configMap("a"),
	}, func(job *Job) { job.Partial = true })
	var found *failure.Error
	if !errors.As(err, &found) || found.Kind != failure.Remote || found.URL != webFile {
		t.Errorf("got %v", err)
	}
}

func TestAChartThatIsNotThereIsNamedAndTakenOnceMounted(t *testing.T) {
	files := map[string]string{
		"o/kustomization.yaml":     "helmCharts: [{name: web, repo: \"https://charts.example.dk\", version: 1.2.3, releaseName: r}]\n",
		"got/Chart.yaml":           "apiVersion: v2\nname: web\nversion: 1.2.3\n",
		"got/values.yaml":          "a: 1\n",
		"got/templates/a.yaml":     "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \"{{ .Release.Name }}\"}\n",
		"got/templates/never.yaml": "",
	}
	result, texts, err := build(t, files, func(job *Job) { job.Partial, job.EnableHelm = true, true })
	if err != nil {
		t.Fatal(err)
	}
	wanted := []failure.Missing{{Kind: "chart", Name: "web", Version: "1.2.3", URL: "https://charts.example.dk", At: "o/charts/web-1.2.3/web", File: "o/kustomization.yaml"}}
	if !slices.Equal(result.Missing, wanted) || len(texts) != 0 {
		t.Fatalf("got %+v, %q", result.Missing, texts)
	}
	result, texts, err = build(t, files, func(job *Job) {
		job.EnableHelm = true
		job.Mounts = []Mount{{At: result.Missing[0].At, From: "got"}}
	})
	if err != nil || len(result.Missing) != 0 || !slices.Equal(texts, []string{configMap("r")}) {
		t.Errorf("got %q, %v", texts, err)
	}
}

func TestWithOriginsTheDocumentsAreTheSame(t *testing.T) {
	files := map[string]string{
		"o/kustomization.yaml": "resources: [../b]\npatches: [{target: {name: m}, patch: '[{\"op\": \"add\", \"path\": \"/metadata/annotations\", \"value\": {\"x\": \"y\"}}]'}]\n",
		"b/kustomization.yaml": "resources: [a.yaml]\nconfigMapGenerator: [{name: g, literals: [a=b]}]\n",
		"b/a.yaml":             configMap("m"),
	}
	plain, without, err := build(t, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	traced, with, err := build(t, files, func(job *Job) { job.Origins = true })
	if err != nil || !slices.Equal(without, with) || len(plain.Documents) != len(traced.Documents) {
		t.Errorf("%q against %q, %v", without, with, err)
	}
}

func TestOriginsAreOfTheJail(t *testing.T) {
	result, _, err := build(t, map[string]string{
		"x/o/kustomization.yaml": "resources: [../b]\nnamePrefix: p-\n",
		"x/b/kustomization.yaml": "resources: [a.yaml]\nconfigMapGenerator: [{name: g, literals: [a=b]}]\n",
		"x/b/a.yaml":             configMap("m"),
	}, func(job *Job) { job.Root, job.Origins = "x/o", true })
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, document := range result.Documents {
		found = append(found, fmt.Sprintf("%s %s %s", document.Origin.Path, document.Origin.ConfiguredIn, document.Transformations[0].ConfiguredIn))
	}
	slices.Sort(found)
	if wanted := []string{" x/b/kustomization.yaml x/o/kustomization.yaml", "x/b/a.yaml  x/o/kustomization.yaml"}; !slices.Equal(found, wanted) {
		t.Errorf("got %q", found)
	}
}

func TestErrorsHaveAKindAndQuoteNoContent(t *testing.T) {
	secret := "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {pw: hemmeligt}\n"
	for name, one := range map[string]struct {
		kustomization string
		kind          failure.Kind
	}{
		"bad patch":      {"resources: [a.yaml]\npatches: [{target: {kind: Secret}, patch: \"pw: [hemmeligt\"}]\n", failure.Kustomization},
		"bad annotation": {"resources: [s.yaml]\ncommonAnnotations: {n: hemmeligt}\n", failure.Kustomization},
		"exec":           {"transformers: [fn.yaml]\nresources: [a.yaml]\n", failure.Plugin},
		"charts":         {"helmCharts: [{name: x, valuesInline: {pw: hemmeligt}}]\n", failure.Plugin},
		"cycle":          {"resources: [../o]\n", failure.Kustomization},
		"bomb":           {"resources: [bomb.yaml]\n", failure.Limit},
		"own alias":      {"resources: [own.yaml]\n", failure.Limit},
		"outside":        {"resources: [../../../etc/passwd]\n", failure.Kustomization},
	} {
		t.Run(name, func(t *testing.T) {
			bomb := configMap("bomb") + "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
			for level := range 9 {
				bomb += fmt.Sprintf("a%d: &a%d [%s]\n", level+1, level+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", level), 9), ", "))
			}
			_, _, err := build(t, map[string]string{
				"o/kustomization.yaml": one.kustomization, "o/a.yaml": secret, "o/s.yaml": secret, "o/bomb.yaml": bomb, "o/own.yaml": configMap("x") + "a: &a [*a]\n",
				"o/fn.yaml": "apiVersion: example.dk/v1\nkind: Fn\nmetadata:\n  name: fn\n  annotations: {config.kubernetes.io/function: \"exec: {path: ./x}\"}\n",
			}, nil)
			var found *failure.Error
			if !errors.As(err, &found) || found.Kind != one.kind {
				t.Fatalf("got %v", err)
			}
			if strings.Contains(found.Message, "hemmeligt") {
				t.Errorf("quotes content: %s", found.Message)
			}
		})
	}
}
