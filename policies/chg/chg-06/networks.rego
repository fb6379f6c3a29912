# METADATA
# title: Network policies
# description: |
#   A policy isolates the pods it chooses and allows what its rules name. Taken away, it opens everything for pods that no other policy chooses, and nothing for
#   the rest; so what is asked is which pods are isolated no more, not how many policies there are. A rule that no earlier rule covers lets more pass.
package tilsyn.change.chg_06.networks

import data.tilsyn.change.chg_06.kinds
import data.tilsyn.change.chg_06.settings
import data.tilsyn.lib.selectors
import data.tilsyn.lib.values

facts := union({unisolated, fewer_types, opened, reaching, cilium})

native := [item |
	some item in kinds.changed
	item.kind == "NetworkPolicy"
	item.group in {"networking.k8s.io", "extensions"}
]

surroundings(item) := object.get(item.entry, "surroundings", {})

siblings(item) := object.get(surroundings(item), "siblings", [])

pod_labels(item) := object.get(surroundings(item), "podLabels", [])

spec(policy) := values.section(policy, "spec")

# Missing and null are the empty selector here: it chooses every pod of the namespace.
selector(policy) := values.section(spec(policy), "podSelector")

# Left out, a policy is about ingress, and about egress where it has rules of that kind.
types(policy) := {type | some type in spec(policy).policyTypes} if {
	count(object.get(spec(policy), "policyTypes", [])) > 0
} else := {"Ingress", "Egress"} if {
	count(object.get(spec(policy), "egress", [])) > 0
} else := {"Ingress", "Egress"} if {
	is_array(spec(policy).egress)
} else := {"Ingress"}

# The policies that are there after the change; the altered one itself is one of them.
after(item) := array.concat(siblings(item), own(item))

own(item) := [item.object] if {
	not item.gone
} else := []

# Types that the policy isolated, and that some of its pods are not isolated for any more.
lost(item) := {type |
	some type in types(item.entry.before)
	exposed(item, type)
}

exposed(item, type) if {
	some labels in pod_labels(item)
	selectors.matches(selector(item.entry.before), labels)
	not isolated(item, type, labels)
}

# Pods to come, of which nothing is known but that they are in this namespace.
exposed(item, type) if {
	selectors.everything(selector(item.entry.before))
	not whole_namespace(item)
	not everything_isolated(item, type)
}

# The pods are not in this repository.
exposed(item, type) if {
	count(pod_labels(item)) == 0
	not object.get(surroundings(item), "hadPods", false)
	not whole_namespace(item)
	not everything_isolated(item, type)
	not same_selector(item, type)
}

whole_namespace(item) if {
	object.get(surroundings(item), "namespaceRemoved", false)
	count(pod_labels(item)) == 0
}

isolated(item, type, labels) if {
	some policy in after(item)
	type in types(policy)
	selectors.matches(selector(policy), labels)
}

everything_isolated(item, type) if {
	some policy in after(item)
	type in types(policy)
	selectors.everything(selector(policy))
}

same_selector(item, type) if {
	some policy in after(item)
	type in types(policy)
	selector(policy) == selector(item.entry.before)
}

directions := {"Ingress": "ingress", "Egress": "egress"}

unisolated contains fact if {
	some item in native
	some type in lost(item)
	not left_out(item, type)
	fact := {
		"item": item,
		"path": ["spec", "podSelector"],
		"key": "unisolated",
		"before": selector(item.entry.before),
		"after": type,
		"params": {"direction": directions[type], "namespace": object.get(values.section(item.object, "metadata"), "namespace", "")},
	}
}

# The type itself was taken from the policy that stays.
left_out(item, type) if {
	not item.gone
	not type in types(item.object)
}

fewer_types contains fact if {
	some item in native
	types_lost := {type | some type in lost(item); left_out(item, type)}
	count(types_lost) > 0
	fact := {"item": item, "path": ["spec", "policyTypes"], "key": "weakened", "before": types(item.entry.before), "after": types(item.object)}
}

lists := {"Ingress": ["ingress", "from"], "Egress": ["egress", "to"]}

opened contains fact if {
	some item in native
	not item.gone
	some type, names in lists
	type in types(item.entry.before)
	type in types(item.object)
	some index, rule in selectors.list(spec(item.object), names[0])
	not allowed_before(item, names, rule)
	fact := {"item": item, "path": ["spec", names[0], index], "key": "opened", "before": "", "after": rule}
}

