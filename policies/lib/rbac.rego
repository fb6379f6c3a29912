# METADATA
# title: Roles, and who holds them
# description: |
#   Joins roles with their bindings over all that one cluster gets. A ClusterRole that others are aggregated into has the rules of all of them: that is
#   what the controller fills in, whatever its own `rules` say.
package tilsyn.lib.rbac

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

api_groups := {"rbac.authorization.k8s.io", "authorization.openshift.io"}

roles := [role |
	some item in objects.applied
	item.kind in {"Role", "ClusterRole"}
	item.group in api_groups
	role := {
		"object": item.index,
		"kind": item.kind,
		"namespace": namespace(item),
		"name": item.object.metadata.name,
		"rules": array.concat(own_rules(item), aggregated(item)),
	}
]

bindings := [binding |
	some item in objects.applied
	item.kind in {"RoleBinding", "ClusterRoleBinding"}
	item.group in api_groups
	ref := values.section(item.object, "roleRef")
	binding := {
		"object": item.index,
		"kind": item.kind,
		"namespace": namespace(item),
		"role": {"kind": object.get(ref, "kind", ""), "name": object.get(ref, "name", "")},
		"subjects": [subject | some subject in item.object.subjects; is_object(subject)],
	}
]

# The rules that a binding gives, or undefined when its role is not among what was read.
rules_of(binding) := rules if {
	found := by_name[[binding.role.kind, role_namespace(binding), binding.role.name]]
	rules := [rule | some role in found; some rule in role.rules]
}

by_name[key] contains role if {
	some role in roles
	key := [role.kind, role.namespace, role.name]
}

role_namespace(binding) := binding.namespace if binding.role.kind == "Role"

role_namespace(binding) := "" if binding.role.kind != "Role"

# Cluster-scoped objects may carry a namespace by mistake; the API server drops it.
namespace(item) := object.get(item.object, ["metadata", "namespace"], "") if not startswith(item.kind, "Cluster")

namespace(item) := "" if startswith(item.kind, "Cluster")

own_rules(item) := [rule | some rule in item.object.rules; is_object(rule)]

aggregated(item) := [rule |
	item.kind == "ClusterRole"
	some selector in item.object.aggregationRule.clusterRoleSelectors
	some other in objects.applied
	other.kind == "ClusterRole"
	other.group in api_groups
	other.index != item.index
	matches(selector, objects.labels(other.object))
	some rule in other.object.rules
	is_object(rule)
]

# A label selector; one that selects by nothing selects everything.
matches(selector, labels) if {
	every key, value in object.get(selector, "matchLabels", {}) {
		labels[key] == value
	}
	every expression in object.get(selector, "matchExpressions", []) {
		expressed(expression, labels)
	}
}

expressed(expression, labels) if {
	expression.operator == "In"
	labels[expression.key] in expression.values
}

expressed(expression, labels) if {
	expression.operator == "NotIn"
	not object.get(labels, expression.key, "") in expression.values
}

expressed(expression, labels) if {
	expression.operator == "Exists"
	_ = labels[expression.key]
}

expressed(expression, labels) if {
	expression.operator == "DoesNotExist"
	not expression.key in object.keys(labels)
}

# Every verb on every resource of every group: the rule of cluster-admin. Written in one rule, or spread over several, it is the same power.
unlimited(rules) if {
	some rule in rules
	"*" in rule.apiGroups
	"*" in rule.resources
	"*" in rule.verbs
	count(object.get(rule, "resourceNames", [])) == 0
}
