package helm

import (
	"context"
	"path"
	"slices"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	release "helm.sh/helm/v4/pkg/release/v1"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// Render renders a chart; blobs are the documents in the order of the result.
func Render(files *jail.Jail, job Job) (*Result, [][]byte, error) {
	prepared, err := prepare(files, job)
	if err != nil {
		return nil, nil, err
	}
	missing := prepared.loaded.stillMissing()
	rendered, err := prepared.execute(nil)
	if err != nil {
		return nil, nil, failure.WithMissing(err, missing)
	}
	documents, skipped, err := sortDocuments(prepared, rendered)
	if err != nil {
		return nil, nil, failure.WithMissing(err, missing)
	}
	sources := prepared.sources()
	visits := visitAll(sources)
	result := &Result{
		Documents:    documents,
		Missing:      missing,
		Uses:         findUses(prepared, sources, visits),
		Generated:    prepared.standIns.used(),
		SkippedHooks: skipped,
		Warnings:     append([]string{}, prepared.loaded.warnings...),
	}
	if job.Marks {
		result.Reads = findReads(visits)
		addMarks(result, prepared, sources, rendered)
	}
	blobs := make([][]byte, len(documents))
	for index := range result.Documents {
		document := &result.Documents[index]
		blobs[index] = []byte(document.text)
		document.Size = len(blobs[index])
	}
	return result, blobs, nil
}

// prepared is a chart ready to execute, with the values of its templates.
type prepared struct {
	loaded    *loaded
	values    common.Values
	standIns  *standIns
	lookup    any
	templates map[string]Place
}

func prepare(files *jail.Jail, job Job) (*prepared, error) {
	if err := chartutil.ValidateReleaseName(job.Release.Name); err != nil {
		return nil, failure.New(failure.Input, "release name %q: %v", job.Release.Name, err)
	}
	read, err := load(files, job)
	if err != nil {
		return nil, err
	}
	values, err := mergeValues(files, job)
	if err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependencies(read.chart, values); err != nil {
		return nil, failure.New(failure.Chart, "dependencies: %v", err).In(job.Chart)
	}
	capabilities, err := capabilitiesOf(job)
	if err != nil {
		return nil, err
	}
	if wanted := read.chart.Metadata.KubeVersion; wanted != "" && !chartutil.IsCompatibleRange(wanted, capabilities.KubeVersion.String()) {
		return nil, failure.New(failure.Chart, "chart requires kubeVersion %s, which is incompatible with Kubernetes %s", wanted, capabilities.KubeVersion.Version).
			In(path.Join(job.Chart, "Chart.yaml"))
	}
	top, err := renderValues(read.chart, values, job, capabilities)
	if err != nil {
		return nil, failure.WithMissing(err, read.stillMissing())
	}
	lookup, err := lookupFunction(files, job.Lookup)
	if err != nil {
		return nil, err
	}
	result := &prepared{loaded: read, values: top, standIns: newStandIns(), lookup: lookup, templates: map[string]Place{}}
	forEachTemplate(read.chart, func(source string, template *common.File) { result.templates[source] = read.place(template) })
	return result, nil
}

func renderValues(read *chart.Chart, values map[string]any, job Job, capabilities *common.Capabilities) (common.Values, error) {
	options := common.ReleaseOptions{
		Name:      job.Release.Name,
		Namespace: namespaceOf(job),
		Revision:  max(job.Release.Revision, 1),
		IsInstall: !job.Release.IsUpgrade,
		IsUpgrade: job.Release.IsUpgrade,
	}
	util.RefusedSchema = ""
	top, err := util.ToRenderValuesWithSchemaValidation(read, values, options, capabilities, job.SkipSchemaValidation)
	if err == nil {
		return top, nil
	}
	kind := failure.Values
	if strings.HasPrefix(err.Error(), "values don't meet the specifications of the schema") {
		kind = failure.Schema
	}
	wrong := failure.New(kind, "%s", withoutValues(err.Error())).In(path.Join(job.Chart, "values.schema.json"))
	wrong.URL = util.RefusedSchema
	if kind == failure.Values {
		wrong.File = job.Chart
	}
	return nil, wrong
}

func namespaceOf(job Job) string {
	if job.Release.Namespace == "" {
		return "default"
	}
	return job.Release.Namespace
}

// execute runs all templates; texts, where given, replaces the text of a template by its source name.
func (p *prepared) execute(texts map[string]string) (map[string]string, error) {
	functions := p.standIns.functions()
	functions["lookup"] = p.lookup
	renderer := engine.Engine{CustomTemplateFuncs: functions}
	whole := p.loaded.chart
	if texts != nil {
		whole = withTexts(whole, texts)
	}
	rendered, err := renderer.RenderWithContext(context.Background(), whole, p.values)
	if err != nil {
		return nil, p.locate(failure.New(failure.Template, "%v", err))
	}
	for name := range rendered {
		if strings.HasSuffix(name, "NOTES.txt") {
			delete(rendered, name)
		}
	}
	return rendered, nil
}

// sortDocuments splits and orders what was rendered as `helm template --include-crds` prints it: CRDs, manifests by kind, hooks.
func sortDocuments(p *prepared, rendered map[string]string) ([]Document, []SkippedHook, error) {
	hooks, manifests, err := releaseutil.SortManifests(rendered, nil, releaseutil.InstallOrder)
	if err != nil {
		return nil, nil, p.locateManifest(failure.New(failure.Manifest, "%v", err))
	}
	documents := []Document{}
	for _, crd := range p.loaded.chart.CRDObjects() {
		documents = append(documents, Document{Source: crd.Filename, Place: p.loaded.place(crd.File), Kind: "crd", text: string(crd.File.Data), start: -1})
	}
	for _, manifest := range manifests {
		documents = append(documents, Document{Source: manifest.Name, Place: p.templates[manifest.Name], Kind: "manifest", text: manifest.Content})
	}
	for _, hook := range hooks {
		documents = append(documents, documentOfHook(p, hook))
	}
	findStarts(documents, rendered)
	return documents, findSkippedHooks(rendered), nil
}

func documentOfHook(p *prepared, hook *release.Hook) Document {
	kind := "hook"
	if slices.Contains(hook.Events, release.HookTest) {
		kind = "test"
	}
	described := &Hook{Events: []string{}, Weight: hook.Weight, DeletePolicies: []string{}}
	for _, event := range hook.Events {
		described.Events = append(described.Events, event.String())
	}
	for _, policy := range hook.DeletePolicies {
		described.DeletePolicies = append(described.DeletePolicies, policy.String())
	}
	return Document{Source: hook.Path, Place: p.templates[hook.Path], Kind: kind, Hook: described, text: hook.Manifest}
}

// forEachTemplate visits the templates of a chart and its dependencies by the name that Helm gives them.
func forEachTemplate(whole *chart.Chart, visit func(source string, template *common.File)) {
	for _, template := range whole.Templates {
		visit(path.Join(whole.ChartFullPath(), template.Name), template)
	}
	for _, child := range whole.Dependencies() {
		forEachTemplate(child, visit)
	}
}
