# METADATA
# title: "Every interactive entry into a pod is logged"
# custom:
#   id: LOG-03
#   family: LOG
#   severity: high
#   scope: [O]
#   references:
#     guide: [3]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#       - {id: "8.18", title: "Use of privileged utility programs"}
#     gdpr: ["32(1)(b)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": ["3.2.2"], "1.10": ["3.2.2"], "1.11": ["3.2.2"], "1.12": ["3.2.2"], "2.0": ["3.2.2"]}
#     pss: null
#     datatilsynet: ["Logning af brugeradministrators handlinger"]
#   waivable: {value: true, approvals: 2, except: ["patient-cluster"]}
#   parameters:
#     - {name: "audit.machineUsers", default: ["system:kube-proxy", "system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"], source: "house default"}
#   en:
#     why: "Someone who opens a shell in a pod can read patient data without the application noticing. The audit log is the only trace."
#     change: "Log pods/exec, attach, portforward, proxy and ephemeralcontainers at Metadata or higher."
#     notEvaluableWhen: "No audit policy is in the render (managed cluster)."
#     waivable: "Only on clusters without patient data."
#     messages:
#       left: "Rule {number} leaves out requests for {resources}. A way into the pods then leaves no trace."
#       noRule: "No rule matches every request for {resources}. What no rule matches is not logged."
#       unreadable: "The audit policy in `{place}` cannot be read. What it logs is not known."
#   da:
#     title: "Al interaktiv adgang til pods logges"
#     why: "Den, der åbner en shell i en pod, kan læse patientdata, uden at applikationen opdager det. Auditloggen er det eneste spor."
#     change: "Log pods/exec, attach, portforward, proxy og ephemeralcontainers på Metadata eller højere."
#     notEvaluableWhen: "Der er ingen auditpolitik blandt de læste manifester (klynge drevet af leverandør)."
#     waivable: "Ja, kun på klynger uden patientdata."
#     messages:
#       left: "Regel {number} udelader forespørgsler på {resources}. Så efterlader en vej ind i podde intet spor."
#       noRule: "Ingen regel dækker alle forespørgsler på {resources}. Det, som ingen regel dækker, logges ikke."
#       unreadable: "Auditpolitikken i `{place}` kan ikke læses. Det vides ikke, hvad den logger."
package tilsyn.controls.log_03

import data.tilsyn.lib.audit
import data.tilsyn.lib.documents

examined := documents.examined("audit-policy")

# Clients open a shell with POST or, over WebSocket, with GET; a proxy passes every verb on.
ways := [
	{"resource": "pods", "subresource": "exec", "verbs": ["create", "get"]},
	{"resource": "pods", "subresource": "attach", "verbs": ["create", "get"]},
	{"resource": "pods", "subresource": "portforward", "verbs": ["create", "get"]},
	{"resource": "pods", "subresource": "proxy", "verbs": ["get", "create", "update", "patch", "delete"]},
	{"resource": "pods", "subresource": "ephemeralcontainers", "verbs": ["patch", "update"]},
	{"resource": "services", "subresource": "proxy", "verbs": ["get", "create", "update", "patch", "delete"]},
	{"resource": "nodes", "subresource": "proxy", "verbs": ["get", "create", "update", "patch", "delete"]},
]

targets := [object.union({"group": "", "namespaced": way.resource != "nodes"}, way) | some way in ways]

violations contains violation if {
	some document in audit.policies
	some index, rule in audit.rules(document.value)
	audit.rule_rank(document.value, rule, true) < 1
	found := audit.decided_by(document.policy, index, targets, false)
	count(found) > 0
	violation := {
		"object": document.object,
		"path": documents.path(document, ["rules", index, "level"]),
		"messageKey": "left",
		"params": {"number": index + 1, "resources": named(found)},
		"value": rule,
	}
}

violations contains violation if {
	some document in audit.policies
	found := audit.undecided(document.policy, targets)
	count(found) > 0
	violation := {
		"object": document.object,
		"path": documents.path(document, ["rules"]),
		"messageKey": "noRule",
		"params": {"resources": named(found)},
		"value": named(found),
	}
}

named(found) := concat(", ", sort([text |
	some target in found
	text := concat("", ["`", target.resource, "/", target.subresource, "`"])
]))

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
