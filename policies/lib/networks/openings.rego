# METADATA
# title: Rules that let everybody in, or everything out
package tilsyn.lib.networks.openings

import data.tilsyn.lib.networks.cilium
import data.tilsyn.lib.selectors
import data.tilsyn.lib.values

# Every rule of a direction, with where it stands.
rules(policy, direction) := [{"path": array.concat(policy.path, [name, index]), "rule": rule} |
	some index, rule in policy.spec[name]
	is_object(rule)
] if {
	name := lower(direction)
}

# `nobody`: no peer is named at all; `everywhere`: one is named that is everywhere. Undefined where the rule names its peers.
fault(policy, rule, direction) := "nobody" if {
	nobody_named(policy.family, rule, direction)
} else := "everywhere" if {
	some cidr in cidrs(policy.family, rule, direction)
	broad(cidr)
} else := "everywhere" if {
	policy.family == "cilium"
	count(cilium.entities(rule, direction) & {"all", "world", "world-ipv4", "world-ipv6"}) > 0
} else := "everywhere" if {
	policy.family == "cilium"
	direction == "Egress"
	cilium.any_name(rule)
} else := "cluster" if {
	whole_cluster(policy, rule, direction)
} else := "unfilled" if {
	some cidr in cidrs(policy.family, rule, direction)
	regex.match(`\$\{|\{\{`, cidr)
}

nobody_named("kubernetes", rule, direction) if count(peers(rule, direction)) == 0

nobody_named("cilium", rule, direction) if cilium.nobody_named(rule, direction)

nobody_named("calico", rule, direction) if {
	allows(rule)
	count({name |
		some name, value in values.section(rule, calico_side[direction])
		not name in {"ports", "notPorts"}
		not value in [null, "", []]
	}) == 0
}

allows(rule) if rule.action == "Allow"

calico_side := {"Ingress": "source", "Egress": "destination"}

peers(rule, direction) := list if {
	list := rule[{"Ingress": "from", "Egress": "to"}[direction]]
	is_array(list)
} else := []

cidrs("kubernetes", rule, direction) := {peer.ipBlock.cidr | some peer in peers(rule, direction)}

cidrs("cilium", rule, direction) := cilium.cidrs(rule, direction)

cidrs("calico", rule, direction) := {net | allows(rule); some net in values.section(rule, calico_side[direction]).nets}

# Blocks this broad are the internet, in whole or in halves; what is taken out of them again leaves the rest.
broad(cidr) if {
	sides := split(cidr, "/")
	count(sides) == 2
	regex.match(`^\d+$`, sides[1])
	to_number(sides[1]) < limit(sides[0])
}

limit(address) := object.get(input.parameters, "egress.broadestIpv6", 16) if {
	contains(address, ":")
} else := object.get(input.parameters, "egress.broadestIpv4", 8)

# Every pod of every namespace.
whole_cluster(policy, rule, direction) if {
	policy.family == "kubernetes"
	some peer in peers(rule, direction)
	selectors.everything(peer.namespaceSelector)
	selectors.everything(object.get(peer, "podSelector", {}))
}

whole_cluster(policy, rule, direction) if {
	policy.family == "cilium"
	count(cilium.entities(rule, direction) & {"cluster"}) > 0
}

whole_cluster(policy, rule, direction) if {
	policy.family == "cilium"
	policy.namespace == "*"
	some endpoint in cilium.endpoints(rule, direction)
	selectors.everything(endpoint)
}

# Whether a rule is limited to ports.
has_ports(policy, rule, _) if {
	policy.family == "kubernetes"
	count(object.get(rule, "ports", [])) > 0
}

has_ports(policy, rule, _) if {
	policy.family == "cilium"
	count(cilium.ports(rule)) > 0
}

has_ports(policy, rule, _) if {
	policy.family == "calico"
	count(object.get(values.section(rule, "destination"), "ports", [])) > 0
}
