# METADATA
# title: Hosts that stand for many names
# description: Only what attaches to the entrance; a Gateway is the entrance itself.
package tilsyn.controls.out_05.hosts

import data.tilsyn.lib.objects

examined := {item.index |
	some item in array.concat(array.concat(ingresses, routes), array.concat(array.concat(virtual_services, ingress_routes), openshift_routes))
}

ingresses := [item |
	some item in objects.by_kind["Ingress"]
	item.group in {"networking.k8s.io", "extensions"}
	not acme_solver(item.object)
]

# cert-manager answers ACME's http-01 challenge at run time, and only below this path.
acme_solver(object) if {
	objects.labels(object)["acme.cert-manager.io/http01-solver"] == "true"
	paths := [path | some rule in object.spec.rules; some path in rule.http.paths]
	count(paths) > 0
	every path in paths {
		startswith(path.path, "/.well-known/acme-challenge/")
	}
}

violations contains violation if {
	some item in ingresses
	some index, rule in item.object.spec.rules
	host := object.get(rule, "host", "")
	key := fault(host)
	violation := finding(item, at(rule, ["spec", "rules", index]), key, host)
}

at(rule, path) := array.concat(path, ["host"]) if {
	is_string(rule.host)
} else := path

fault(host) := "anyHost" if {
	host in {"", null, "*"}
} else := "wildcardHost" if {
	contains(host, "*")
}

# Without rules the default backend answers for every host.
violations contains violation if {
	some item in ingresses
	some field in {"backend", "defaultBackend"}
	item.object.spec[field] != null
	violation := finding(item, ["spec", field], "anyHost", "")
}

routes := [item |
	some item in objects.of_kinds({"HTTPRoute", "GRPCRoute", "TLSRoute"})
	item.group == "gateway.networking.k8s.io"
]

# A route without hosts has those of the listener.
violations contains violation if {
	some item in routes
	some index, host in item.object.spec.hostnames
	key := fault(host)
	violation := finding(item, ["spec", "hostnames", index], key, host)
}

# Without a gateway, or with `mesh` alone, the service is seen inside the mesh only.
virtual_services := [item |
	some item in objects.by_kind["VirtualService"]
	item.group == "networking.istio.io"
	some gateway in item.object.spec.gateways
	gateway != "mesh"
]

violations contains violation if {
	some item in virtual_services
	some index, host in item.object.spec.hosts
	key := fault(host)
	violation := finding(item, ["spec", "hosts", index], key, host)
}

ingress_routes := [item |
	some item in objects.of_kinds({"IngressRoute", "IngressRouteTCP"})
	item.group in {"traefik.io", "traefik.containo.us"}
]

violations contains violation if {
	some item in ingress_routes
	some index, route in item.object.spec.routes
	is_string(route.match)
	key := matcher_fault(route.match)
	violation := finding(item, ["spec", "routes", index, "match"], key, route.match)
}

matcher_fault(text) := "anyHost" if {
	not regex.match(`\b(Host|HostSNI|HostHeader|HostRegexp|HostSNIRegexp)\(`, text)
} else := "anyHost" if {
	regex.match("\\bHostSNI\\([`\"']\\*[`\"']\\)", text)
} else := "wildcardHost" if {
	regex.match(`\b(HostRegexp|HostSNIRegexp)\(`, text)
}

openshift_routes := [item |
	some item in objects.by_kind["Route"]
	item.group == "route.openshift.io"
]

violations contains violation if {
	some item in openshift_routes
	item.object.spec.wildcardPolicy == "Subdomain"
	violation := finding(item, ["spec", "wildcardPolicy"], "wildcardHost", object.get(item.object.spec, "host", ""))
}

finding(item, path, key, host) := {
	"object": item.index,
	"path": path,
	"messageKey": key,
	"params": {"host": host},
	"value": host,
}
