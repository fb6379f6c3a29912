# METADATA
# title: Policies of Cilium
package tilsyn.lib.networks.cilium

import data.tilsyn.lib.objects

# One a rule: a policy holds one in `spec` and more in `specs`. Rules for machines (`nodeSelector`) select no pod.
policies := [policy |
	some item in objects.of_kinds({"CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"})
	item.group == "cilium.io"
	some rule in rules(item.object)
	is_object(rule.spec.endpointSelector)
	policy := {
		"object": item.index,
		"family": "cilium",
		"namespace": namespace(item, rule.spec),
		"path": rule.path,
		"spec": rule.spec,
		"directions": directions(rule.spec),
		"selector": plain(rule.spec.endpointSelector),
		"readable": readable(rule.spec.endpointSelector),
	}
]

# A policy for the cluster that asks for the label of one namespace is a policy of that namespace.
namespace(item, spec) := object.get(item.object, ["metadata", "namespace"], "") if {
	item.kind == "CiliumNetworkPolicy"
} else := min(names) if {
	names := {name | some key, name in spec.endpointSelector.matchLabels; bare(key) == namespace_label; is_string(name)}
	count(names) > 0
} else := "*"

rules(value) := array.concat(
	[{"path": ["spec"], "spec": value.spec} | is_object(value.spec)],
	[{"path": ["specs", index], "spec": spec} | some index, spec in value.specs; is_object(spec)],
)

# A section without a rule isolates nothing, unless it says so itself.
directions(spec) := {direction |
	some direction, names in {"Ingress": ["ingress", "ingressDeny"], "Egress": ["egress", "egressDeny"]}
	isolates(spec, lower(direction), names)
}

isolates(spec, name, _) if object.get(spec, ["enableDefaultDeny", name], null) == true

isolates(spec, name, names) if {
	object.get(spec, ["enableDefaultDeny", name], null) == null
	some section in names
	count(values_of(spec, section)) > 0
}

values_of(spec, name) := spec[name] if {
	is_array(spec[name])
} else := []

# `k8s:app`, `any:app` and `app` are one label.
plain(selector) := {
	"matchLabels": {name: value |
		some key, value in object.get(selector, "matchLabels", {})
		name := bare(key)
		name != namespace_label
		not said_otherwise(selector, name, value)
	},
	"matchExpressions": [object.union(expression, {"key": bare(expression.key)}) | some expression in object.get(selector, "matchExpressions", [])],
}

namespace_label := "io.kubernetes.pod.namespace"

bare(key) := trim_prefix(trim_prefix(key, "k8s:"), "any:")

# One label under two spellings with two values: such a selector is not read.
said_otherwise(selector, name, value) if {
	some key, other in selector.matchLabels
	bare(key) == name
	other != value
}

# Labels of another source (`reserved:`, `cidr:`) belong to no pod that manifests show.
readable(selector) := false if {
	some key in all_keys(selector)
	contains(bare(key), ":")
} else := false if {
	some key, value in selector.matchLabels
	said_otherwise(selector, bare(key), value)
} else := true

all_keys(selector) := {key | some key, _ in object.get(selector, "matchLabels", {})} | {expression.key | some expression in object.get(selector, "matchExpressions", [])}

# What Cilium adds to the labels of a pod.
added(namespace, labels, spec) := object.union(
	{
		"io.kubernetes.pod.namespace": namespace,
		"io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name": namespace,
		"io.cilium.k8s.policy.serviceaccount": object.get(spec, "serviceAccountName", "default"),
	},
	{concat("", ["io.cilium.k8s.namespace.labels.", key]): value | some key, value in labels},
)

# A rule that names no peer and no more than ports; an empty rule allows nothing.
peers(direction) := {"Ingress": "from", "Egress": "to"}[direction]

nobody_named(rule, direction) if {
	count(rule) > 0
	every key in object.keys(rule) {
		key in {"toPorts", "icmps", "authentication"}
	}
	direction in {"Ingress", "Egress"}
}

cidrs(rule, direction) := {cidr | some cidr in values_of(rule, $"{peers(direction)}CIDR")} | {block.cidr | some block in values_of(rule, $"{peers(direction)}CIDRSet")}

entities(rule, direction) := {entity | some entity in values_of(rule, $"{peers(direction)}Entities")}

any_name(rule) if {
	some name in values_of(rule, "toFQDNs")
	regex.match(`^[*.]+$`, object.get(name, "matchPattern", ""))
}

endpoints(rule, direction) := values_of(rule, $"{peers(direction)}Endpoints")

ports(rule) := values_of(rule, "toPorts")

