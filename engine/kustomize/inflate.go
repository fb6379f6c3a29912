package kustomize

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"sigs.k8s.io/kustomize/api/types"

	"tilsyn/engine/failure"
	"tilsyn/engine/helm"
	"tilsyn/engine/jail"
)

// A path that no jail has: Kustomize hands the merged values of a chart over in memory.
const mergedValues = "tilsyn-kustomize-values.yaml"

// inflate renders a chart with the flags that Kustomize's own generator would have given to `helm template`.
func (o *outer) inflate(chart types.HelmChart, folder string, values []byte) ([]byte, error) {
	text, err := o.template(chart, trimRoot(folder), values)
	var known *failure.Error
	if errors.As(err, &known) {
		o.failed = known
	}
	return text, err
}

func (o *outer) template(chart types.HelmChart, folder string, values []byte) ([]byte, error) {
	release, err := helm.NameRelease(chart.ReleaseName, chart.NameTemplate, folder)
	if err != nil {
		return nil, err
	}
	files, err := withValues(o.files, values)
	if err != nil {
		return nil, err
	}
	job := helm.Job{
		Chart:       folder,
		Release:     helm.Release{Name: release, Namespace: chart.Namespace},
		Values:      []string{mergedValues},
		KubeVersion: chart.KubeVersion,
		APIVersions: chart.ApiVersions,
	}
	for _, name := range chart.AdditionalValuesFiles {
		job.Values = append(job.Values, trimRoot(name))
	}
	result, blobs, err := helm.Render(files, job)
	if err != nil {
		return nil, err
	}
	o.remember(result, chart, folder)
	return printAsHelm(result, blobs, chart), nil
}

func withValues(files *jail.Jail, values []byte) (*jail.Jail, error) {
	whole := jail.New()
	for _, name := range files.Below("") {
		data, _ := files.Read(name)
		if err := whole.Add(name, data); err != nil {
			return nil, err
		}
	}
	return whole, whole.Add(mergedValues, values)
}

func (o *outer) remember(result *helm.Result, chart types.HelmChart, folder string) {
	for _, text := range result.Generated {
		o.standIns[text] = true
	}
	for _, warning := range result.Warnings {
		o.warnings = append(o.warnings, folder+": "+warning)
	}
	for _, skipped := range result.SkippedHooks {
		o.warnings = append(o.warnings, fmt.Sprintf("%s: %s has the unknown hook %q, Helm leaves it out", folder, skipped.Source, skipped.Hook))
	}
	for _, missing := range result.Missing {
		o.miss(failure.Missing{Kind: "chart", Name: missing.Name, Version: missing.Version, URL: missing.URL, At: path.Join(folder, missing.At), File: path.Join(folder, "Chart.yaml")})
	}
	if chart.ReleaseName == "" {
		o.warnings = append(o.warnings, folder+": the kustomization gives no releaseName; Helm makes one from the clock")
	}
}

// printAsHelm writes what the program prints; Kustomize reads that.
func printAsHelm(result *helm.Result, blobs [][]byte, chart types.HelmChart) []byte {
	var manifests, hooks strings.Builder
	for index, document := range result.Documents {
		text := fmt.Sprintf("---\n# Source: %s\n%s\n", document.Source, blobs[index])
		switch document.Kind {
		case "crd":
			if chart.IncludeCRDs {
				manifests.WriteString(text)
			}
		case "manifest":
			manifests.WriteString(text)
		case "test":
			if !chart.SkipHooks && !chart.SkipTests {
				hooks.WriteString(text)
			}
		default:
			if !chart.SkipHooks {
				hooks.WriteString(text)
			}
		}
	}
	return []byte(strings.TrimSpace(manifests.String()) + "\n" + hooks.String())
}
