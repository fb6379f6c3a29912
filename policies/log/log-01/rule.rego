# METADATA
# title: "The Kubernetes API writes an audit log"
# custom:
#   id: LOG-01
#   family: LOG
#   severity: critical
#   scope: [I]
#   references:
#     guide: [3]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#     gdpr: ["32(1)(b)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": ["3.2.1", "1.2.16", "1.2.17", "1.2.18", "1.2.19"], "1.10": ["3.2.1", "1.2.16", "1.2.17", "1.2.18", "1.2.19"], "1.11": ["3.2.1", "1.2.16", "1.2.17", "1.2.18", "1.2.19"], "1.12": ["3.2.1", "1.2.16", "1.2.17", "1.2.18", "1.2.19"], "2.0": ["3.2.1", "1.2.16", "1.2.17", "1.2.18", "1.2.19"]}
#     pss: null
#     datatilsynet: ["Logning af brugeradministrators handlinger"]
#   waivable: {value: true, approvals: 2, except: ["patient-cluster"]}
#   parameters:
#     - {name: "audit.local.maxAgeDays", default: 30, source: "house default"}
#     - {name: "audit.local.maxBackup", default: 10, source: "house default"}
#     - {name: "audit.local.maxSizeMB", default: 100, source: "house default"}
#   en:
#     why: "Without it nobody can find out who opened, copied or deleted patient data, and a breach cannot be explained to those it concerns."
#     change: "Give the API server audit-policy-file and audit-log-path (or a webhook), with maxage, maxbackup and maxsize, unless the log is forwarded at once."
#     notEvaluableWhen: "The control plane is managed by the provider: a register entry with the provider's document is needed."
#     waivable: "Only for a cluster without patient data, for a short time and with two approvals."
#     messages:
#       off: "The API server is given neither an audit policy nor a place for the log. Nothing that happens in the cluster is written down."
#       noPolicy: "`audit-policy-file` is not set. Without a policy the API server logs nothing."
#       noBackend: "Neither `audit-log-path` nor `audit-webhook-config-file` is set. What the policy selects is written nowhere."
#       rotationUnset: "`{setting}` is not set, and the log is not forwarded at once. At least {least} is expected."
#       rotationShort: "`{setting}` is {found}, and the log is not forwarded at once. At least {least} is expected."
#       silent: "This audit policy logs no request of a person. A policy that is there and selects nothing protects nobody."
#       partly: "The settings of the API server are only partly in this repository. Whether it writes an audit log is not known."
#       policyElsewhere: "The audit policy `{found}` is not among the manifests that were read. What it logs is not known."
#       unknownValue: "`{setting}` is `{found}`, which is filled in elsewhere. What the API server gets is not known."
#       notHere: "The settings of the API server are not in this repository. Whether it writes an audit log is not known."
#   da:
#     title: "Kubernetes-API'et fører auditlog"
#     why: "Uden den kan ingen finde ud af, hvem der åbnede, kopierede eller slettede patientdata, og et brud kan ikke forklares for de berørte."
#     change: "Angiv audit-policy-file og audit-log-path (eller en webhook) på API-serveren med maxage, maxbackup og maxsize, medmindre loggen straks sendes videre."
#     notEvaluableWhen: "Kontrolplanet drives af leverandøren. Der skal en registerpost med leverandørens dokumentation til."
#     waivable: "Ja, kun for en klynge uden patientdata, i kort tid og med to godkendelser."
#     messages:
#       off: "API-serveren har hverken auditpolitik eller et sted til loggen. Intet af det, der sker i klyngen, bliver skrevet ned."
#       noPolicy: "`audit-policy-file` er ikke sat. Uden en politik logger API-serveren intet."
#       noBackend: "Hverken `audit-log-path` eller `audit-webhook-config-file` er sat. Det, politikken udvælger, skrives ingen steder."
#       rotationUnset: "`{setting}` er ikke sat, og loggen sendes ikke straks videre. Der forventes mindst {least}."
#       rotationShort: "`{setting}` er {found}, og loggen sendes ikke straks videre. Der forventes mindst {least}."
#       silent: "Auditpolitikken logger ingen forespørgsler fra personer. En politik, der ikke udvælger noget, beskytter ingen."
#       partly: "Kun en del af API-serverens opsætning ligger i dette repository. Det vides ikke, om den fører auditlog."
#       policyElsewhere: "Auditpolitikken `{found}` findes ikke blandt de læste manifester. Det vides ikke, hvad den logger."
#       unknownValue: "`{setting}` er `{found}`, som udfyldes et andet sted. Det vides ikke, hvad API-serveren får."
#       notHere: "API-serverens opsætning ligger ikke i dette repository. Det vides ikke, om den fører auditlog."
package tilsyn.inventory.log_01

import data.tilsyn.controls.aut_06.servers as programs
import data.tilsyn.lib.audit
import data.tilsyn.lib.documents
import data.tilsyn.lib.logs
import data.tilsyn.lib.releases
import data.tilsyn.lib.values

servers := array.concat(
	[server | some server in programs.all; server.program == "kube-apiserver"],
	in_texts,
)

