# METADATA
# title: Routers with objects of their own
# description: Traefik's IngressRoute and OpenShift's Route.
package tilsyn.controls.enc_01.routers

import data.tilsyn.lib.objects

traefik := [item |
	some item in objects.by_kind["IngressRoute"]
	item.group in {"traefik.io", "traefik.containo.us"}
]

openshift := [item |
	some item in objects.by_kind["Route"]
	item.group == "route.openshift.io"
]

examined := {item.index | some item in traefik} | {item.index | some item in openshift}

violations contains violation if {
	some item in traefik
	object.get(item.object, ["spec", "tls"], null) == null
	not only_redirects(item)
	key := traefik_key(item.object)
	violation := {
		"object": item.index,
		"path": ["spec", "tls"],
		"status": {"ingressRoute": "fail", "entryPointDecides": "not-evaluable"}[key],
		"messageKey": key,
		"params": {},
		"value": object.get(item.object, ["spec", "entryPoints"], []),
	}
}

# Traefik's chart turns TLS on for the entry point `websecure`; whether this cluster does is written in Traefik's own configuration.
traefik_key(object) := "entryPointDecides" if {
	object.spec.entryPoints == ["websecure"]
} else := "ingressRoute"

only_redirects(item) if {
	count(item.object.spec.routes) > 0
	every route in item.object.spec.routes {
		redirects(item, route)
	}
}

# `noop@internal` is Traefik's service that answers nothing: a route to it can do no more than its middlewares.
redirects(_, route) if {
	count(route.services) > 0
	every service in route.services {
		service.kind == "TraefikService"
		service.name == "noop@internal"
	}
}

redirects(item, route) if {
	some reference in route.middlewares
	some related in item.entry.related
	related.role == "middleware"
	related.object.metadata.name == reference.name
	object.get(reference, "namespace", own_namespace(item.object)) == own_namespace(related.object)
	lower(related.object.spec.redirectScheme.scheme) == "https"
}

own_namespace(value) := object.get(value, ["metadata", "namespace"], "")

violations contains violation if {
	some item in openshift
	object.get(item.object, ["spec", "tls"], null) == null
	violation := {
		"object": item.index,
		"path": ["spec", "tls"],
		"messageKey": "route",
		"params": {"host": object.get(item.object, ["spec", "host"], "")},
	}
}

violations contains violation if {
	some item in openshift
	policy := item.object.spec.tls.insecureEdgeTerminationPolicy
	lower(policy) == "allow"
	violation := {
		"object": item.index,
		"path": ["spec", "tls", "insecureEdgeTerminationPolicy"],
		"messageKey": "routeAllowsPlain",
		"params": {},
		"value": policy,
	}
}
