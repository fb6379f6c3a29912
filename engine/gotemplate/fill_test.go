package gotemplate

import (
	"encoding/json"
	"strings"
	"testing"
)

func fillText(params, text string, options ...string) (string, error) {
	_, blobs, err := Fill(nil, Job{Options: options, Sets: []Set{{json.RawMessage(params), []string{text}}}})
	if err != nil {
		return "", err
	}
	return string(blobs[0]), nil
}

func TestFill(t *testing.T) {
	for _, test := range []struct{ params, text, want string }{
		{`{"path":{"segments":["apps","prod","web"]}}`, `{{ index .path.segments 1 }}-{{ .path.segments | last }}`, "prod-web"},
		{`{"n":3000000}`, `{{ .n }}`, "3e+06"},
		{`{"name":"Journal_Prod."}`, `{{ normalize .name }}`, "journal-prod"},
		{`{"b":"feat/Add & test the login form"}`, `{{ slugify 16 .b }}|{{ slugify 16 true .b }}`, "feat-add-and-tes|feat-add-and"},
		{`{"a":{"k":1}}`, `{{ toYaml .a }}`, "k: 1"},
		{`{"t":"[1, b]"}`, `{{ index (fromYamlArray .t) 1 }}`, "b"},
		{`{}`, `{{ .absent }}`, "<no value>"},
	} {
		if got, err := fillText(test.params, test.text); err != nil || got != test.want {
			t.Errorf("%s with %s: %q, %v", test.text, test.params, got, err)
		}
	}
}

func TestFillRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`{{ env "HOME" }}`:                       `"env" not defined`,
		`{{ getHostByName "localhost" }}`:        `"getHostByName" not defined`,
		`{{ now }}`:                              "something else each time",
		`{{ range until 9000000 }}abcd{{ end }}`: "more than",
		`{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}`: "depth",
	} {
		if got, err := fillText(`{}`, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %.40q, %v", text, got, err)
		}
	}
	if _, err := fillText(`{}`, `{{ .absent }}`, "missingkey=error"); err == nil {
		t.Error("a missing key passed")
	}
	if _, err := fillText(`{}`, `a`, "missingkey=whatever"); err == nil {
		t.Error("an unknown option passed")
	}
}
