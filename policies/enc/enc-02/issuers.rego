# METADATA
# title: Whom certificates come from
package tilsyn.inventory.enc_02.issuers

import data.tilsyn.inventory.enc_02.requests
import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

issuers[[item.kind, namespace, values.name(values.section(item.object, "metadata"))]] := values.section(item.object, "spec") if {
	some item in objects.of_kinds({"Issuer", "ClusterIssuer"})
	item.group == "cert-manager.io"
	namespace := home(item.kind, requests.namespace(item))
}

# A cluster's issuer has no namespace, whatever is written.
home("ClusterIssuer", _) := ""

home(kind, namespace) := namespace if kind != "ClusterIssuer"

issuer(request) := issuers[[request.issuer.kind, home(request.issuer.kind, request.namespace), request.issuer.name]] if {
	request.issuer.group == "cert-manager.io"
}

label(request) := $"{request.issuer.kind} `{request.issuer.name}`"

# `acme`, `selfSigned`, `ca`, `vault`, `venafi`, or nothing that is known.
type(request) := found[0] if {
	spec := issuer(request)
	found := [name | some name in ["selfSigned", "acme", "ca", "vault", "venafi"]; is_object(spec[name])]
	count(found) > 0
}

# A private authority is under no limit but one's own; who is not known to be public counts as private.
longest(request) := object.get(input.parameters, "cert.maxDuration.acme", "90d") if {
	type(request) == "acme"
} else := object.get(input.parameters, "cert.maxDuration.public", "200d") if {
	type(request) == "venafi"
} else := object.get(input.parameters, "cert.maxDuration.private", "398d")

# What an outsider reaches by name. Names that only a cluster, a house or a test knows are not public.
public(host) if {
	contains(host, ".")
	not regex.match(`(^|[.])(svc|cluster[.]local|local|internal|lan|localhost|home[.]arpa|test|invalid)$`, host)
	not regex.match(`^[0-9.]+$`, host)
	not images.unresolved(host)
}

first_public(request) := hosts[0] if {
	hosts := sort([host | some host in request.hosts; public(host)])
	count(hosts) > 0
}

violations contains violation if {
	some request in requests.all
	found := fault(request)
	violation := object.union(status_of(found.key), {
		"object": request.object,
		"path": request.fields.issuer,
		"messageKey": found.key,
		"params": {"issuer": label(request), "host": object.get(found, "host", "")},
		"value": {"issuer": request.issuer, "host": object.get(found, "host", "")},
	})
}

status_of(key) := {} if {
	key in {"selfSigned", "staging"}
} else := {"status": "not-evaluable"}

fault(request) := {"key": "foreignIssuer"} if {
	request.issuer.group != "cert-manager.io"
} else := {"key": "issuerElsewhere"} if {
	not issuer(request)
} else := {"key": "selfSigned", "host": host} if {
	type(request) == "selfSigned"
	not request.authority
	host := first_public(request)
} else := {"key": "staging", "host": host} if {
	type(request) == "acme"
	staging(issuer(request).acme.server)
	host := first_public(request)
} else := {"key": "issuerElsewhere"} if {
	type(request) == "acme"
	object.get(issuer(request), ["acme", "server"], "") in {"", null}
} else := {"key": "issuerElsewhere"} if {
	type(request) == "acme"
	images.unresolved(issuer(request).acme.server)
} else := {"key": "privateAuthority", "host": host} if {
	type(request) == "ca"
	host := first_public(request)
} else := {"key": "issuerElsewhere"} if {
	not type(request)
}

# Let's Encrypt, ZeroSSL's and Google's test services all say so in their address.
staging(server) if regex.match(`(?i)(^|[^a-z])(staging|test|stg|pebble)([^a-z]|$)`, server)
