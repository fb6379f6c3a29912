# METADATA
# title: "Access to secrets is logged without their content"
# custom:
#   id: LOG-02
#   family: LOG
#   severity: critical
#   scope: [O]
#   references:
#     guide: [3]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#       - {id: "5.17", title: "Authentication information"}
#     gdpr: ["32(1)(b)", "5(1)(c)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": ["3.2.2"], "1.10": ["3.2.2"], "1.11": ["3.2.2"], "1.12": ["3.2.2"], "2.0": ["3.2.2"]}
#     pss: null
#     datatilsynet: ["Logning af brugernes anvendelser af personoplysninger"]
#   waivable: {value: false, approvals: null, except: []}
#   parameters:
#     - {name: "audit.machineUsers", default: ["system:kube-proxy", "system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"], source: "house default"}
#   en:
#     why: "A log that holds the secrets is a list of keys to the patient databases, kept for months and read by many."
#     change: "Log secrets, configmaps and tokenreviews at level Metadata exactly, before any broader rule."
#     notEvaluableWhen: "No audit policy is in the render (managed cluster)."
#     waivable: "Both more and less harm patient data; the correction is one rule in the policy."
#     messages:
#       tooMuch: "Rule {number} logs `{resource}` at `{level}`. The log then holds the content itself."
#       tooLittle: "Rule {number} leaves out requests for `{resource}`. That access is not seen in the log."
#       noRule: "No rule matches every request for `{resource}`. What no rule matches is not logged."
#       unreadable: "The audit policy in `{place}` cannot be read. What it logs is not known."
#   da:
#     title: "Adgang til Secrets logges uden deres indhold"
#     why: "En log med hemmelighederne i er et nøglebundt til patientdatabaserne, som gemmes i månedsvis og læses af mange."
#     change: "Log secrets, configmaps og tokenreviews på niveau Metadata, hverken mere eller mindre, og før bredere regler."
#     notEvaluableWhen: "Der er ingen auditpolitik blandt de læste manifester (klynge drevet af leverandør)."
#     waivable: "Nej. Både mere og mindre logning skader, og rettelsen er én regel i politikken."
#     messages:
#       tooMuch: "Regel {number} logger `{resource}` på `{level}`. Så rummer loggen selve indholdet."
#       tooLittle: "Regel {number} udelader forespørgsler på `{resource}`. Den adgang ses ikke i loggen."
#       noRule: "Ingen regel dækker alle forespørgsler på `{resource}`. Det, som ingen regel dækker, logges ikke."
#       unreadable: "Auditpolitikken i `{place}` kan ikke læses. Det vides ikke, hvad den logger."
package tilsyn.controls.log_02

import data.tilsyn.lib.audit
import data.tilsyn.lib.documents

examined := documents.examined("audit-policy")

everything := ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]

targets := [
	{"group": "", "resource": "secrets", "subresource": "", "verbs": everything, "namespaced": true},
	{"group": "", "resource": "configmaps", "subresource": "", "verbs": everything, "namespaced": true},
	{"group": "authentication.k8s.io", "resource": "tokenreviews", "subresource": "", "verbs": ["create"], "namespaced": false},
]

# Content is content whoever asks for it: here the listed machines count as well.
violations contains violation if {
	some document in audit.policies
	some index, rule in audit.rules(document.value)
	audit.rule_rank(document.value, rule, false) > 1
	some target in audit.decided_by(document.policy, index, targets, true)
	violation := of_rule(document, index, target, "tooMuch")
}

violations contains violation if {
	some document in audit.policies
	some index, rule in audit.rules(document.value)
	audit.rule_rank(document.value, rule, false) < 1
	some target in audit.decided_by(document.policy, index, targets, false)
	violation := of_rule(document, index, target, "tooLittle")
}

of_rule(document, index, target, key) := {
	"object": document.object,
	"path": documents.path(document, ["rules", index, "level"]),
	"messageKey": key,
	"params": {"number": index + 1, "resource": target.resource, "level": object.get(document.value.rules[index], "level", "")},
	"value": {"resource": target.resource, "rule": document.value.rules[index]},
}

violations contains violation if {
	some document in audit.policies
	some target in audit.undecided(document.policy, targets)
	violation := {
		"object": document.object,
		"path": documents.path(document, ["rules"]),
		"messageKey": "noRule",
		"params": {"resource": target.resource},
		"value": {"resource": target.resource},
	}
}

# Where a text cannot be read, nothing is known of the policy in it.
violations contains violation if {
	some document in documents.unreadable("audit-policy")
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"place": documents.written(document.at)},
	}
}
