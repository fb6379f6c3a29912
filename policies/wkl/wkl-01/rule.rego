# METADATA
# title: "Every namespace enforces the restricted Pod Security level"
# custom:
#   id: WKL-01
#   family: WKL
#   severity: high
#   scope: [O, D]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#       - {id: "8.27", title: "Secure system architecture and engineering principles"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.2.1"], "1.10": ["5.2.1"], "1.11": ["5.2.1"], "1.12": ["5.2.1"], "2.0": ["5.2.1"]}
#     pss: restricted
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: ["patient-namespace+message:privileged"]}
#   parameters:
#     - {name: "pss.level", default: "restricted", source: "house default"}
#     - {name: "pss.platformNamespaces", default: ["kube-system", "falco", "velero"], source: "house default"}
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#   en:
#     why: "Without the label a pod with full access to the machine can start beside the patient system and read its memory and disks."
#     change: "Label the namespace with pod-security.kubernetes.io/enforce: restricted and a pinned version; move platform parts that cannot to a listed namespace."
#     notEvaluableWhen: "The Namespace object is not in the repository, or labels are set by another tool."
#     waivable: "baseline by waiver while a workload is rebuilt; privileged only on the list of platform namespaces."
#     messages:
#       missing: "Namespace `{namespace}` has no label `pod-security.kubernetes.io/enforce`. Pods with full access to the machine can start in it."
#       privileged: "Namespace `{namespace}` enforces `privileged`, which refuses nothing. Pods with full access to the machine can start in it."
#       baseline: "Namespace `{namespace}` enforces `baseline` only. Pods can run as root and with all default capabilities."
#       unreadable: "Namespace `{namespace}` has an enforce label that is none of the three Pod Security levels. The API server refuses it."
#       versionMissing: "Namespace `{namespace}` pins no version of the Pod Security level. What it refuses changes when the cluster is upgraded."
#       versionFloating: "Namespace `{namespace}` follows the `latest` version of the Pod Security level. What it refuses changes when the cluster is upgraded."
#       versionOld: "Namespace `{namespace}` pins Pod Security to `{version}`. Before v1.23 the restricted level lacks rules against root, capabilities or system calls."
#       versionUnreadable: "Namespace `{namespace}` has an enforce-version label that is neither `v1.N` nor `latest`. The API server refuses it."
#       lowered: "Namespace `{namespace}` enforced `{before}` before this change and enforces `{after}` after it. Pods that were refused can start."
#   da:
#     title: "Alle namespaces håndhæver Pod Security-niveauet restricted"
#     why: "Uden mærkatet kan en pod med fuld adgang til maskinen starte ved siden af patientsystemet og læse dets hukommelse og diske."
#     change: "Sæt mærkatet pod-security.kubernetes.io/enforce: restricted og en fast version på namespacet. Flyt platformsdele, der ikke kan leve op til det, til et namespace på listen."
#     notEvaluableWhen: "Namespace-objektet findes ikke i repositoriet, eller mærkaterne sættes af et andet værktøj."
#     waivable: "Ja: baseline kan få dispensation, mens en workload bygges om. privileged gives kun til namespaces på platformslisten."
#     messages:
#       missing: "Namespacet `{namespace}` mangler mærkatet `pod-security.kubernetes.io/enforce`. Pods med fuld adgang til maskinen kan starte i det."
#       privileged: "Namespacet `{namespace}` håndhæver `privileged`, som ikke afviser noget. Pods med fuld adgang til maskinen kan starte i det."
#       baseline: "Namespacet `{namespace}` håndhæver kun `baseline`. Pods kan køre som root og med alle standardrettigheder til kernen."
#       unreadable: "Namespacet `{namespace}` har et enforce-mærkat, der ikke er et af de tre Pod Security-niveauer. API-serveren afviser det."
#       versionMissing: "Namespacet `{namespace}` fastlåser ingen version af Pod Security-niveauet. Hvad det afviser, ændrer sig, når klyngen opgraderes."
#       versionFloating: "Namespacet `{namespace}` følger den nyeste version (`latest`) af Pod Security-niveauet. Hvad det afviser, ændrer sig, når klyngen opgraderes."
#       versionOld: "Namespacet `{namespace}` fastlåser Pod Security til `{version}`. Før v1.23 mangler restricted regler mod root, kernerettigheder eller systemkald."
#       versionUnreadable: "Namespacet `{namespace}` har et enforce-version-mærkat, der hverken er `v1.N` eller `latest`. API-serveren afviser det."
#       lowered: "Namespacet `{namespace}` håndhævede `{before}` før ændringen og håndhæver `{after}` efter den. Pods, der blev afvist, kan starte."
package tilsyn.controls.wkl_01

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

