# METADATA
# title: Hosts of addresses
package tilsyn.lib.hosts

# The host of an address, in lower case, without user, port and brackets.
of(address) := lower(parts[0][1]) if {
	parts := regex.find_all_string_submatch_n(`^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//(?:[^/?#@]*@)?(\[[^\]]*\]|[^:/?#]*)`, trim_space(address), 1)
	count(parts) > 0
}

# Names that only a cluster's own DNS resolves, and the machine itself.
in_cluster(host) if regex.match(`(^|[.])(svc|svc[.]cluster[.]local|cluster[.]local|localhost)[.]?$`, host)

in_cluster(host) if regex.match(`^[a-z0-9-]+$`, host)

in_cluster(host) if regex.match(`^(127[.][0-9.]+|\[::1\]|0[.]0[.]0[.]0)$`, host)
