# METADATA
# title: "All components are supported and their API versions exist"
# custom:
#   id: SUP-05
#   family: SUP
#   severity: medium
#   scope: [I]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.8", title: "Management of technical vulnerabilities"}
#       - {id: "8.19", title: "Installation of software on operational systems"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "kubernetesVersion", default: "", source: "house default"}
#     - {name: "components.retired", default: ["ingress-nginx (retired March 2026)", "PodSecurityPolicy (removed in 1.25)"], source: "house default"}
#     - {name: "kubernetes.oldestSupported", default: "1.35", source: "house default"}
#   en:
#     why: "Software without updates stays open to every new attack, and the next upgrade stops the system clinicians use."
#     change: "Move to a supported version: replace removed API versions, retired controllers and Kubernetes minors out of support."
#     notEvaluableWhen: "The cluster's Kubernetes version is not declared."
#     waivable: "Until the migration, with its date."
#     messages:
#       removed: "`{kind}` of `{version}` was removed in Kubernetes {minor}. The API server of this cluster does not take it."
#       notServed: "`{kind}` of `{version}` is not served: its definition in this cluster serves {served}."
#       retired: "`{found}` gets no more fixes ({when}). New flaws in it stay open."
#       minorOutOfSupport: "Kubernetes {found} gets no more fixes; {oldest} is the oldest that does."
#       versionUnknown: "The cluster's Kubernetes version is not declared. Whether its API versions exist is not known."
#   da:
#     title: "Alle komponenter er understøttet, og deres API-versioner findes"
#     why: "Software uden opdateringer står åben for hvert nyt angreb, og næste opgradering standser det system, klinikerne bruger."
#     change: "Skift til en understøttet version: Udskift fjernede API-versioner, udgåede controllere og Kubernetes-versioner uden support."
#     notEvaluableWhen: "Klyngens Kubernetes-version er ikke angivet."
#     waivable: "Ja, indtil omlægningen er gennemført. Angiv datoen."
#     messages:
#       removed: "`{kind}` i `{version}` blev fjernet i Kubernetes {minor}. Klyngens API-server tager ikke imod den."
#       notServed: "`{kind}` i `{version}` findes ikke: Definitionen i klyngen udbyder {served}."
#       retired: "`{found}` får ikke flere rettelser ({when}). Nye sårbarheder i den bliver ikke lukket."
#       minorOutOfSupport: "Kubernetes {found} får ikke flere rettelser; {oldest} er den ældste, der gør."
#       versionUnknown: "Klyngens Kubernetes-version er ikke angivet. Det vides ikke, om API-versionerne findes."
package tilsyn.inventory.sup_05

import data.tilsyn.inventory.sup_05.removals
import data.tilsyn.lib.objects
import data.tilsyn.lib.pods
import data.tilsyn.lib.registries
import data.tilsyn.lib.releases
import data.tilsyn.lib.versions

examined := {item.index | some item in objects.applied; versions.known}

violations contains violation if {
	some item in objects.applied
	minor := removals.minor(item.object.apiVersion, item.kind)
	versions.known >= minor
	params := {"kind": item.kind, "version": item.object.apiVersion, "minor": $"1.{minor}"}
	violation := finding(item.index, ["apiVersion"], "removed", params)
}

# Lookups of the definitions that this cluster gets: versions that are there, and those that are served.
defined[key] contains version.name if {
	some [key, version] in definitions
}

served[key] contains version.name if {
	some [key, version] in definitions
	version.served == true
}

definitions := [[[item.object.spec.group, item.object.spec.names.kind], version] |
	some item in objects.by_kind["CustomResourceDefinition"]
	some version in item.object.spec.versions
]

violations contains violation if {
	some item in objects.applied
	key := [item.group, item.kind]
	count(defined[key]) > 0
	parts := split(item.object.apiVersion, "/")
	not parts[count(parts) - 1] in object.get(served, key, set())
	params := {"kind": item.kind, "version": item.object.apiVersion, "served": listed(object.get(served, key, set()))}
	violation := finding(item.index, ["apiVersion"], "notServed", params)
}

listed(names) := concat(", ", [$"`{name}`" | some name in sort([name | some name in names])]) if {
	count(names) > 0
} else := "-"

# Entries are a name and, in brackets, since when.
retired[name] := when if {
	some entry in object.get(input.parameters, "components.retired", ["ingress-nginx (retired March 2026)", "PodSecurityPolicy (removed in 1.25)"])
	parts := split(entry, " (")
	name := trim_space(parts[0])
	when := trim_suffix(concat(" (", array.slice(parts, 1, count(parts))), ")")
}

violations contains violation if {
	some found in uses
	violation := finding(found.object, found.path, "retired", {"found": found.name, "when": retired[found.name]})
}

uses contains {"object": release.object, "path": ["spec"], "name": release.chart} if {
	some release in releases.all
	retired[release.chart]
}

# A component's name is a step of its image's repository: `registry.k8s.io/ingress-nginx/controller`.
uses contains {"object": container.object, "path": array.concat(container.path, ["image"]), "name": step} if {
	some container in pods.containers
	is_string(container.value.image)
	some step in split(registries.repository(container.value.image), "/")
	retired[step]
}

uses contains {"object": item.index, "path": ["spec", "controller"], "name": name} if {
	some item in objects.by_kind["IngressClass"]
	name := releases.last_step(item.object.spec.controller)
	retired[name]
}

uses contains {"object": item.index, "path": ["kind"], "name": item.kind} if {
	some item in objects.applied
	retired[item.kind]
	not removals.minor(item.object.apiVersion, item.kind)
}

finding(index, path, key, params) := {
	"object": index,
	"path": path,
	"messageKey": key,
	"params": params,
	"value": {"fault": key, "params": params},
}

oldest := object.get(input.parameters, "kubernetes.oldestSupported", "1.35")

cluster contains {"messageKey": "minorOutOfSupport", "params": {"found": input.kubernetesVersion, "oldest": oldest}, "status": "fail"} if {
	versions.known < to_number(split(trim_prefix(oldest, "v"), ".")[1])
}

cluster contains {"messageKey": "versionUnknown", "params": {}, "status": "not-evaluable"} if not versions.known
