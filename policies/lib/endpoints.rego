# METADATA
# title: Endpoints outside the cluster
package tilsyn.lib.endpoints

import data.tilsyn.lib.objects
import data.tilsyn.lib.patients
import data.tilsyn.lib.values

# The host of a URL, of `host:port` or of a bare name, in lower case. Undefined where none stands.
of(text) := trim_right(lower(found[0][1]), ".") if {
	found := regex.find_all_string_submatch_n(address, trim_space(text), 1)
	count(found) == 1
}

# Scheme, then name and password, which end at the last `@` before the path; port, path, query and fragment follow the host.
address := `^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#]*@)?([A-Za-z0-9*_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?(?:[/?#].*)?$`

# Filled in by somebody else, later: a variable, a template, a sealed value.
unfilled(text) if regex.match(`\$\{|\$\(|\{\{|^ENC\[|\$[A-Z_]+`, text)

# Within the cluster, on the pod's own machine, or in a network of one's own.
inside(host) if regex.match(`^[^.\[]+$`, host)

inside(host) if regex.match(`\.(svc|localhost|local|internal)$`, host)

inside(host) if regex.match(`^(10|127|0)\.|^192\.168\.|^172\.(1[6-9]|2[0-9]|3[01])\.|^169\.254\.`, host)

inside(host) if regex.match(`^\[(::1|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)`, host)

# `loki.monitoring`: a Service and its namespace, where either is among the manifests.
inside(host) if {
	steps := split(host, ".")
	count(steps) == 2
	steps[1] in namespaces
}

namespaces := {values.name(item.object.metadata) | some item in patients.namespaces} | {item.object.metadata.namespace |
	some item in objects.by_kind["Service"]
	item.group == ""
}

# Whether a host is the registered one or below it: who holds a domain holds what is under it.
within(host, registered) if host == registered

within(host, registered) if endswith(host, concat("", [".", registered]))
