package helm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"slices"
	"testing"

	"tilsyn/engine/failure"
)

type entryOf struct {
	name string
	kind byte
	link string
	data []byte
}

func archiveOf(t *testing.T, entries ...entryOf) string {
	t.Helper()
	var packed bytes.Buffer
	zipped := gzip.NewWriter(&packed)
	out := tar.NewWriter(zipped)
	for _, one := range entries {
		kind := one.kind
		if kind == 0 {
			kind = tar.TypeReg
		}
		must(t, out.WriteHeader(&tar.Header{Name: one.name, Size: int64(len(one.data)), Typeflag: kind, Linkname: one.link, Mode: 0o644}))
		_, err := out.Write(one.data)
		must(t, err)
	}
	must(t, out.Close())
	must(t, zipped.Close())
	return packed.String()
}

func chartOf(name string) entryOf {
	return entryOf{name: name + "/Chart.yaml", data: fmt.Appendf(nil, "apiVersion: v2\nname: %s\nversion: 0.1.0\n", name)}
}

func TestAnArchiveInChartsKeepsThePlacesOfItsFiles(t *testing.T) {
	inner := archiveOf(t, chartOf("in"), entryOf{name: "in/templates/i.yaml", data: []byte("kind: I\n")})
	outer := archiveOf(t, chartOf("out"), entryOf{name: "out/templates/o.yaml", data: []byte("kind: O\n")}, entryOf{name: "out/charts/in-1.tgz", data: []byte(inner)})
	result, texts, err := render(t, map[string]string{"c/charts/out-1.tgz": outer, "c/charts/out-1.tgz.opened/x": ""}, nil)
	if err == nil {
		t.Fatal("a folder in charts/ without a chart is an error in Helm too")
	}
	result, texts, err = render(t, map[string]string{"c/charts/out-1.tgz": outer}, nil)
	must(t, err)
	if !slices.Equal(texts, []string{"kind: I\n", "kind: O\n"}) {
		t.Errorf("got %q", texts)
	}
	wanted := []Place{{"c/charts/out-1.tgz", "charts/in-1.tgz/templates/i.yaml"}, {"c/charts/out-1.tgz", "templates/o.yaml"}}
	for index, document := range result.Documents {
		if document.Place != wanted[index] {
			t.Errorf("got %+v", document.Place)
		}
	}
}

func TestAnArchiveAsTheChart(t *testing.T) {
	result, texts, err := render(t, map[string]string{"web.tgz": archiveOf(t, chartOf("web"), entryOf{name: "web/templates/a.yaml", data: []byte("kind: {{ .Chart.Name }}\n")})}, func(job *Job) { job.Chart = "web.tgz" })
	must(t, err)
	if !slices.Equal(texts, []string{"kind: web\n"}) || result.Documents[0].Place != (Place{"web.tgz", "templates/a.yaml"}) {
		t.Errorf("got %q, %+v", texts, result.Documents)
	}
}

func TestHostileArchivesAreRefused(t *testing.T) {
	many := []entryOf{}
	for index := range maxUnpackedEntries + 1 {
		many = append(many, entryOf{name: fmt.Sprintf("b/f%d", index)})
	}
	half := entryOf{name: "b/zeros", data: make([]byte, maxUnpackedBytes/2+1)}
	for name, one := range map[string]struct {
		archives []string
		kind     failure.Kind
	}{
		"bytes":           {[]string{archiveOf(t, chartOf("b"), entryOf{name: "b/zeros", data: make([]byte, maxUnpackedBytes+1)})}, failure.Limit},
		"bytes in two":    {[]string{archiveOf(t, chartOf("b"), half), archiveOf(t, chartOf("b"), half)}, failure.Limit},
		"entries":         {[]string{archiveOf(t, many...)}, failure.Limit},
		"nested":          {[]string{archiveOf(t, chartOf("b"), entryOf{name: "b/charts/d.tgz", data: []byte(archiveOf(t, entryOf{name: "d/zeros", data: make([]byte, maxUnpackedBytes+1)}))})}, failure.Limit},
		"absolute":        {[]string{archiveOf(t, entryOf{name: "b//etc/x"})}, failure.Chart},
		"parent":          {[]string{archiveOf(t, entryOf{name: "b/../../x"})}, failure.Chart},
		"no archive":      {[]string{"hello"}, failure.Chart},
		"cut off":         {[]string{archiveOf(t, chartOf("b"))[:60]}, failure.Chart},
		"name of a chart": {[]string{archiveOf(t, entryOf{name: "b/Chart.yaml", data: []byte("apiVersion: v2\nname: ../../x\nversion: 0.1.0\n")})}, failure.Chart},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{}
			for index, text := range one.archives {
				files[fmt.Sprintf("c/charts/b%d.tgz", index)] = text
			}
			_, _, err := render(t, files, nil)
			var found *failure.Error
			if !errors.As(err, &found) || found.Kind != one.kind {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestALinkInAnArchiveIsAnEmptyFile(t *testing.T) {
	linked := archiveOf(t, chartOf("b"), entryOf{name: "b/passwd", kind: tar.TypeSymlink, link: "/etc/passwd"}, entryOf{name: "b/templates/a.yaml", data: []byte("kind: A\nlen: {{ .Files.Get \"passwd\" | len }}\n")})
	_, texts, err := render(t, map[string]string{"c/charts/b.tgz": linked}, nil)
	must(t, err)
	if !slices.Equal(texts, []string{"kind: A\nlen: 0\n"}) {
		t.Errorf("got %q", texts)
	}
}
