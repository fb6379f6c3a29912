package kustomize

import (
	"regexp"
	"strings"

	"tilsyn/engine/failure"
)

var (
	// Kustomize quotes the configuration, the patch or the document that it could not use.
	quotedText = regexp.MustCompile("(?s)(with config: `|from \\[|invalid Kustomization: |: `).*?(`|\\]|$)")
	plugins    = []string{"external plugins disabled", "unable to load builtin", "plugin is not", "must specify --enable-"}
)

// classify turns an error of Kustomize into one of ours; the texts are Kustomize 5.8's, for it has types for few.
func classify(err error, root string, outer *outer) *failure.Error {
	message := shorten(err.Error())
	if outer.failed != nil {
		return outer.failed
	}
	for _, text := range plugins {
		if strings.Contains(message, text) {
			return failure.New(failure.Plugin, "%s", message).In(outer.kustomizationIn(root))
		}
	}
	if len(outer.refused) > 0 {
		wrong := failure.New(failure.Remote, "%q is remote and is not fetched", outer.refused[0]).In(outer.kustomizationIn(root))
		wrong.URL = outer.refused[0]
		return wrong
	}
	return failure.New(failure.Kustomization, "%s", message).In(outer.kustomizationIn(root))
}

func shorten(message string) string {
	return strings.ReplaceAll(quotedText.ReplaceAllString(message, "$1…$2"), "'/", "'")
}
