# METADATA
# title: Gateways
# description: Listeners of Gateway API and servers of an Istio Gateway that speak plain HTTP and do more than redirect.
package tilsyn.controls.enc_01.gateways

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

gateways := [item |
	some item in objects.by_kind["Gateway"]
	item.group == "gateway.networking.k8s.io"
]

istio_gateways := [item |
	some item in objects.by_kind["Gateway"]
	item.group == "networking.istio.io"
]

examined := {item.index | some item in gateways} | {item.index | some item in istio_gateways}

# Which routes a listener gets is settled in the cluster. It passes only if routes of the same run are seen to attach to it and all of them only redirect.
violations contains violation if {
	some item in gateways
	some index, listener in item.object.spec.listeners
	upper(listener.protocol) == "HTTP"
	routes := attached(item, listener)
	key := listener_key(routes)
	violation := {
		"object": item.index,
		"path": ["spec", "listeners", index, "protocol"],
		"messageKey": key,
		"params": {"listener": values.name(listener), "route": first_serving(routes)},
		"value": listener.protocol,
	}
}

listener_key(routes) := "listenerWithoutRoutes" if {
	count(routes) == 0
} else := "listenerServes" if {
	first_serving(routes) != ""
}

first_serving(routes) := names[0] if {
	names := sort([route.metadata.name | some route in routes; not only_redirects(route)])
	count(names) > 0
} else := ""

attached(item, listener) := [related.object |
	some related in item.entry.related
	related.role == "route"
	points_at(related.object, item.object, listener)
]

points_at(route, gateway, listener) if {
	some parent in route.spec.parentRefs
	parent.name == gateway.metadata.name
	object.get(parent, "kind", "Gateway") == "Gateway"
	object.get(parent, "sectionName", listener.name) == listener.name
	object.get(parent, "port", listener.port) == listener.port
}

only_redirects(route) if {
	rules := object.get(route.spec, "rules", [])
	count(rules) > 0
	every rule in rules {
		redirects(rule)
	}
}

redirects(rule) if {
	some filter in rule.filters
	filter.type == "RequestRedirect"
	lower(filter.requestRedirect.scheme) == "https"
}

violations contains violation if {
	some item in istio_gateways
	some index, server in item.object.spec.servers
	upper(server.port.protocol) in {"HTTP", "HTTP2", "GRPC", "GRPC-WEB"}
	object.get(server, ["tls", "httpsRedirect"], false) != true
	violation := {
		"object": item.index,
		"path": ["spec", "servers", index, "port", "protocol"],
		"messageKey": "istioServer",
		"params": {"port": object.get(server.port, "number", 0)},
		"value": {"protocol": server.port.protocol, "port": object.get(server.port, "number", 0), "hosts": object.get(server, "hosts", [])},
	}
}