examined := {place.object | some place in places}

enforce := "pod-security.kubernetes.io/enforce"

enforce_version := "pod-security.kubernetes.io/enforce-version"

strictness := {"privileged": 0, "baseline": 1, "restricted": 2}

required := 1 if {
	object.get(input.parameters, "pss.level", "restricted") == "baseline"
} else := 2

places := array.concat(namespaces, managed)

namespaces := [place |
	some item in objects.by_kind["Namespace"]
	item.group == ""
	metadata := values.section(item.object, "metadata")
	place := {
		"object": item.index,
		"path": ["metadata", "labels"],
		"namespace": object.get(metadata, "name", ""),
		"labels": values.section(metadata, "labels"),
	}
]

application := {
	"Application": ["spec"],
	"ApplicationSet": ["spec", "template", "spec"],
}

# Argo CD writes these labels over those of the Namespace; what it leaves out, the Namespace's own manifest answers for.
managed := [place |
	some item in objects.by_group["argoproj.io"]
	spec := application[item.kind]
	at := array.concat(spec, ["syncPolicy", "managedNamespaceMetadata", "labels"])
	labels := object.get(item.object, at, null)
	is_object(labels)
	object.get(labels, enforce, null) != null
	place := {
		"object": item.index,
		"path": at,
		"namespace": object.get(item.object, array.concat(spec, ["destination", "namespace"]), ""),
		"labels": labels,
	}
]

judged := [place |
	some place in places
	not platform(place)
]

# A listed namespace may run what it needs, unless patient data are in it too.
platform(place) if {
	place.namespace in object.get(input.parameters, "pss.platformNamespaces", ["kube-system", "falco", "velero"])
	label := object.get(input.parameters, "labels.dataClass", "tilsyn/data-class")
	object.get(place.labels, label, "") != "patient"
}

violations contains violation if {
	some place in judged
	level := object.get(place.labels, enforce, null)
	key := level_fault(level)
	violation := object.union(valued(level), {
		"object": place.object,
		"path": array.concat(place.path, [enforce]),
		"messageKey": key,
		"params": {"namespace": place.namespace},
	})
}

level_fault(null) := "missing"

level_fault(level) := "unreadable" if {
	level != null
	not strictness[level]
}

level_fault(level) := level if strictness[level] < required

# Apart from the level, so that a waiver for one does not hide the other. `privileged` is the same in every version.
violations contains violation if {
	some place in judged
	object.get(place.labels, enforce, null) in {"baseline", "restricted"}
	version := object.get(place.labels, enforce_version, null)
	key := version_fault(version)
	violation := object.union(valued(version), {
		"object": place.object,
		"path": array.concat(place.path, [enforce_version]),
		"messageKey": key,
		"params": {"namespace": place.namespace, "version": version},
	})
}

version_fault(version) := "versionMissing" if {
	version == null
} else := "versionFloating" if {
	version == "latest"
} else := "versionUnreadable" if {
	not regex.match(`^v1\.(0|[1-9][0-9]*)$`, version)
} else := "versionOld" if {
	# Seccomp came with 1.19, capabilities with 1.22 and the user with 1.23.
	to_number(trim_prefix(version, "v1.")) < 23
}

valued(value) := {"value": value} if {
	value != null
} else := {}
