# METADATA
# title: "Those who run the system cannot erase its logs"
# custom:
#   id: LFU-04
#   family: LFU
#   severity: high
#   scope: [I]
#   references:
#     guide: [4]
#     iso27001:
#       - {id: "5.3", title: "Segregation of duties"}
#       - {id: "8.15", title: "Logging"}
#     gdpr: ["5(1)(f)", "32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)", "§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.1"], "1.10": ["5.1.1"], "1.11": ["5.1.1"], "1.12": ["5.1.1"], "2.0": ["5.1.1"]}
#     pss: null
#     datatilsynet: ["Funktionsadskillelse", "Logning af brugeradministrators handlinger"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "roles.auditorGroup", default: "log-revisor", source: "house default"}
#     - {name: "roles.logNamespaces", default: ["logging"], source: "house default"}
#   en:
#     why: "If one person can both act and remove the trace, misuse of patient data cannot be proved."
#     change: "Take delete and update on the log store away from operators, and bind a read-only auditor role to a group of its own."
#     notEvaluableWhen: "The log store is another system whose rights are not in the repository."
#     waivable: "A small team may need time to separate the duties; show the other safeguard."
#     messages:
#       canErase: "{subject} gets `{role}` where logs are kept (`{namespace}`). Who may change or delete there can remove the trace of what was done."
#       canEraseEverywhere: "{subject} gets `{role}` in the whole cluster, and so where logs are kept. The trace of what was done can be removed."
#       unknownRole: "`{role}` is not among the manifests that were read. Whether {subject} may delete logs is not known."
#       noAuditor: "No role that only reads logs is bound to the group `{group}` here. Whether there are reviewers of their own is not known."
#       notHere: "None of the namespaces for logs ({namespaces}) is in this repository. Who may delete logs is not known."
#   da:
#     title: "Den, der driver systemet, kan ikke slette dets logs"
#     why: "Kan samme person både handle og fjerne sporet, kan misbrug af patientdata ikke bevises."
#     change: "Fjern delete og update på loglageret fra driftens roller, og bind en revisorrolle med kun læseadgang til sin egen gruppe."
#     notEvaluableWhen: "Loglageret er et andet system, hvis rettigheder ikke ligger i repositoriet."
#     waivable: "Ja: Et lille team kan have behov for tid til at adskille funktionerne. Beskriv den anden sikring."
#     messages:
#       canErase: "{subject} får `{role}`, hvor loggene ligger (`{namespace}`). Den, der må ændre eller slette dér, kan fjerne sporet af det, der blev gjort."
#       canEraseEverywhere: "{subject} får `{role}` i hele klyngen og dermed også, hvor loggene ligger. Sporet af det, der blev gjort, kan fjernes."
#       unknownRole: "`{role}` findes ikke blandt de læste manifester. Det vides ikke, om {subject} må slette logs."
#       noAuditor: "Ingen rolle med kun læseadgang til logs er her bundet til gruppen `{group}`. Det vides ikke, om der findes særskilte revisorer."
#       notHere: "Ingen af lognamespacene ({namespaces}) ligger i dette repository. Det vides ikke, hvem der må slette logs."
package tilsyn.inventory.lfu_04

import data.tilsyn.lib.objects
import data.tilsyn.lib.rbac

log_namespaces := {name | some name in object.get(input.parameters, "roles.logNamespaces", ["logging"])}

auditors := object.get(input.parameters, "roles.auditorGroup", "log-revisor")

# The namespaces for logs of which anything is here.
here := {object.get(item.object, ["metadata", "namespace"], "") | some item in objects.applied} & log_namespaces | {item.object.metadata.name |
	some item in objects.by_kind["Namespace"]
	item.object.metadata.name in log_namespaces
}

reaching := [binding |
	some binding in rbac.bindings
	count(here) > 0
	reaches(binding)
]

reaches(binding) if binding.kind == "ClusterRoleBinding"

reaches(binding) if binding.namespace in here

examined := {binding.object | some binding in reaching}

violations contains violation if {
	some binding in reaching
	writes(binding)
	some index, subject in binding.subjects
	person(subject)
	violation := finding(binding, index, subject, fault_of(binding), "fail")
}

violations contains violation if {
	some binding in reaching
	not built_in(binding.role)
	not rbac.rules_of(binding)
	some index, subject in binding.subjects
	person(subject)
	violation := finding(binding, index, subject, "unknownRole", "not-evaluable")
}

fault_of(binding) := "canErase" if {
	binding.kind == "RoleBinding"
} else := "canEraseEverywhere"

finding(binding, index, subject, key, status) := {
	"object": binding.object,
	"path": ["subjects", index],
	"status": status,
	"messageKey": key,
	"params": {"subject": $"{subject.kind}:{subject.name}", "role": binding.role.name, "namespace": binding.namespace},
	"value": {"role": binding.role, "subject": subject},
}

# Components of the control plane are no persons, and system:masters is the business of AUT-08.
person(subject) if {
	subject.kind in {"User", "Group"}
	not startswith(subject.name, "system:")
}

# `system:authenticated` and its like are everybody.
person(subject) if {
	subject.kind == "Group"
	subject.name in {"system:authenticated", "system:unauthenticated"}
}

built_in(role) if {
	role.kind == "ClusterRole"
	role.name in {"cluster-admin", "admin", "edit", "view"}
}

built_in(role) if startswith(role.name, "system:")

writes(binding) if {
	binding.role.kind == "ClusterRole"
	binding.role.name in {"cluster-admin", "admin", "edit"}
}

writes(binding) if {
	some rule in rbac.rules_of(binding)
	changes(rule)
}

changes(rule) if {
	some verb in rule.verbs
	verb in {"*", "update", "patch", "delete", "deletecollection"}
	some resource in rule.resources
	not resource in harmless
}

# Whoever may start a pod, or a shell in one, reaches the volumes.
changes(rule) if {
	"create" in rule.verbs
	some resource in rule.resources
	resource in {"*", "pods", "pods/*", "pods/exec", "pods/attach", "deployments", "daemonsets", "statefulsets", "jobs", "cronjobs"}
}

harmless := {"events", "leases", "selfsubjectaccessreviews", "selfsubjectrulesreviews"}

# A binding to the group of reviewers that only reads, in each namespace for logs.
reviewed := {namespace |
	some binding in reaching
	some subject in binding.subjects
	subject.kind == "Group"
	subject.name == auditors
	not writes(binding)
	reads(binding)
	some namespace in places(binding)
}

places(binding) := {binding.namespace} if {
	binding.kind == "RoleBinding"
} else := here

reads(binding) if binding.role == {"kind": "ClusterRole", "name": "view"}

reads(binding) if {
	some rule in rbac.rules_of(binding)
	count({"get", "list", "*"} & {verb | some verb in rule.verbs}) > 0
}

cluster contains {"messageKey": "noAuditor", "params": {"group": auditors}, "status": "not-evaluable"} if count(here - reviewed) > 0

cluster contains {"messageKey": "notHere", "params": {"namespaces": names}, "status": "not-evaluable"} if {
	count(here) == 0
	names := concat(", ", [$"`{name}`" | some name in sort([name | some name in log_namespaces])])
}
