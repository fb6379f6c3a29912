# METADATA
# title: "Safeguards are not removed unseen"
# custom:
#   id: CHG-06
#   family: CHG
#   severity: high
#   scope: [D]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.32", title: "Change management"}
#       - {id: "8.9", title: "Configuration management"}
#     gdpr: ["32(1)(b)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Ændringsstyring (Change Management)"]
#   waivable: {value: false, approvals: null, except: []}
#   parameters: []
#   en:
#     why: "A protection that disappears among many lines is missed first when patient data are lost."
#     change: "Put the safeguard back, or let the security team approve its removal in this pull request."
#     notEvaluableWhen: "One side of the comparison did not render."
#     waivable: "The security team's approval fulfils the control; a waiver would be the same decision with a weaker trace."
#     messages:
#       removed: "{kind} `{name}` is removed. It is a safeguard."
#       weakened: "{kind} `{name}` gets weaker: `{field}` was `{before}` and is `{after}`."
#   da:
#     title: "Sikringer fjernes ikke ubemærket"
#     why: "En beskyttelse, der forsvinder mellem mange linjer, savnes først, når patientdata er tabt."
#     change: "Sæt sikringen tilbage, eller lad sikkerhedsteamet godkende, at den fjernes i denne pull request."
#     notEvaluableWhen: "Den ene side af sammenligningen kunne ikke renderes."
#     waivable: "Nej. Sikkerhedsteamets godkendelse opfylder kontrollen. En dispensation ville være samme beslutning med et svagere spor."
#     messages:
#       removed: "{kind} `{name}` fjernes. Det er en sikring."
#       weakened: "{kind} `{name}` svækkes: `{field}` var `{before}` og er `{after}`."
package tilsyn.change.chg_06

import data.tilsyn.lib.objects

changed := [item |
	some item in objects.applied
	is_safeguard(item.group, item.kind)
]

examined := {item.index | some item in changed}

# API group and kind of objects that protect and do nothing else.
protecting := {
	"networking.k8s.io/NetworkPolicy",
	"policy.networking.k8s.io/AdminNetworkPolicy",
	"policy.networking.k8s.io/BaselineAdminNetworkPolicy",
	"cilium.io/CiliumNetworkPolicy",
	"cilium.io/CiliumClusterwideNetworkPolicy",
	"crd.projectcalico.org/NetworkPolicy",
	"crd.projectcalico.org/GlobalNetworkPolicy",
	"projectcalico.org/NetworkPolicy",
	"projectcalico.org/GlobalNetworkPolicy",
	"velero.io/Schedule",
	"audit.k8s.io/Policy",
	"apiserver.config.k8s.io/EncryptionConfiguration",
	"admissionregistration.k8s.io/ValidatingAdmissionPolicy",
	"admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
	"admissionregistration.k8s.io/ValidatingWebhookConfiguration",
	"kyverno.io/ClusterPolicy",
	"kyverno.io/Policy",
	"policy/PodDisruptionBudget",
}

is_safeguard(group, kind) if $"{group}/{kind}" in protecting

is_safeguard("constraints.gatekeeper.sh", _)

is_safeguard("", "Namespace")

violations contains violation if {
	some item in changed
	item.entry.removed
	item.kind != "Namespace"
	violation := {
		"object": item.index,
		"path": ["metadata", "name"],
		"messageKey": "removed",
		"params": {"kind": item.kind, "name": item.object.metadata.name},
		"value": item.object,
	}
}

enforce := "pod-security.kubernetes.io/enforce"

ranks := {"restricted": 2, "baseline": 1, "privileged": 0, "": 0}

violations contains violation if {
	some item in changed
	item.kind == "Namespace"
	not item.entry.removed
	before := object.get(objects.labels(item.entry.before), enforce, "")
	after := object.get(objects.labels(item.object), enforce, "")
	object.get(ranks, after, 0) < object.get(ranks, before, 0)
	violation := weaker(item, ["metadata", "labels", enforce], before, after)
}

# A type of traffic that a policy no longer isolates.
violations contains violation if {
	some item in changed
	item.kind == "NetworkPolicy"
	item.group == "networking.k8s.io"
	not item.entry.removed
	before := types(item.entry.before)
	after := types(item.object)
	count(before - after) > 0
	violation := weaker(item, ["spec", "policyTypes"], before, after)
}

# Left out, a policy is about ingress, and about egress where it has rules of that kind.
types(policy) := {type | some type in policy.spec.policyTypes} if {
	count(object.get(policy, ["spec", "policyTypes"], [])) > 0
} else := {"Ingress", "Egress"} if {
	_ = policy.spec.egress
} else := {"Ingress"}

weaker(item, path, before, after) := {
	"object": item.index,
	"path": path,
	"messageKey": "weakened",
	"params": {
		"kind": item.kind,
		"name": item.object.metadata.name,
		"field": concat(".", path),
		"before": shown(before),
		"after": shown(after),
	},
	"value": {"before": before, "after": after},
}

shown(value) := concat(", ", sort(value)) if is_set(value)

shown(value) := value if {
	is_string(value)
	value != ""
}

shown("") := "-"
