# METADATA
# title: "No container runs privileged"
# custom:
#   id: WKL-02
#   family: WKL
#   severity: critical
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#       - {id: "8.27", title: "Secure system architecture and engineering principles"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.2.2", "5.2.11"], "1.10": ["5.2.2", "5.2.11"], "1.11": ["5.2.2", "5.2.11"], "1.12": ["5.2.2", "5.2.10"], "2.0": ["5.2.2", "5.2.10"]}
#     pss: baseline
#     datatilsynet: []
#   waivable: {value: true, approvals: 2, except: ["patient-namespace"]}
#   parameters:
#     - {name: "wkl.platformExceptions", default: "built-in list (Falco, CSI drivers, velero node-agent and the like), by name and exact field", source: "house default"}
#   en:
#     why: "A privileged container owns the machine it runs on, and so every patient system on it."
#     change: "Remove privileged: true (and hostProcess on Windows); give the one capability or device that is really needed."
#     notEvaluableWhen: "The pod spec is made by an operator from a custom resource that tilsyn does not know."
#     waivable: "Platform components only, with two approvals; never in a patient namespace."
#     messages:
#       privileged: "Container `{container}` has `privileged: true`. It owns the machine it runs on and every patient system there."
#       hostProcess: "Container `{container}` has `hostProcess: true` in `windowsOptions`. It runs as a process of the Windows machine itself."
#       podHostProcess: "The pod has `hostProcess: true` in `windowsOptions`. Its containers run as processes of the Windows machine itself."
#       operatorPrivileged: "The resource asks its operator for a container with `privileged: true`. It will own the machine it runs on."
#   da:
#     title: "Ingen container kører som privileged"
#     why: "En privileged container råder over hele maskinen og dermed over alle patientsystemer på den."
#     change: "Fjern privileged: true (og hostProcess på Windows). Giv kun den ene capability eller enhed, der reelt er behov for."
#     notEvaluableWhen: "Pod-specifikationen dannes af en operator ud fra en ressourcetype, som tilsyn ikke kender."
#     waivable: "Ja, kun til platformskomponenter og med to godkendelser. Aldrig i et namespace med patientdata."
#     messages:
#       privileged: "Containeren `{container}` har `privileged: true`. Den råder over hele maskinen og alle patientsystemer på den."
#       hostProcess: "Containeren `{container}` har `hostProcess: true` i `windowsOptions`. Den kører som en proces på selve Windows-maskinen."
#       podHostProcess: "Podden har `hostProcess: true` i `windowsOptions`. Dens containere kører som processer på selve Windows-maskinen."
#       operatorPrivileged: "Ressourcen beder sin operator om en container med `privileged: true`. Den kommer til at råde over hele maskinen."
package tilsyn.controls.wkl_02

import data.tilsyn.lib.pods
import data.tilsyn.lib.values

examined := pods.examined

violations contains violation if {
	some container in pods.containers
	pods.privileged(container)
	violation := {
		"object": container.object,
		"path": array.concat(container.path, ["securityContext", "privileged"]),
		"container": container.name,
		"messageKey": "privileged",
		"params": {"container": container.name},
		"value": container.security.privileged,
	}
}

violations contains violation if {
	some container in pods.containers
	values.on(container.security.windowsOptions, "hostProcess")
	violation := {
		"object": container.object,
		"path": array.concat(container.path, ["securityContext", "windowsOptions", "hostProcess"]),
		"container": container.name,
		"messageKey": "hostProcess",
		"params": {"container": container.name},
		"value": container.security.windowsOptions.hostProcess,
	}
}

violations contains violation if {
	some pod in pods.specs
	values.on(pod.security.windowsOptions, "hostProcess")
	violation := {
		"object": pod.object,
		"path": array.concat(pod.path, ["securityContext", "windowsOptions", "hostProcess"]),
		"messageKey": "podHostProcess",
		"params": {},
		"value": pod.security.windowsOptions.hostProcess,
	}
}

# A security context that a custom resource hands to a container its operator makes.
violations contains violation if {
	some field in pods.fields
	field.last in {"securityContext", "containerSecurityContext"}
	values.on(field.value, "privileged")
	violation := {
		"object": field.object,
		"path": array.concat(field.path, ["privileged"]),
		"messageKey": "operatorPrivileged",
		"params": {},
		"value": field.value.privileged,
	}
}
