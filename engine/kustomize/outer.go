package kustomize

import (
	"fmt"
	"path"
	"slices"

	"sigs.k8s.io/kustomize/api/outside"
	"sigs.k8s.io/kustomize/api/types"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// outer answers Kustomize where the original would run git, helm or a web request.
type outer struct {
	files   *jail.Jail
	job     Job
	missing []failure.Missing
	// What was asked for and could not be had: the first names the error of a failed build, whatever text Kustomize wraps around it.
	refused  []string
	failed   *failure.Error
	warnings []string
	standIns map[string]bool
}

func connect(files *jail.Jail, job Job) *outer {
	o := &outer{files: files, job: job, missing: []failure.Missing{}, warnings: []string{}, standIns: map[string]bool{}}
	outside.BuildMetadata = nil
	outside.Clone = o.clone
	outside.Fetch = o.fetch
	outside.LeaveOut = o.leaveOut
	outside.HasChart = o.hasChart
	outside.MissChart = o.missChart
	outside.Inflate = o.inflate
	return o
}

func (o *outer) find(url string) (string, bool) {
	for _, remote := range o.job.Remotes {
		if remote.URL == url {
			return remote.Path, true
		}
	}
	return "", false
}

func (o *outer) clone(url string) (string, error) {
	if folder, found := o.find(url); found && o.files.IsFolder(folder) {
		return "/" + folder, nil
	}
	return "", o.refuse(url)
}

func (o *outer) fetch(url string) ([]byte, error) {
	name, found := o.find(url)
	if !found {
		return nil, o.refuse(url)
	}
	if data, isFile := o.files.Read(name); isFile {
		return data, nil
	}
	// The text that the original gives when a web address turns out to be a repository.
	return nil, fmt.Errorf("URL is a git repository")
}

func (o *outer) refuse(url string) error {
	o.refused = append(o.refused, url)
	return fmt.Errorf("%q is remote and is not fetched", url)
}

// leaveOut passes over a remote that was not handed in, when the job allows that, and remembers it.
func (o *outer) leaveOut(url, root, what string) bool {
	if _, found := o.find(url); found || !o.job.Partial {
		return false
	}
	o.refused = slices.DeleteFunc(o.refused, func(refused string) bool { return refused == url })
	o.miss(failure.Missing{Kind: what, URL: url, File: o.kustomizationIn(root)})
	return true
}

func (o *outer) miss(missing failure.Missing) {
	if !slices.Contains(o.missing, missing) {
		o.missing = append(o.missing, missing)
	}
}

func (o *outer) missChart(chart types.HelmChart, folder, root string) error {
	if !o.job.Partial {
		o.refused = append(o.refused, chart.Repo)
		return fmt.Errorf("chart %q is remote and is not fetched", chart.Name)
	}
	o.miss(failure.Missing{Kind: "chart", Name: chart.Name, Version: chart.Version, URL: chart.Repo, At: trimRoot(folder), File: o.kustomizationIn(root)})
	return nil
}

func (o *outer) hasChart(folder string) bool { return o.files.IsFolder(trimRoot(folder)) }

func (o *outer) kustomizationIn(root string) string {
	for _, name := range []string{"kustomization.yaml", "kustomization.yml", "Kustomization"} {
		file := path.Join(trimRoot(root), name)
		if _, found := o.files.Read(file); found {
			return file
		}
	}
	return trimRoot(root)
}

func (o *outer) generated() []string {
	texts := []string{}
	for text := range o.standIns {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	return texts
}
