# METADATA
# title: Where versions and ciphers of TLS are set
package tilsyn.controls.enc_03.places

import data.tilsyn.lib.documents
import data.tilsyn.lib.objects
import data.tilsyn.lib.pods

examined := (((((of(versions) | of(suites)) | of(policies)) | of(silent_servers)) | documents.examined("traefik")) | documents.examined("component")) | {item.index | some item in options}

of(places) := {place.object | some place in places}

# object, path, field, found: a version; suites: a list of names, or OpenSSL's text.
versions := array.concat(array.concat(in_fields("versions"), flags("tls-min-version")), nginx_versions)

suites := array.concat(array.concat(in_fields("suites"), flags("tls-cipher-suites")), nginx_ciphers)

options := [item |
	some item in objects.applied
	fields_of[concat("/", [item.kind, base_group(item.group)])]
]

base_group("traefik.containo.us") := "traefik.io"

base_group(group) := group if group != "traefik.containo.us"

# `*` is any index or key.
fields_of := {
	"TLSOption/traefik.io": {"versions": [["spec", "minVersion"], ["spec", "maxVersion"]], "suites": [["spec", "cipherSuites", "*"]]},
	"ClientTrafficPolicy/gateway.envoyproxy.io": {"versions": [["spec", "tls", "minVersion"], ["spec", "tls", "maxVersion"]], "suites": [["spec", "tls", "ciphers", "*"]]},
	"Gateway/networking.istio.io": {"versions": [["spec", "servers", "*", "tls", "minProtocolVersion"], ["spec", "servers", "*", "tls", "maxProtocolVersion"]], "suites": [["spec", "servers", "*", "tls", "cipherSuites", "*"]]},
	"HTTPProxy/projectcontour.io": {"versions": [["spec", "virtualhost", "tls", "minimumProtocolVersion"], ["spec", "virtualhost", "tls", "maximumProtocolVersion"]], "suites": []},
	"IngressController/operator.openshift.io": {"versions": [["spec", "tlsSecurityProfile", "type"], ["spec", "tlsSecurityProfile", "custom", "minTLSVersion"]], "suites": [["spec", "tlsSecurityProfile", "custom", "ciphers", "*"]]},
	"APIServer/config.openshift.io": {"versions": [["spec", "tlsSecurityProfile", "type"], ["spec", "tlsSecurityProfile", "custom", "minTLSVersion"]], "suites": [["spec", "tlsSecurityProfile", "custom", "ciphers", "*"]]},
}

document_fields := {
	"traefik": {"versions": [["tls", "options", "*", "minVersion"], ["tls", "options", "*", "maxVersion"]], "suites": [["tls", "options", "*", "cipherSuites", "*"]]},
	"component": {"versions": [["tlsMinVersion"]], "suites": [["tlsCipherSuites", "*"]]},
}

in_fields(what) := array.concat(
	[place |
		some item in options
		some pattern in fields_of[concat("/", [item.kind, base_group(item.group)])][what]
		some path, found in matches(item.object, pattern)
		place := {"object": item.index, "path": path, "field": documents.written(path), "found": found}
	],
	[place |
		some shape, patterns in document_fields
		some document in documents.readable(shape)
		some pattern in patterns[what]
		some path, found in matches(document.value, pattern)
		place := {"object": document.object, "path": documents.path(document, path), "field": documents.written(path), "found": found}
	],
)

# By path, the texts and numbers that a pattern leads to.
matches(value, pattern) := {path: found |
	walk(value, [path, found])
	count(path) == count(pattern)
	not is_object(found)
	not is_array(found)
	not found in {null, ""}
	every index, step in pattern {
		step_fits(step, path[index])
	}
}

step_fits("*", _)

step_fits(step, part) if step == part

# Arguments of the API server and the kubelet, on command lines and in kubeadm's configurations.
flags(name) := array.concat(on_lines(name), in_arguments(name))

programs := {"kube-apiserver", "kubelet", "kube-controller-manager", "kube-scheduler"}

servers := [server |
	some container in pods.containers
	words := array.concat(
		[{"path": array.concat(container.path, ["command", index]), "text": text} | some index, text in container.value.command; is_string(text)],
		[{"path": array.concat(container.path, ["args", index]), "text": text} | some index, text in container.value.args; is_string(text)],
	)
	count(words) > 0
	program := base(words[0].text)
	program in programs
	server := {"object": container.object, "container": container.name, "path": container.path, "words": words, "program": program}
]

