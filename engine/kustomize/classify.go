package kustomize

import (
	"regexp"
	"strings"

	"tilsyn/engine/failure"
)

// Kustomize quotes the configuration, the patch or the object that it could not use, a Secret too. What follows such an opening is cut off.
var quotedContent = regexp.MustCompile("(?s)`|map\\[string\\]|\\{\"|\n -- |from \\[|&resource\\.")

var quotedConfiguration = regexp.MustCompile("(?s) with config: `.*`")

var plugins = []string{"external plugins disabled", "unable to load builtin", "plugin is not"}

// classify turns an error of Kustomize into one of ours; the texts are Kustomize 5.8's, for it has types for few.
func classify(err error, root string, outer *outer) *failure.Error {
	if outer.failed != nil {
		return outer.failed
	}
	if strings.Contains(err.Error(), "must specify --enable-helm") {
		return failure.New(failure.Plugin, "the kustomization has charts, which need --enable-helm").In(outer.kustomizationIn(root))
	}
	message := shorten(err.Error())
	if strings.Contains(message, errUnfolds.Error()) {
		return failure.New(failure.Limit, "%s", message).In(outer.kustomizationIn(root))
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
	message = quotedConfiguration.ReplaceAllString(message, "")
	if found := quotedContent.FindStringIndex(message); found != nil {
		message = strings.TrimRight(message[:found[0]], " :,'") + " …"
	}
	return strings.ReplaceAll(message, "'/", "'")
}
