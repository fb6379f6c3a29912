# METADATA
# title: "Full cluster rights go only to the named few"
# custom:
#   id: AUT-07
#   family: AUT
#   severity: critical
#   scope: [I]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.2", title: "Privileged access rights"}
#     gdpr: ["25(2)", "32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.1"], "1.10": ["5.1.1"], "1.11": ["5.1.1"], "1.12": ["5.1.1"], "2.0": ["5.1.1"]}
#     pss: null
#     datatilsynet: ["Minimering af privilegerede adgangsrettigheder", "Minimering af antal autorisationsansvarlige og brugeradministratorer"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "rbac.clusterAdminAllow", default: [], source: "house default"}
#   en:
#     why: "An account with cluster-admin can read every patient record in the cluster and remove the traces. Every extra holder is another way in."
#     change: "Remove the binding, or give a narrower role. If the subject really needs it, add it to the allow-list through the security team."
#     notEvaluableWhen: "The role that is bound is not in the render, so its power is unknown."
#     waivable: "Only as a time-limited grant with two approvals; a lasting need belongs on the allow-list."
#     messages:
#       clusterAdmin: "{subject} gets `cluster-admin`. It may do everything in the cluster."
#       equalRole: "{subject} gets `{role}`, which allows every action on every resource. That is the same as `cluster-admin`."
#       systemNamespace: "{subject} gets full rights in `kube-system`. From there the whole cluster can be taken over."
#       unknownRole: "`{role}` is not among the manifests that were read. How much it gives to {subject} is not known."
#   da:
#     title: "Fulde rettigheder i klyngen gives kun til få, navngivne grupper"
#     why: "En konto med cluster-admin kan læse alle patientdata i klyngen og fjerne sporene. Hver ekstra indehaver er en ekstra vej ind."
#     change: "Fjern bindingen, eller giv en snævrere rolle. Er behovet reelt, optages gruppen på listen via sikkerhedsteamet."
#     notEvaluableWhen: "Den rolle, der bindes til, findes ikke blandt de læste manifester, så dens rettigheder kendes ikke."
#     waivable: "Ja, kun som tidsbegrænset adgang med to godkendelser. Et varigt behov hører til på listen."
#     messages:
#       clusterAdmin: "{subject} får `cluster-admin` og må dermed alt i klyngen."
#       equalRole: "{subject} får `{role}`, som tillader alle handlinger på alle ressourcer. Det svarer til `cluster-admin`."
#       systemNamespace: "{subject} får fulde rettigheder i `kube-system`. Derfra kan hele klyngen overtages."
#       unknownRole: "`{role}` findes ikke blandt de læste manifester. Det vides ikke, hvor meget den giver til {subject}."
package tilsyn.inventory.aut_07

import data.tilsyn.lib.rbac

examined := {binding.object | some binding in rbac.bindings}

violations contains violation if {
	some binding in rbac.bindings
	some index, subject in binding.subjects
	not allowed(subject)
	fault := fault_of(binding)
	violation := object.union(
		{
			"object": binding.object,
			"path": ["subjects", index],
			"messageKey": fault,
			"params": {"subject": label(subject), "role": binding.role.name},
			"value": {"role": binding.role, "subject": subject},
		},
		status_of(fault),
	)
}

fault_of(binding) := "clusterAdmin" if {
	binding.kind == "ClusterRoleBinding"
	binding.role.name == "cluster-admin"
} else := "equalRole" if {
	binding.kind == "ClusterRoleBinding"
	rbac.unlimited(rbac.rules_of(binding))
} else := "systemNamespace" if {
	binding.namespace == "kube-system"
	full_power(binding)
} else := "unknownRole" if {
	binding.kind == "ClusterRoleBinding"
	not built_in(binding.role.name)
	not rbac.rules_of(binding)
}

full_power(binding) if binding.role == {"kind": "ClusterRole", "name": "cluster-admin"}

full_power(binding) if rbac.unlimited(rbac.rules_of(binding))

# Roles that the API server makes itself at every start; none but cluster-admin is unlimited.
built_in(name) if startswith(name, "system:")

built_in(name) if name in {"admin", "edit", "view"}

# Components of the control plane are no persons and get their rights from Kubernetes; the group system:masters is the business of AUT-08.
allowed(subject) if {
	subject.kind == "User"
	startswith(subject.name, "system:")
}

allowed(subject) if {
	subject.kind == "Group"
	subject.name == "system:masters"
}

# Entries are `Group:name`, `User:name` or `ServiceAccount:namespace/name`.
allowed(subject) if label(subject) in object.get(input.parameters, "rbac.clusterAdminAllow", [])

label(subject) := $"ServiceAccount:{object.get(subject, "namespace", "")}/{object.get(subject, "name", "")}" if {
	subject.kind == "ServiceAccount"
} else := $"{object.get(subject, "kind", "")}:{object.get(subject, "name", "")}"

status_of("unknownRole") := {"status": "not-evaluable"}

status_of(fault) := {} if fault != "unknownRole"
