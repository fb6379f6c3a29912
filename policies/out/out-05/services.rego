# METADATA
# title: Services that are open past the entrance
package tilsyn.controls.out_05.services

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

services := [item |
	some item in objects.by_kind["Service"]
	item.group == ""
]

examined := {item.index | some item in services} | {made.object | some made in made_services}

judged := [item |
	some item in services
	not allowed(item.object)
]

allowed(service) if {
	name := concat("/", [object.get(service, ["metadata", "namespace"], "default"), values.name(service.metadata)])
	name in object.get(input.parameters, "exposure.allowedServices", [])
}

open_types := {"LoadBalancer": "loadBalancer", "NodePort": "nodePort"}

violations contains violation if {
	some item in judged
	type := item.object.spec.type
	violation := {
		"object": item.index,
		"path": ["spec", "type"],
		"messageKey": open_types[type],
		"params": {},
		"value": type,
	}
}

# The type does not matter: kube-proxy takes traffic for these addresses in any case.
violations contains violation if {
	some item in judged
	some index, address in item.object.spec.externalIPs
	violation := {
		"object": item.index,
		"path": ["spec", "externalIPs", index],
		"messageKey": "externalIp",
		"params": {"address": address},
		"value": address,
	}
}

# Operators make Services from a template or a type in their custom resources. Releases and definitions are left out: those are rendered, and these hold schemas.
made_services := [made |
	some item in objects.applied
	contains(item.group, ".")
	not item.group in {"apiextensions.k8s.io", "helm.toolkit.fluxcd.io", "argoproj.io", "helm.cattle.io", "constraints.gatekeeper.sh", "kyverno.io", "templates.gatekeeper.sh"}
	regex.match(`(?i)"(loadbalancer|nodeport)"`, json.marshal(item.object))
	walk(item.object, [path, value])
	is_string(value)
	path[count(path) - 1] == "type"
	about_services(path)
	type := types[lower(value)]
	made := {"object": item.index, "path": path, "type": type}
]

types := {"loadbalancer": "LoadBalancer", "nodeport": "NodePort"}

about_services(path) if {
	some step in path
	is_string(step)
	regex.match(`(?i)service|listener|expose|loadbalancer`, step)
}

violations contains violation if {
	some made in made_services
	violation := {
		"object": made.object,
		"path": made.path,
		"messageKey": "madeService",
		"params": {"type": made.type},
		"value": made.type,
	}
}
