package helm

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"helm.sh/helm/v4/pkg/chart/loader/archive"
	"helm.sh/helm/v4/pkg/ignore"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// file is one file of a chart, by its path inside the chart, and where it comes from.
type file struct {
	name  string
	data  []byte
	place Place
}

// gather reads the files of a chart: a folder, minus what .helmignore names, or an archive. Archives in charts/ are opened too.
func gather(files *jail.Jail, chart string, budget *budget) ([]file, error) {
	var found []file
	var err error
	if data, isFile := files.Read(chart); isFile {
		found, err = unpack(Place{File: chart}, data, budget)
	} else if files.IsFolder(chart) {
		found, err = readFolder(files, chart)
	} else {
		err = failure.New(failure.Input, "there is no chart at %q", chart)
	}
	if err != nil {
		return nil, err
	}
	return openArchives(found, budget)
}

func readFolder(files *jail.Jail, folder string) ([]file, error) {
	rules := ignore.Empty()
	if data, found := files.Read(path.Join(folder, ignore.HelmIgnore)); found {
		parsed, err := ignore.Parse(bytes.NewReader(data))
		if err != nil {
			return nil, failure.New(failure.Chart, ".helmignore: %v", err).In(path.Join(folder, ignore.HelmIgnore))
		}
		rules = parsed
	}
	rules.AddDefaults()
	var found []file
	ignored := map[string]bool{}
	for _, name := range files.Below(folder) {
		if isIgnored(rules, name, ignored) {
			continue
		}
		place := path.Join(folder, name)
		data, _ := files.Read(place)
		found = append(found, file{name, bytes.TrimPrefix(data, utf8BOM), Place{File: place}})
	}
	return found, nil
}

var utf8BOM = []byte{0xEF, 0xBB, 0xBF}

// isIgnored asks the rules as Helm's walk does: for every folder on the way, then for the file.
func isIgnored(rules *ignore.Rules, name string, ignored map[string]bool) bool {
	for end := range len(name) {
		if name[end] != '/' {
			continue
		}
		folder := name[:end]
		skip, known := ignored[folder]
		if !known {
			skip = rules.Ignore(folder, entry{path.Base(folder), true})
			ignored[folder] = skip
		}
		if skip {
			return true
		}
	}
	return rules.Ignore(name, entry{path.Base(name), false})
}

// entry is what the ignore rules look at.
type entry struct {
	name  string
	isDir bool
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return 0 }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.isDir }
func (e entry) Sys() any           { return nil }
func (e entry) Mode() fs.FileMode {
	if e.isDir {
		return fs.ModeDir
	}
	return 0
}

var archiveInCharts = regexp.MustCompile(`^(charts/[^/]+/)*charts/[^_./][^/]*\.tgz$`)

// openArchives replaces each archive in charts/ by its files, in a folder beside it, so that every file keeps a place. Helm opens them the same way.
func openArchives(found []file, budget *budget) ([]file, error) {
	taken := map[string]bool{}
	for _, one := range found {
		for folder := path.Dir(one.name); folder != "."; folder = path.Dir(folder) {
			taken[folder] = true
		}
	}
	var opened []file
	for _, one := range found {
		if !archiveInCharts.MatchString(one.name) {
			opened = append(opened, one)
			continue
		}
		folder := one.name + ".opened"
		for taken[folder] {
			folder += ".opened"
		}
		taken[folder] = true
		inner, err := unpack(one.place, one.data, budget)
		if err != nil {
			return nil, err
		}
		if inner, err = openArchives(inner, budget); err != nil {
			return nil, err
		}
		for _, each := range inner {
			opened = append(opened, file{folder + "/" + each.name, each.data, each.place})
		}
	}
	return opened, nil
}

func unpack(at Place, data []byte, budget *budget) ([]file, error) {
	wrong := func(kind failure.Kind, reason any) error {
		err := failure.New(kind, "archive: %v", reason).In(at.File)
		err.Inside = at.Inside
		return err
	}
	if err := budget.spend(data); err != nil {
		return nil, wrong(failure.Limit, err)
	}
	buffered, err := archive.LoadArchiveFiles(bytes.NewReader(data))
	if err != nil {
		return nil, wrong(failure.Chart, err)
	}
	var found []file
	for _, one := range buffered {
		found = append(found, file{one.Name, one.Data, Place{File: at.File, Inside: path.Join(at.Inside, one.Name)}})
	}
	return found, nil
}

// mount adds the chart at each mount's From, below its At.
func mount(files *jail.Jail, found []file, mounts []Mount, budget *budget) ([]file, error) {
	for _, each := range mounts {
		if !jail.IsClean(each.At) || !strings.HasPrefix(each.At, "charts/") {
			return nil, failure.New(failure.Input, "mount: %q is not a path below charts/", each.At)
		}
		if slices.ContainsFunc(found, func(one file) bool { return one.name == each.At || strings.HasPrefix(one.name, each.At+"/") }) {
			return nil, failure.New(failure.Input, "mount: %q is there already", each.At)
		}
		inner, err := gather(files, each.From, budget)
		if err != nil {
			return nil, err
		}
		for _, one := range inner {
			found = append(found, file{each.At + "/" + one.name, one.data, one.place})
		}
	}
	return found, nil
}
