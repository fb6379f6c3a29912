# METADATA
# title: Ingress and load balancer
# description: Hosts of an Ingress that no entry of `tls` covers, and annotations that keep plain HTTP open.
package tilsyn.controls.enc_01.ingresses

import data.tilsyn.lib.objects

ingresses := [item |
	some item in objects.by_kind["Ingress"]
	item.group in {"networking.k8s.io", "extensions"}
	not acme_solver(item.object)
]

examined := {item.index | some item in ingresses} | {item.index | some item in balancers}

# cert-manager answers ACME's http-01 challenge over plain HTTP by design. The label alone opens no other path.
acme_solver(object) if {
	objects.labels(object)["acme.cert-manager.io/http01-solver"] == "true"
	paths := [path | some rule in object.spec.rules; some path in rule.http.paths]
	count(paths) > 0
	every path in paths {
		startswith(path.path, "/.well-known/acme-challenge/")
	}
	not object.spec.defaultBackend
}

violations contains violation if {
	some item in ingresses
	not tls_by_annotation(item.object)
	some index, rule in item.object.spec.rules
	host := object.get(rule, "host", "")
	not covered(item, host)
	violation := {
		"object": item.index,
		"path": rule_path(index, rule),
		"messageKey": host_key(host),
		"params": {"host": host},
		"value": host,
	}
}

rule_path(index, rule) := ["spec", "rules", index, "host"] if {
	rule.host
} else := ["spec", "rules", index]

host_key("") := "anyHost"

host_key(host) := "host" if host != ""

violations contains violation if {
	some item in ingresses
	not tls_by_annotation(item.object)
	some field in {"defaultBackend", "backend"}
	backend := item.object.spec[field]
	backend != null
	count(entries(item.object)) == 0
	violation := {
		"object": item.index,
		"path": ["spec", field],
		"messageKey": "defaultBackend",
		"params": {},
		"value": backend,
	}
}

entries(object) := [entry | some entry in object.spec.tls; is_object(entry)]

# An entry that names no hosts holds for all of them.
covered(item, _) if {
	some entry in entries(item.object)
	count(object.get(entry, "hosts", [])) == 0
}

covered(item, host) if tls_hosts[item.index][lower(host)]

# A star stands for exactly one label.
covered(item, host) if tls_hosts[item.index][star_above(lower(host))]

# Collected once, and asked by index: `in` goes through a whole set in wasm.
tls_hosts := {item.index: hosts |
	some item in ingresses
	hosts := {lower(name) | some entry in entries(item.object); some name in entry.hosts}
}

star_above(host) := concat(".", ["*", concat(".", array.slice(labels, 1, count(labels)))]) if {
	labels := split(host, ".")
	count(labels) > 2
	labels[0] != "*"
}

# Controllers that take certificate and listener from annotations. The class decides who serves the Ingress, so an annotation of another controller proves nothing.
tls_by_annotation(object) if {
	class := ingress_class(object)
	some entry in annotated_tls
	entry.class == class
	regex.match(entry.value, objects.annotations(object)[entry.annotation])
}

annotated_tls := [
	{"class": "alb", "annotation": "alb.ingress.kubernetes.io/certificate-arn", "value": `.`},
	{"class": "alb", "annotation": "alb.ingress.kubernetes.io/listen-ports", "value": `^[^P]*"HTTPS"`},
	{"class": "gce", "annotation": "ingress.gcp.kubernetes.io/pre-shared-cert", "value": `.`},
	{"class": "gce", "annotation": "networking.gke.io/managed-certificates", "value": `.`},
	{"class": "azure/application-gateway", "annotation": "appgw.ingress.kubernetes.io/appgw-ssl-certificate", "value": `.`},
	{"class": "azure-application-gateway", "annotation": "appgw.ingress.kubernetes.io/appgw-ssl-certificate", "value": `.`},
]

ingress_class(object) := object.spec.ingressClassName if {
	is_string(object.spec.ingressClassName)
} else := objects.annotations(object)["kubernetes.io/ingress.class"]

# Annotation and value that leave plain HTTP open beside TLS.
redirect_off := {
	"nginx.ingress.kubernetes.io/ssl-redirect": "false",
	"ingress.kubernetes.io/ssl-redirect": "false",
	"haproxy.org/ssl-redirect": "false",
	"haproxy-ingress.github.io/ssl-redirect": "false",
	"nginx.org/redirect-to-https": "false",
	"ingress.kubernetes.io/allow-http": "true",
	"kubernetes.io/ingress.allow-http": "true",
	"appgw.ingress.kubernetes.io/ssl-redirect": "false",
}

violations contains violation if {
	some item in ingresses
	some annotation, off in redirect_off
	value := objects.annotations(item.object)[annotation]
	lower(trim_space(value)) == off
	not forced(item.object, annotation)
	violation := {
		"object": item.index,
		"path": ["metadata", "annotations", annotation],
		"messageKey": "redirectOff",
		"params": {"annotation": annotation, "value": value},
		"value": value,
	}
}

# ingress-nginx redirects when either of the two is on.
forced(object, "nginx.ingress.kubernetes.io/ssl-redirect") if {
	objects.annotations(object)["nginx.ingress.kubernetes.io/force-ssl-redirect"] == "true"
}

# A load balancer told that its back ends speak HTTP, and given no certificate, speaks HTTP to the world.
balancers := [item |
	some item in objects.by_kind["Service"]
	item.group == ""
	item.object.spec.type == "LoadBalancer"
	lower(objects.annotations(item.object)[backend_protocol]) == "http"
]

backend_protocol := "service.beta.kubernetes.io/aws-load-balancer-backend-protocol"

certificate := "service.beta.kubernetes.io/aws-load-balancer-ssl-cert"

violations contains violation if {
	some item in balancers
	object.get(objects.annotations(item.object), certificate, "") == ""
	violation := {
		"object": item.index,
		"path": ["metadata", "annotations", certificate],
		"messageKey": "loadBalancer",
		"params": {"annotation": certificate},
	}
}
