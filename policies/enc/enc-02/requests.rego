# METADATA
# title: What certificates are asked for
# description: |
#   A request is a Certificate, or the annotations by which an Ingress or a Gateway has one made (cert-manager.io, usage/ingress). Both come to one shape: where
#   each field stands and what it says.
package tilsyn.inventory.enc_02.requests

import data.tilsyn.inventory.enc_02.issuers
import data.tilsyn.lib.durations
import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

all := array.concat(certificates, annotated)

certificates := [request |
	some item in objects.by_kind["Certificate"]
	item.group == "cert-manager.io"
	spec := values.section(item.object, "spec")
	key := values.section(spec, "privateKey")
	ref := values.section(spec, "issuerRef")
	request := {
		"object": item.index,
		"namespace": namespace(item),
		"secrets": {text(spec, "secretName")},
		"hosts": {lower(host) | some field in ["dnsNames", "ipAddresses"]; some host in spec[field]; is_string(host)} | common_name(spec),
		"authority": object.get(spec, "isCA", false) == true,
		"issuer": {"kind": or_else(text(ref, "kind"), "Issuer"), "name": text(ref, "name"), "group": or_else(text(ref, "group"), "cert-manager.io")},
		"fields": {
			"issuer": ["spec", "issuerRef"],
			"duration": ["spec", "duration"],
			"renewBefore": ["spec", "renewBefore"],
			"rotation": ["spec", "privateKey", "rotationPolicy"],
			"algorithm": ["spec", "privateKey", "algorithm"],
			"size": ["spec", "privateKey", "size"],
		},
		"duration": text(spec, "duration"),
		"renewBefore": text(spec, "renewBefore"),
		"rotation": text(key, "rotationPolicy"),
		"algorithm": text(key, "algorithm"),
		"size": object.get(key, "size", null),
	}
]

annotated := [request |
	some item in objects.of_groups(object.keys(asks))
	asks[item.group][item.kind]
	notes := objects.annotations(item.object)
	some annotation, kind in {"cert-manager.io/cluster-issuer": "ClusterIssuer", "cert-manager.io/issuer": or_else(text(notes, "cert-manager.io/issuer-kind"), "Issuer")}
	text(notes, annotation) != ""
	request := {
		"object": item.index,
		"namespace": namespace(item),
		"secrets": asked_secrets(item.object),
		"hosts": asked_hosts(item.object),
		"authority": false,
		"issuer": {"kind": kind, "name": notes[annotation], "group": or_else(text(notes, "cert-manager.io/issuer-group"), "cert-manager.io")},
		"fields": {field: ["metadata", "annotations", name] | some field, name in object.union(names, {"issuer": annotation})},
		"duration": text(notes, names.duration),
		"renewBefore": text(notes, names.renewBefore),
		"rotation": text(notes, names.rotation),
		"algorithm": text(notes, names.algorithm),
		"size": number(text(notes, names.size)),
	}
]

asks := {"networking.k8s.io": {"Ingress": true}, "extensions": {"Ingress": true}, "gateway.networking.k8s.io": {"Gateway": true}}

names := {
	"duration": "cert-manager.io/duration",
	"renewBefore": "cert-manager.io/renew-before",
	"rotation": "cert-manager.io/private-key-rotation-policy",
	"algorithm": "cert-manager.io/private-key-algorithm",
	"size": "cert-manager.io/private-key-size",
}

asked_secrets(value) := {name | some entry in value.spec.tls; name := text(entry, "secretName"); name != ""} | {name |
	some listener in value.spec.listeners
	some ref in listener.tls.certificateRefs
	name := text(ref, "name")
}

asked_hosts(value) := {lower(host) | some entry in value.spec.tls; some host in entry.hosts; is_string(host)} | {lower(listener.hostname) |
	some listener in value.spec.listeners
	is_string(listener.hostname)
}

common_name(spec) := {lower(spec.commonName)} if {
	is_string(spec.commonName)
	count(object.get(spec, "dnsNames", [])) == 0
} else := set()

text(parent, field) := parent[field] if {
	is_string(parent[field])
} else := ""

or_else(found, _) := found if found != ""

or_else("", otherwise) := otherwise

number(found) := to_number(found) if {
	regex.match(`^[0-9]{1,6}$`, found)
} else := null

namespace(item) := text(values.section(item.object, "metadata"), "namespace")

violations contains violation if {
	some request in all
	some field in ["duration", "renewBefore", "rotation", "algorithm"]
	images.unresolved(request[field])
	violation := doubt(request, field, "unresolved", {"field": written(request, field)}, request[field])
}

violations contains violation if {
	some request in all
	some field in ["duration", "renewBefore"]
	request[field] != ""
	not images.unresolved(request[field])
	not durations.seconds(request[field])
	violation := doubt(request, field, "unknownDuration", {"field": written(request, field)}, request[field])
}

violations contains violation if {
	some request in all
	allowed := issuers.longest(request)
	durations.longer(request.duration, allowed)
	violation := finding(request, "duration", "tooLong", {"found": request.duration, "allowed": allowed}, request.duration)
}

# Without a duration cert-manager asks for 90 days.
violations contains violation if {
	some request in all
	durations.seconds(request.renewBefore) >= durations.seconds(or_else(request.duration, "90d"))
	violation := finding(request, "renewBefore", "renewalTooLate", {"found": request.renewBefore}, request.renewBefore)
}

# Left out, the key changes at every renewal since cert-manager 1.18.
violations contains violation if {
	some request in all
	lower(request.rotation) == "never"
	violation := finding(request, "rotation", "keyStays", {}, request.rotation)
}

violations contains violation if {
	some request in all
	limit := smallest[upper(or_else(request.algorithm, "RSA"))]
	is_number(request.size)
	request.size < limit
	violation := finding(request, "size", "weakKey", {"algorithm": upper(or_else(request.algorithm, "RSA")), "found": request.size, "allowed": limit}, request.size)
}

violations contains violation if {
	some request in all
	request.algorithm != ""
	not images.unresolved(request.algorithm)
	not upper(request.algorithm) in {"RSA", "ECDSA", "ED25519"}
	violation := finding(request, "algorithm", "unknownKey", {"found": request.algorithm}, request.algorithm)
}

smallest := {
	"RSA": object.get(input.parameters, "cert.minRsaBits", 2048),
	"ECDSA": object.get(input.parameters, "cert.minEcdsaBits", 256),
}

written(request, field) := concat(".", array.slice(path, 1, count(path))) if path := request.fields[field]

finding(request, field, key, params, value) := {
	"object": request.object,
	"path": request.fields[field],
	"messageKey": key,
	"params": params,
	"value": value,
}

doubt(request, field, key, params, value) := object.union(finding(request, field, key, params, value), {"status": "not-evaluable"})