# The configuration of kubeadm as a text in another object; one that stands in the open was found above.
in_texts := [server |
	some document in documents.readable("component")
	document.text
	document.value.kind == "ClusterConfiguration"
	at := documents.path(document, [])
	args := object.get(values.section(document.value, "apiServer"), "extraArgs", {})
	server := {
		"object": document.object,
		"path": at,
		"container": "",
		"whole": true,
		"flags": [object.union(flag, {"path": at}) | some flag in programs.extra_args(args, [])],
	}
]

policies := audit.policies

examined := {server.object | some server in servers} | {document.object | some document in policies}

violations contains violation if {
	some server in servers
	some found in faults(server)
	violation := {
		"object": server.object,
		"path": found.path,
		"container": server.container,
		"status": found.status,
		"messageKey": found.key,
		"params": found.params,
		"value": {"fault": found.key, "params": found.params},
	}
}

faults(server) := (absent(server) | unknown(server)) | (rotation(server) | elsewhere(server))

# The last of equal flags counts, and an empty one is none.
last(server, name) := list[count(list) - 1] if {
	list := [flag | some flag in server.flags; flag.name == name]
	list[count(list) - 1].value != ""
}

policy_of(server) := last(server, "audit-policy-file")

backends(server) := {name | some name in ["audit-log-path", "audit-webhook-config-file"]; last(server, name)}

absent(server) := set() if {
	policy_of(server)
	count(backends(server)) > 0
} else := {fault("partly", server.path, {}, "not-evaluable")} if {
	not server.whole
} else := {fault("noBackend", server.path, {}, "fail")} if {
	policy_of(server)
} else := {fault("noPolicy", server.path, {}, "fail")} if {
	count(backends(server)) > 0
} else := {fault("off", server.path, {}, "fail")}

fault(key, path, params, status) := {"key": key, "path": path, "params": params, "status": status}

asked := {"audit-policy-file", "audit-log-path", "audit-webhook-config-file"} | object.keys(least)

unknown(server) := {found |
	some name in asked
	flag := last(server, name)
	releases.unreadable(flag.value)
	found := fault("unknownValue", flag.path, {"setting": name, "found": flag.value}, "not-evaluable")
}

least := {
	"audit-log-maxage": object.get(input.parameters, "audit.local.maxAgeDays", 30),
	"audit-log-maxbackup": object.get(input.parameters, "audit.local.maxBackup", 10),
	"audit-log-maxsize": object.get(input.parameters, "audit.local.maxSizeMB", 100),
}

# A log on standard output is kept by the runtime, and one that goes to a webhook has left the machine.
local(server) if {
	policy_of(server)
	last(server, "audit-log-path").value != "-"
	not last(server, "audit-webhook-config-file")
	not logs.forwarded(last(server, "audit-log-path").value)
}

rotation(server) := {found |
	local(server)
	some name, number in least
	found := too_short(server, name, number)
}

# Zero keeps everything until the disk is full, which nobody means by it.
too_short(server, name, number) := fault("rotationUnset", path, {"setting": name, "least": number}, "fail") if {
	server.whole
	value_of(server, name) in {"", "0"}
	path := object.get({flag.name: flag.path | some flag in server.flags}, name, server.path)
} else := fault("rotationShort", flag.path, {"setting": name, "found": flag.value, "least": number}, "fail") if {
	flag := last(server, name)
	not releases.unreadable(flag.value)
	amount(flag.value) < number
}

value_of(server, name) := last(server, name).value if {
	last(server, name)
} else := ""

amount(text) := to_number(text) if {
	regex.match(`^[0-9]{1,9}$`, text)
} else := 0

elsewhere(server) := {fault("policyElsewhere", flag.path, {"found": flag.value}, "not-evaluable")} if {
	flag := policy_of(server)
	not releases.unreadable(flag.value)
	count(documents.of_shape("audit-policy")) == 0
} else := set()

violations contains violation if {
	some document in policies
	silent(document)
	violation := {
		"object": document.object,
		"path": documents.path(document, ["rules"]),
		"messageKey": "silent",
		"params": {},
		"value": object.get(document.value, "rules", null),
	}
}

# Nothing of what is commonly done by people reaches a rule that logs.
silent(document) if {
	every target in common {
		every rank in ranks(document, target) {
			rank == 0
		}
	}
}

ranks(document, target) := {rank |
	some verb in target.verbs
	request := object.union(target, {"user": document.policy.spare, "groups": ["system:authenticated"], "verb": verb, "namespace": document.policy.spare, "name": document.policy.spare})
	index := audit.deciding(document.policy, request)
	rank := audit.rule_rank(document.value, document.policy.rules[index], false)
}

common := [
	{"group": "", "resource": "secrets", "subresource": "", "verbs": ["get", "delete"]},
	{"group": "", "resource": "pods", "subresource": "", "verbs": ["create", "delete"]},
	{"group": "", "resource": "pods", "subresource": "exec", "verbs": ["create"]},
	{"group": "rbac.authorization.k8s.io", "resource": "rolebindings", "subresource": "", "verbs": ["create"]},
]

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if count(servers) == 0
