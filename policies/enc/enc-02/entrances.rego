# METADATA
# title: Where certificates are used
# description: |
#   The Secrets that an Ingress or a Gateway serves from, and where each comes from. One that lies in the repository is renewed by nobody, sealed or not.
package tilsyn.inventory.enc_02.entrances

import data.tilsyn.inventory.enc_02.requests
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

all := array.concat(ingresses, gateways)

ingresses := [entrance |
	some item in objects.by_kind["Ingress"]
	item.group in {"networking.k8s.io", "extensions"}
	some index, entry in item.object.spec.tls
	is_object(entry)
	entrance := {
		"object": item.index,
		"path": ["spec", "tls", index, "secretName"],
		"namespace": requests.namespace(item),
		"secret": requests.text(entry, "secretName"),
	}
]

# A listener that hands the traffic on as it is has no certificate of its own.
gateways := [entrance |
	some item in objects.by_kind["Gateway"]
	item.group == "gateway.networking.k8s.io"
	some index, listener in item.object.spec.listeners
	object.get(listener, ["tls", "mode"], "Terminate") == "Terminate"
	some at, ref in listener.tls.certificateRefs
	object.get(ref, "kind", "Secret") == "Secret"
	entrance := {
		"object": item.index,
		"path": ["spec", "listeners", index, "tls", "certificateRefs", at, "name"],
		"namespace": requests.or_else(requests.text(ref, "namespace"), requests.namespace(item)),
		"secret": requests.text(ref, "name"),
	}
]

managed[[request.namespace, secret]] := true if {
	some request in requests.all
	some secret in request.secrets
	secret != ""
}

kept[[requests.namespace(item), values.name(values.section(item.object, "metadata"))]] := true if {
	some item in objects.of_kinds({"Secret", "SealedSecret"})
	holds_certificate(item)
}

holds_certificate(item) if {
	item.group == ""
	item.kind == "Secret"
	item.object.type == "kubernetes.io/tls"
}

holds_certificate(item) if {
	item.group == ""
	item.kind == "Secret"
	some section in ["data", "stringData"]
	_ = item.object[section]["tls.crt"]
}

holds_certificate(item) if {
	item.group == "bitnami.com"
	item.kind == "SealedSecret"
	_ = item.object.spec.encryptedData["tls.crt"]
}

violations contains violation if {
	some entrance in all
	key := fault(entrance)
	violation := object.union(status_of(key), {
		"object": entrance.object,
		"path": entrance.path,
		"messageKey": key,
		"params": {"secret": entrance.secret},
		"value": entrance.secret,
	})
}

fault(entrance) := "noSecret" if {
	entrance.secret == ""
} else := "byHand" if {
	kept[[entrance.namespace, entrance.secret]]
	not managed[[entrance.namespace, entrance.secret]]
} else := "unmanaged" if {
	not managed[[entrance.namespace, entrance.secret]]
}

status_of("byHand") := {}

status_of(key) := {"status": "not-evaluable"} if key != "byHand"
