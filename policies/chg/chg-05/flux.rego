# METADATA
# title: What keeps Flux from keeping the cluster
package tilsyn.controls.chg_05.flux

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

groups := {"kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io", "source.toolkit.fluxcd.io"}

reconciled := objects.of_groups(groups)

kustomizations := [item | some item in reconciled; item.kind == "Kustomization"]

releases := [item | some item in reconciled; item.kind == "HelmRelease"]

examined := {item.index | some item in reconciled} | {entry.object | some entry in left_alone}

violations contains violation if {
	some item in reconciled
	values.on(values.section(item.object, "spec"), "suspend")
	violation := {"object": item.index, "path": ["spec", "suspend"], "messageKey": "suspended", "params": {}, "value": true}
}

violations contains violation if {
	some item in kustomizations
	found := object.get(item.object, ["spec", "prune"], null)
	found != true
	violation := {"object": item.index, "path": ["spec", "prune"], "messageKey": "noPrune", "params": {}, "value": found}
}

ranks := {"disabled": 0, "warn": 1, "enabled": 2}

wanted := object.get(input.parameters, "gitops.driftMode", "enabled")

violations contains violation if {
	some item in releases
	found := mode(item.object)
	object.get(ranks, found, 0) < object.get(ranks, wanted, 2)
	violation := {
		"object": item.index,
		"path": ["spec", "driftDetection", "mode"],
		"messageKey": "noDrift",
		"params": {"found": found, "wanted": wanted},
		"value": found,
	}
}

mode(value) := found if {
	found := object.get(value, ["spec", "driftDetection", "mode"], "disabled")
	is_string(found)
	found != ""
} else := "disabled"

# A JSON pointer to nothing is the whole object; without a target it holds for every one.
violations contains violation if {
	some item in releases
	some index, rule in item.object.spec.driftDetection.ignore
	object.get(rule, "target", null) in [null, {}]
	some step, pointer in rule.paths
	pointer in {"", "/"}
	violation := {
		"object": item.index,
		"path": ["spec", "driftDetection", "ignore", index, "paths", step],
		"messageKey": "driftIgnored",
		"params": {"found": pointer},
		"value": rule,
	}
}

keeps_away := {
	"kustomize.toolkit.fluxcd.io/reconcile": {"disabled"},
	"kustomize.toolkit.fluxcd.io/ssa": {"ignore", "ifnotpresent"},
	"helm.toolkit.fluxcd.io/driftDetection": {"disabled"},
	"argocd.argoproj.io/skip-reconcile": {"true"},
}

left_alone := [entry |
	some item in objects.applied
	some name, found in objects.annotations(item.object)
	is_string(found)
	lower(found) in keeps_away[name]
	entry := {"object": item.index, "name": name, "found": found}
]

violations contains violation if {
	some entry in left_alone
	violation := {
		"object": entry.object,
		"path": ["metadata", "annotations", entry.name],
		"messageKey": "leftAlone",
		"params": {"found": entry.name},
		"value": entry.found,
	}
}
