# METADATA
# title: "Logs leave the cluster as they are written"
# custom:
#   id: LOG-05
#   family: LOG
#   severity: critical
#   scope: [I]
#   references:
#     guide: [3]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#       - {id: "5.33", title: "Protection of records"}
#     gdpr: ["32(1)(b)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Logning af brugernes anvendelser af personoplysninger", "Logning af brugeradministrators handlinger"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#   en:
#     why: "An attacker who takes the cluster erases the logs first. Then nobody knows which patients are affected."
#     change: "Run a collector over the audit log and the patient namespaces, with a buffered output outside the cluster and TLS verification on."
#     notEvaluableWhen: "The collector runs outside the repository, or its output is built from values that did not render."
#     waivable: "Only while the log store is moved, with local retention raised meanwhile."
#     messages:
#       insideOnly: "Logs are sent to `{found}` only, which is inside the cluster. Who takes over the cluster can erase them."
#       plain: "Logs leave for `{found}` without TLS. They can be read and altered on the way."
#       unverified: "Logs leave for `{found}`, whose certificate is not checked. Anyone on the way can pose as the receiver."
#       unbuffered: "The output to `{found}` keeps nothing back when the receiver is away. Those logs are lost."
#       unused: "No flow names this output. Nothing is sent to it."
#       uncovered: "Logs of the patient namespace `{found}` are not sent by any flow here. They stay in the cluster."
#       auditStays: "No collector here reads the audit log `{found}`. It stays on the machine that it watches."
#       hidden: "Where these logs go is in an encrypted value, a Secret or a variable. Whether they leave the cluster is not known."
#       notHere: "No output of a log collector is in this repository. Whether logs leave the cluster is not known."
#   da:
#     title: "Logs sendes ud af klyngen, mens de skrives"
#     why: "En angriber, der overtager klyngen, sletter loggene først. Så ved ingen, hvilke patienter det er gået ud over."
#     change: "Lad en opsamler dække auditloggen og namespaces med patientdata, og send til et mål uden for klyngen med buffer og kontrolleret TLS."
#     notEvaluableWhen: "Opsamleren styres uden for repositoriet, eller dens mål kunne ikke renderes."
#     waivable: "Ja, kun mens loglageret flyttes, og med længere lokal opbevaring imens."
#     messages:
#       insideOnly: "Logs sendes kun til `{found}`, som er inde i klyngen. Den, der overtager klyngen, kan slette dem."
#       plain: "Logs sendes til `{found}` uden TLS. De kan læses og ændres undervejs."
#       unverified: "Logs sendes til `{found}` uden kontrol af certifikatet. Enhver undervejs kan udgive sig for modtageren."
#       unbuffered: "Udsendelsen til `{found}` gemmer intet, når modtageren er nede. De logs går tabt."
#       unused: "Intet flow bruger denne udsendelse. Der sendes intet til den."
#       uncovered: "Logs fra patientnamespacet `{found}` sendes ikke videre af noget flow her. De bliver i klyngen."
#       auditStays: "Ingen opsamler her læser auditloggen `{found}`. Den bliver på den maskine, den overvåger."
#       hidden: "Modtageren af disse logs ligger i en krypteret værdi, en Secret eller en variabel. Det vides ikke, om de forlader klyngen."
#       notHere: "Der er ingen udsendelse fra en logopsamler i dette repository. Det vides ikke, om logs forlader klyngen."
package tilsyn.inventory.log_05

import data.tilsyn.inventory.log_01
import data.tilsyn.lib.logs
import data.tilsyn.lib.objects

examined := {output.object | some output in logs.outputs}

outside := [output | some output in logs.outputs; output.used; logs.place(output) == "outside"]

violations contains violation if {
	some output in outside
	some fault in ["plain", "unverified", "unbuffered"]
	output[fault]
	violation := finding(output, fault, "fail")
}

violations contains violation if {
	some output in logs.outputs
	not output.used
	violation := finding(output, "unused", "fail")
}

# Logs may be kept in the cluster as well, as long as they leave it.
violations contains violation if {
	count(outside) == 0
	count(concealed) == 0
	some output in logs.outputs
	output.used
	violation := finding(output, "insideOnly", "fail")
}

concealed := [output | some output in logs.outputs; output.used; logs.place(output) == "hidden"]

violations contains violation if {
	count(outside) == 0
	some output in concealed
	violation := finding(output, "hidden", "not-evaluable")
}

finding(output, key, status) := {
	"object": output.object,
	"path": output.path,
	"status": status,
	"messageKey": key,
	"params": {"found": shown(output)},
	"value": {"fault": key, "address": output.address},
}

# An address may bear a password.
shown(output) := logs.host(output.address)

# Where flows choose what is sent, each namespace with patient data must be chosen by one.
violations contains violation if {
	count(logs.flows) > 0
	every output in logs.outputs {
		input.objects[output.object].object.kind in {"ClusterOutput", "Output"}
	}
	some item in objects.by_kind["Namespace"]
	patient(item)
	name := item.object.metadata.name
	not covered(name)
	violation := {
		"object": item.index,
		"path": ["metadata", "name"],
		"messageKey": "uncovered",
		"params": {"found": name},
		"value": {"namespace": name},
	}
}

patient(item) if {
	label := object.get(input.parameters, "labels.dataClass", "tilsyn/data-class")
	objects.labels(item.object)[label] == "patient"
}

covered(name) if {
	some flow in logs.flows
	flow.kind == "Flow"
	flow.object.metadata.namespace == name
	selects(flow, name)
}

covered(name) if {
	some flow in logs.flows
	flow.kind == "ClusterFlow"
	selects(flow, name)
}

# A selection by labels or containers takes a part of a namespace only.
selects(flow, _) if count(object.get(flow.object, ["spec", "match"], [])) == 0

selects(flow, name) if {
	some part in flow.object.spec.match
	select := part.select
	count(object.keys(select) & {"labels", "container_names", "hosts"}) == 0
	chosen(object.get(select, "namespaces", []), name)
	not excluded(flow, name)
}

chosen([], _)

chosen(names, name) if name in names

excluded(flow, name) if {
	some part in flow.object.spec.match
	exclude := part.exclude
	chosen(object.get(exclude, "namespaces", []), name)
}

# A file that the API server writes and nobody reads. A webhook takes the log away by itself.
violations contains violation if {
	some server in log_01.servers
	flag := log_01.last(server, "audit-log-path")
	startswith(flag.value, "/")
	not log_01.last(server, "audit-webhook-config-file")
	count(logs.outputs) > 0
	not logs.collected(flag.value)
	violation := {
		"object": server.object,
		"path": flag.path,
		"container": server.container,
		"messageKey": "auditStays",
		"params": {"found": flag.value},
		"value": {"file": flag.value},
	}
}

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if count(logs.outputs) == 0