base(text) := steps[count(steps) - 1] if steps := split(text, "/")

on_lines(name) := [place |
	some server in servers
	some index, word in server.words
	found := flag_value(server.words, index, word.text, name)
	place := {"object": server.object, "path": word.path, "field": concat("", ["--", name]), "found": found}
]

# `--flag=value`, or `--flag value` in the next word; one dash will do.
flag_value(_, _, text, name) := parts[0][1] if {
	parts := regex.find_all_string_submatch_n(concat("", ["^--?", name, "=(.*)$"]), text, 1)
	count(parts) > 0
}

flag_value(words, index, text, name) := words[index + 1].text if trim_left(text, "-") == name

silent_servers := [{"object": server.object, "container": server.container, "path": array.concat(server.path, ["command"])} |
	some server in servers
	server.program == "kube-apiserver"
	count([place | some place in on_lines("tls-cipher-suites"); place.object == server.object]) == 0
]

in_arguments(name) := array.concat(
	[place |
		some found in arguments
		some index, entry in found.value
		entry.name == name
		is_string(entry.value)
		place := {"object": found.object, "path": extended(found, [index, "value"]), "field": name, "found": entry.value}
	],
	[place |
		some found in arguments
		is_string(found.value[name])
		place := {"object": found.object, "path": extended(found, [name]), "field": name, "found": found.value[name]}
	],
)

extended(found, more) := found.path if {
	found.text
} else := array.concat(found.path, more)

# A map up to v1beta3, a list of name and value from v1beta4 on.
arguments := array.concat(
	[{"object": item.index, "path": path, "text": false, "value": value} |
		some item in objects.of_groups({"controlplane.cluster.x-k8s.io", "bootstrap.cluster.x-k8s.io", "kubeadm.k8s.io"})
		walk(item.object, [path, value])
		path[count(path) - 1] in {"extraArgs", "kubeletExtraArgs"}
	],
	[{"object": document.object, "path": document.at, "text": true, "value": value} |
		some document in documents.readable("component")
		document.text
		walk(document.value, [path, value])
		path[count(path) - 1] in {"extraArgs", "kubeletExtraArgs"}
	],
)

# ingress-nginx and its like: one text of all versions, one of OpenSSL's names; in the controller's ConfigMap or the values that make it.
nginx := [setting |
	some item in objects.applied
	some at in nginx_sections(item)
	section := object.get(item.object, at, {})
	some name in {"ssl-protocols", "ssl-ciphers"}
	found := section[name]
	is_string(found)
	setting := {"object": item.index, "path": array.concat(at, [name]), "field": name, "found": found}
]

nginx_sections(item) := [["data"]] if {
	item.kind == "ConfigMap"
	item.group == ""
} else := [array.concat(["spec", "values"], path) | walk(object.get(item.object, ["spec", "values"], {}), [path, value]); is_object(value)] if {
	item.kind == "HelmRelease"
} else := []

annotated := [setting |
	some item in objects.applied
	some name, found in objects.annotations(item.object)
	name in {"nginx.ingress.kubernetes.io/ssl-ciphers", "nginx.ingress.kubernetes.io/proxy-ssl-protocols"}
	is_string(found)
	setting := {"object": item.index, "path": ["metadata", "annotations", name], "field": name, "found": found}
]

nginx_versions := [object.union(setting, {"found": version}) |
	some setting in array.concat(nginx, annotated)
	endswith(setting.field, "ssl-protocols")
	some parts in regex.find_all_string_submatch_n(`[^\s,]+`, setting.found, -1)
	version := parts[0]
]

nginx_ciphers := [setting |
	some setting in array.concat(nginx, annotated)
	endswith(setting.field, "ssl-ciphers")
]

# Named policies of load balancers.
policies := [place |
	some item in objects.applied
	some name, found in objects.annotations(item.object)
	name in {"service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy", "alb.ingress.kubernetes.io/ssl-policy"}
	is_string(found)
	place := {"object": item.index, "path": ["metadata", "annotations", name], "field": name, "found": found}
]
