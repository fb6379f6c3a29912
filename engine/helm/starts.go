package helm

import (
	"strings"

	"sigs.k8s.io/yaml"
)

// findStarts sets the offset of each document in the output of its template. Helm cuts the output into documents and keeps no positions.
func findStarts(documents []Document, rendered map[string]string) {
	for index := range documents {
		document := &documents[index]
		if document.Kind != "crd" {
			document.start = -1
		}
	}
	order := map[string]int{}
	for index := range documents {
		document := &documents[index]
		if document.Kind == "crd" {
			continue
		}
		// Documents of one template are not in its order; equal texts are alike, so each takes the next free place.
		key := document.Source + "\x00" + document.text
		from := order[key]
		at := strings.Index(rendered[document.Source][from:], document.text)
		if at < 0 {
			continue
		}
		document.start = from + at
		order[key] = document.start + len(document.text)
	}
}

// findSkippedHooks names the objects with a hook that Helm does not know: it leaves them out without a word.
func findSkippedHooks(rendered map[string]string) []SkippedHook {
	skipped := []SkippedHook{}
	for _, source := range sortedKeys(rendered) {
		content := rendered[source]
		if !strings.Contains(content, "helm.sh/hook") {
			continue
		}
		for _, text := range splitInOrder(content) {
			var head struct {
				Metadata struct {
					Annotations map[string]string `json:"annotations"`
				} `json:"metadata"`
			}
			if err := yaml.Unmarshal([]byte(text), &head); err != nil {
				continue
			}
			hook, found := head.Metadata.Annotations["helm.sh/hook"]
			if found && !isKnownHook(hook) {
				skipped = append(skipped, SkippedHook{source, hook})
			}
		}
	}
	return skipped
}

var knownHooks = map[string]bool{
	"pre-install": true, "post-install": true, "pre-delete": true, "post-delete": true, "pre-upgrade": true, "post-upgrade": true,
	"pre-rollback": true, "post-rollback": true, "test": true, "test-success": true,
}

func isKnownHook(names string) bool {
	for name := range strings.SplitSeq(names, ",") {
		if !knownHooks[strings.ToLower(strings.TrimSpace(name))] {
			return false
		}
	}
	return true
}
