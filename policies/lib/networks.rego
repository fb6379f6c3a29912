# METADATA
# title: Network policies, and the pods that they select
# description: |
#   Policies of Kubernetes, Cilium and Calico in one form: where they reach, which pods they select, which directions they isolate. A policy that cannot be
#   read for certain selects nothing here and is told apart, so that it makes no pod look safe and none look open.
package tilsyn.lib.networks

import data.tilsyn.lib.networks.calico
import data.tilsyn.lib.networks.cilium
import data.tilsyn.lib.objects
import data.tilsyn.lib.patients
import data.tilsyn.lib.pods
import data.tilsyn.lib.selectors
import data.tilsyn.lib.values

# `*` reaches every namespace. `path` leads to the spec.
policies := array.concat(kubernetes, array.concat(cilium.policies, calico.policies))

kubernetes := [policy |
	some item in objects.by_kind["NetworkPolicy"]
	item.group in {"networking.k8s.io", "extensions"}
	spec := values.section(item.object, "spec")
	policy := {
		"object": item.index,
		"family": "kubernetes",
		"namespace": object.get(item.object, ["metadata", "namespace"], ""),
		"path": ["spec"],
		"spec": spec,
		"directions": types(spec),
		"selector": values.section(spec, "podSelector"),
		"readable": true,
	}
]

# Left out, a policy is about ingress, and about egress only where it has a rule of that kind: an empty list isolates nothing (SetDefaults_NetworkPolicy).
types(spec) := {type | some type in spec.policyTypes} if {
	count(object.get(spec, "policyTypes", [])) > 0
} else := {"Ingress", "Egress"} if {
	count(object.get(spec, "egress", [])) > 0
} else := {"Ingress"}

# Pods with an address of their own; those on the network of their machine are reached by no policy.
all_pods := [pod |
	some spec in pods.specs
	not values.on(spec.spec, "hostNetwork")
	entry := input.objects[spec.object]
	namespace := object.get(entry.object, ["metadata", "namespace"], "")
	labels := labels_at(entry.object, spec.metadata)
	pod := {
		"object": spec.object,
		"path": array.concat(spec.metadata, ["labels"]),
		"namespace": namespace,
		"labels": labels,
		"seen": {
			"kubernetes": labels,
			"cilium": object.union(labels, cilium.added(namespace, entry.namespaceLabels, spec.spec)),
			"calico": object.union(labels, calico.added(namespace, spec.spec)),
		},
		"namespaceLabels": entry.namespaceLabels,
		"unfinished": unfinished(spec, labels),
	}
]

labels_at(value, at) := labels if {
	labels := object.get(value, array.concat(at, ["labels"]), {})
	is_object(labels)
} else := {}

# Labels that an operator or a template has yet to add.
unfinished(spec, _) := true if {
	spec.custom
} else := true if {
	spec.partial
} else := false

# The policies that select a pod and isolate it in a direction.
isolating(pod, direction) := [policy |
	some key in keys(pod)
	some place in by_key[key]
	policy := policies[place]
	direction in policy.directions
	policy.readable
	selects(policy, pod)
]

# A policy is looked for under one of the labels that it asks for, or under none.
by_key := keyed

keyed[key] contains place if {
	some place, policy in policies
	key := array.concat([policy.namespace], asked(policy))
}

asked(policy) := min({[name, value] | some name, value in policy.selector.matchLabels; is_string(value)}) if {
	count(object.get(policy.selector, "matchLabels", {})) > 0
} else := ["", ""]

keys(pod) := {[namespace, "", ""] | some namespace in [pod.namespace, "*"]} | {[namespace, name, value] |
	some namespace in [pod.namespace, "*"]
	some name, value in pod.seen.cilium
}

selects(policy, pod) if {
	policy.family in {"kubernetes", "cilium"}
	selectors.matches(policy.selector, pod.seen[policy.family])
}

selects(policy, pod) if {
	policy.family == "calico"
	calico.meets(policy.terms, pod.seen.calico)
	calico.meets(policy.namespace_terms, named(pod.namespaceLabels, pod.namespace))
}

# What Kubernetes and Calico add to the labels of a namespace.
named(labels, name) := object.union(labels, {"kubernetes.io/metadata.name": name, "projectcalico.org/name": name})

# The policies that select every pod of the namespaces that they reach.
selects_all(policy) if {
	policy.readable
	policy.family in {"kubernetes", "cilium"}
	selectors.everything(policy.selector)
}

selects_all(policy) if {
	policy.readable
	policy.family == "calico"
	count(policy.terms) == 0
	count(policy.namespace_terms) == 0
}

default_deny(namespace, direction) if direction in denied[namespace]

default_deny(_, direction) if direction in denied["*"]

default_deny(namespace, direction) if {
	some policy in of_chosen_namespaces
	direction in policy.directions
	some item in patients.namespaces
	item.object.metadata.name == namespace
	calico.meets(policy.namespace_terms, named(objects.labels(item.object), namespace))
}

of_chosen_namespaces := [policy |
	some policy in policies
	policy.family == "calico"
	policy.readable
	count(policy.terms) == 0
	count(policy.namespace_terms) > 0
]

denied := denying

denying[policy.namespace] contains direction if {
	some policy in policies
	selects_all(policy)
	some direction in policy.directions
}

# Whether something isolates here that is not read: a policy in a language of its own, or of a kind that is not known.
unread(namespace, direction) if direction in unread_in[namespace]

unread(_, direction) if direction in unread_in["*"]

unread_in := unknown

unknown[policy.namespace] contains direction if {
	some policy in policies
	not policy.readable
	some direction in policy.directions
}

unknown[namespace] contains direction if {
	some item in objects.of_groups(object.keys(unread_kinds))
	some direction in unread_kinds[item.group][item.kind]
	namespace := object.get(item.object, ["metadata", "namespace"], "*")
}

both := {"Ingress", "Egress"}

unread_kinds := {
	"policy.networking.k8s.io": {
		"AdminNetworkPolicy": both,
		"BaselineAdminNetworkPolicy": both,
		"ClusterNetworkPolicy": both,
	},
	"crd.antrea.io": {
		"NetworkPolicy": both,
		"ClusterNetworkPolicy": both,
	},
	"k8s.ovn.org": {"EgressFirewall": {"Egress"}},
	"network.openshift.io": {"EgressNetworkPolicy": {"Egress"}},
}
