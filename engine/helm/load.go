package helm

import (
	"path"
	"slices"
	"strings"
	"time"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"sigs.k8s.io/yaml"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// loaded is a chart with its dependencies, and the place of each of its files.
type loaded struct {
	chart    *chart.Chart
	places   []Place
	missing  []missing
	warnings []string
}

// missing is a dependency that charts/ has not, and its name before Helm puts the alias in its place.
type missing struct {
	name       string
	dependency *chart.Dependency
}

// load reads the chart, puts the mounts in, and then those `file://` dependencies that lie in the jail and are not in charts/ yet.
func load(files *jail.Jail, job Job) (*loaded, error) {
	budget := newBudget()
	found, err := gather(files, job.Chart, budget)
	if err != nil {
		return nil, err
	}
	if found, err = mount(files, found, job.Mounts, budget); err != nil {
		return nil, err
	}
	first, err := loadFiles(found, job.Chart)
	if err != nil {
		return nil, err
	}
	near := nearbyMounts(files, job.Chart, first)
	if len(near) == 0 {
		return first, nil
	}
	if found, err = mount(files, found, near, budget); err != nil {
		return nil, err
	}
	return loadFiles(found, job.Chart)
}

func loadFiles(found []file, at string) (*loaded, error) {
	result := &loaded{}
	var buffered []*archive.BufferedFile
	for index, one := range found {
		// No template sees a file's time; here it carries the file's number through Helm's loader.
		buffered = append(buffered, &archive.BufferedFile{Name: one.name, Data: one.data, ModTime: time.Unix(int64(index), 0)})
		result.places = append(result.places, one.place)
	}
	read, err := loader.LoadFiles(buffered)
	if err != nil {
		return nil, locateChartError(failure.New(failure.Chart, "%v", err), found, at)
	}
	if err := checkChart(read); err != nil {
		return nil, err.In(path.Join(at, "Chart.yaml"))
	}
	result.chart = read
	for _, dependency := range read.Metadata.Dependencies {
		if dependency != nil && !hasDependency(read, dependency.Name) {
			result.missing = append(result.missing, missing{dependency.Name, dependency})
		}
	}
	result.warnings = append(result.warnings, describeUndelivered(read)...)
	return result, nil
}

func checkChart(read *chart.Chart) *failure.Error {
	if kind := read.Metadata.Type; kind != "" && kind != "application" {
		return failure.New(failure.Chart, "%s charts are not installable", kind)
	}
	if version := read.Metadata.APIVersion; version != chart.APIVersionV1 && version != chart.APIVersionV2 {
		return failure.New(failure.Chart, "apiVersion %q is not v1 or v2", version)
	}
	for _, dependency := range read.Metadata.Dependencies {
		if dependency == nil {
			return failure.New(failure.Chart, "an entry of dependencies is empty")
		}
	}
	return nil
}

// locateChartError names the root chart's file that Helm's loader speaks of; for a subchart it names the subchart in its text.
func locateChartError(err *failure.Error, found []file, at string) *failure.Error {
	for _, name := range []string{"Chart.yaml", "Chart.lock", "values.yaml", "requirements.yaml", "requirements.lock"} {
		if strings.HasPrefix(err.Message, "cannot load "+name) {
			return placeOf(err, found, name)
		}
	}
	if strings.HasPrefix(err.Message, "Chart.yaml file is missing") {
		return err.In(at)
	}
	return placeOf(err, found, "Chart.yaml")
}

func placeOf(err *failure.Error, found []file, name string) *failure.Error {
	for _, one := range found {
		if one.name == name {
			err.File, err.Inside = one.place.File, one.place.Inside
		}
	}
	return err
}

func hasDependency(parent *chart.Chart, name string) bool {
	for _, child := range parent.Dependencies() {
		if child.Name() == name {
			return true
		}
	}
	return false
}

// nearbyMounts finds the top chart's missing dependencies whose repository is a folder of the jail. `helm dependency build` takes them from there; it
// does not look at the dependencies of dependencies, so neither does this.
func nearbyMounts(files *jail.Jail, at string, parent *loaded) []Mount {
	if !files.IsFolder(at) {
		return nil
	}
	var mounts []Mount
	seen := map[string]bool{}
	for _, absent := range parent.missing {
		dependency := absent.dependency
		relative, isFile := strings.CutPrefix(dependency.Repository, "file://")
		from := path.Join(at, relative)
		mountAt := "charts/" + dependency.Name
		if !isFile || path.IsAbs(relative) || !jail.IsClean(from) || from == at || seen[mountAt] {
			continue
		}
		if strings.ContainsAny(dependency.Name, "/\\") || strings.HasPrefix(dependency.Name, ".") || strings.HasPrefix(dependency.Name, "_") {
			continue
		}
		if fits(files, from, dependency) {
			seen[mountAt] = true
			mounts = append(mounts, Mount{At: mountAt, From: from})
		}
	}
	return mounts
}

func fits(files *jail.Jail, folder string, dependency *chart.Dependency) bool {
	data, found := files.Read(path.Join(folder, "Chart.yaml"))
	if !found {
		return false
	}
	var metadata chart.Metadata
	if err := yaml.Unmarshal(data, &metadata); err != nil {
		return false
	}
	return metadata.Name == dependency.Name && chartutil.IsCompatibleRange(dependency.Version, metadata.Version)
}

// describeUndelivered names what is left out silently by Helm itself: a subchart's own dependency that is not in its charts/, a version that does not fit.
func describeUndelivered(top *chart.Chart) []string {
	var warnings []string
	for _, child := range top.Dependencies() {
		warnings = append(warnings, describeMissingBelow(child)...)
	}
	for _, dependency := range top.Metadata.Dependencies {
		for _, child := range top.Dependencies() {
			if child.Name() == dependency.Name && !chartutil.IsCompatibleRange(dependency.Version, child.Metadata.Version) {
				warnings = append(warnings, "dependency "+dependency.Name+" is wanted as "+dependency.Version+", charts/ has "+child.Metadata.Version)
			}
		}
	}
	return warnings
}

func describeMissingBelow(parent *chart.Chart) []string {
	var warnings []string
	for _, dependency := range parent.Metadata.Dependencies {
		if dependency != nil && !hasDependency(parent, dependency.Name) {
			warnings = append(warnings, "dependency "+dependency.Name+" of subchart "+parent.Name()+" is not in its charts/; Helm leaves it out as well")
		}
	}
	for _, child := range parent.Dependencies() {
		warnings = append(warnings, describeMissingBelow(child)...)
	}
	return warnings
}

// place finds where a file of a loaded chart comes from.
func (l *loaded) place(one *common.File) Place {
	index := one.ModTime.Unix()
	if index < 0 || int(index) >= len(l.places) {
		return Place{}
	}
	return l.places[index]
}

// stillMissing lists what is missing and was not switched off by a condition or a tag.
func (l *loaded) stillMissing() []failure.Missing {
	found := []failure.Missing{}
	places := map[string]bool{}
	for _, absent := range l.missing {
		one := failure.Missing{
			Kind: "chart", Name: absent.name, Version: absent.dependency.Version, URL: absent.dependency.Repository, At: "charts/" + absent.name,
		}
		same := func(other failure.Missing) bool {
			return one.Name == other.Name && one.Version == other.Version && one.URL == other.URL
		}
		if !absent.dependency.Enabled || slices.ContainsFunc(found, same) {
			continue
		}
		for places[one.At] {
			one.At += "-other"
		}
		places[one.At] = true
		found = append(found, one)
	}
	return found
}