allowed_before(item, names, rule) if {
	some earlier in selectors.list(spec(item.entry.before), names[0])
	covers(earlier, rule, names[1])
}

covers(earlier, rule, field) if {
	peers_within(entries(rule, field), entries(earlier, field))
	ports_within(entries(rule, "ports"), entries(earlier, "ports"))
}

entries(rule, field) := rule[field] if {
	is_array(rule[field])
} else := []

# No entry means everybody, and every port.
peers_within(_, earlier) if count(earlier) == 0

peers_within(now, earlier) if {
	count(now) > 0
	every peer in now {
		peer_within(peer, earlier)
	}
}

peer_within(peer, earlier) if peer in earlier

peer_within(peer, earlier) if {
	some other in earlier
	net.cidr_contains(other.ipBlock.cidr, peer.ipBlock.cidr)
	{range | some range in object.get(other.ipBlock, "except", [])} - {range | some range in object.get(peer.ipBlock, "except", [])} == set()
}

ports_within(_, earlier) if count(earlier) == 0

ports_within(now, earlier) if {
	count(now) > 0
	every port in now {
		port in earlier
	}
}

# Another selector brings what the rules allow to pods that were held tighter.
reaching contains fact if {
	some item in native
	not item.gone
	selector(item.object) != selector(item.entry.before)
	some type, names in lists
	type in types(item.object)
	count(selectors.list(spec(item.object), names[0])) > 0
	some labels in pod_labels(item)
	selectors.matches(selector(item.object), labels)
	not selectors.matches(selector(item.entry.before), labels)
	fact := {"item": item, "path": ["spec", "podSelector"], "key": "opened", "before": selector(item.entry.before), "after": selector(item.object)}
}

# Cilium: what is allowed must not grow, what is denied must not shrink, and the pods must stay the same.
cilium contains fact if {
	some rule in cilium_rules
	some field in ["ingress", "egress"]
	was := {one | some one in selectors.list(rule.before, field)}
	is := {one | some one in selectors.list(rule.after, field)}
	count(is - was) > 0
	count(was) + count(is) > 0
	is_array(rule.before[field])
	fact := {"item": rule.item, "path": array.concat(rule.path, [field]), "key": "opened", "before": was, "after": is}
}

cilium contains fact if {
	some rule in cilium_rules
	some field in ["ingress", "egress"]
	is_array(rule.before[field])
	not is_array(object.get(rule.after, field, null))
	fact := {"item": rule.item, "path": array.concat(rule.path, [field]), "key": "narrowed", "before": rule.before[field], "after": ""}
}

cilium contains fact if {
	some rule in cilium_rules
	some field in ["ingressDeny", "egressDeny"]
	was := {one | some one in selectors.list(rule.before, field)}
	is := {one | some one in selectors.list(rule.after, field)}
	count(was - is) > 0
	fact := {"item": rule.item, "path": array.concat(rule.path, [field]), "key": "narrowed", "before": was, "after": is}
}

cilium contains fact if {
	some rule in cilium_rules
	some field in ["endpointSelector", "nodeSelector"]
	was := object.get(rule.before, field, null)
	is := object.get(rule.after, field, null)
	was != is
	is != {}
	fact := {"item": rule.item, "path": array.concat(rule.path, [field]), "key": "narrowed", "before": was, "after": is}
}

cilium contains fact if {
	some rule in cilium_rules
	some field in ["ingress", "egress"]
	object.get(rule.before, ["enableDefaultDeny", field], true) == true
	object.get(rule.after, ["enableDefaultDeny", field], true) == false
	fact := {"item": rule.item, "path": array.concat(rule.path, ["enableDefaultDeny", field]), "key": "weakened", "before": "true", "after": "false"}
}

cilium_policies := [item |
	some item in settings.altered
	item.group == "cilium.io"
	item.kind in {"CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"}
]

cilium_rules := array.concat(
	[{"item": item, "path": ["spec"], "before": values.section(item.entry.before, "spec"), "after": values.section(item.object, "spec")} |
		some item in cilium_policies
	],
	[{"item": item, "path": ["specs", index], "before": was, "after": object.get(item.object, ["specs", index], {})} |
		some item in cilium_policies
		some index, was in item.entry.before.specs
	],
)
