# METADATA
# title: "Pods stay out of the host's processes, network and ports"
# custom:
#   id: WKL-03
#   family: WKL
#   severity: high
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.22", title: "Segregation of networks"}
#       - {id: "8.27", title: "Secure system architecture and engineering principles"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.2.3", "5.2.4", "5.2.5", "5.2.13"], "1.10": ["5.2.3", "5.2.4", "5.2.5", "5.2.13"], "1.11": ["5.2.3", "5.2.4", "5.2.5", "5.2.13"], "1.12": ["5.2.3", "5.2.4", "5.2.5", "5.2.12"], "2.0": ["5.2.3", "5.2.4", "5.2.5", "5.2.12"]}
#     pss: baseline
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "wkl.platformExceptions", default: "built-in list, by name and exact field", source: "house default"}
#   en:
#     why: "A pod in the host's network sees traffic of other patient systems and slips past the network policies."
#     change: "Remove hostPID, hostIPC, hostNetwork and hostPort; publish through a Service or Gateway."
#     notEvaluableWhen: "The pod spec is made by an operator from a custom resource that tilsyn does not know."
#     waivable: "Network and monitoring agents need it; name the component and the field."
#     messages:
#       hostPID: "The pod has `hostPID`. It sees the processes of the machine, those of patient systems included."
#       hostIPC: "The pod has `hostIPC`. It shares memory with other processes of the machine."
#       hostNetwork: "The pod has `hostNetwork`. It sees other patient systems' traffic, and network policies do not reach it."
#       hostPort: "Container `{container}` opens `hostPort` {port} on the machine. The port is reachable past Service and Gateway."
#       operatorHostNetwork: "The resource asks its operator for pods in the host's network. Network policies do not reach them."
#   da:
#     title: "Pods holder sig fra værtens processer, netværk og porte"
#     why: "En pod på værtens netværk kan se andre patientsystemers trafik og går uden om netværkspolitikkerne."
#     change: "Fjern hostPID, hostIPC, hostNetwork og hostPort. Udstil i stedet via en Service eller Gateway."
#     notEvaluableWhen: "Pod-specifikationen dannes af en operator ud fra en ressourcetype, som tilsyn ikke kender."
#     waivable: "Ja, til netværks- og overvågningsagenter. Angiv komponent og felt."
#     messages:
#       hostPID: "Podden har `hostPID`. Den ser maskinens processer, også patientsystemernes."
#       hostIPC: "Podden har `hostIPC`. Den deler hukommelse med maskinens andre processer."
#       hostNetwork: "Podden har `hostNetwork`. Den ser andre patientsystemers trafik, og netværkspolitikker gælder ikke for den."
#       hostPort: "Containeren `{container}` åbner `hostPort` {port} på maskinen. Porten kan nås uden om Service og Gateway."
#       operatorHostNetwork: "Ressourcen beder sin operator om pods på værtens netværk. Netværkspolitikker gælder ikke for dem."
package tilsyn.controls.wkl_03

import data.tilsyn.lib.pods
import data.tilsyn.lib.values

examined := pods.examined

namespaces := {"hostPID", "hostIPC", "hostNetwork"}

violations contains violation if {
	some pod in pods.specs
	some field in namespaces
	values.on(pod.spec, field)
	violation := {
		"object": pod.object,
		"path": array.concat(pod.path, [field]),
		"messageKey": field,
		"params": {},
		"value": pod.spec[field],
	}
}

# Under hostNetwork every port is a host port: admission copies containerPort to hostPort, so it is one fact and is reported once.
violations contains violation if {
	some container in pods.containers
	not values.on(container.pod.spec, "hostNetwork")
	some index, port in container.value.ports
	not object.get(port, "hostPort", 0) in {0, null}
	violation := {
		"object": container.object,
		"path": array.concat(container.path, ["ports", index, "hostPort"]),
		"container": container.name,
		"messageKey": "hostPort",
		"params": {"container": container.name, "port": port.hostPort},
		"value": port.hostPort,
	}
}

violations contains violation if {
	some field in pods.fields
	on_host_network(field)
	violation := {
		"object": field.object,
		"path": field.path,
		"messageKey": "operatorHostNetwork",
		"params": {},
		"value": field.value,
	}
}

on_host_network(field) if {
	field.last == "hostNetwork"
	field.value != false
}

# Rook writes the host's network as a network provider.
on_host_network(field) if {
	field.last == "provider"
	field.value == "host"
}
