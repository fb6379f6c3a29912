# METADATA
# title: Roles, and who holds them
# description: |
#   Joins roles with their bindings over all that one cluster gets. A ClusterRole that others are aggregated into has the rules of all of them, however many
#   steps away: that is what the controller fills in, whatever its own `rules` say. Rules stand for their place, `{object, index, rule}`.
package tilsyn.lib.rbac

import data.tilsyn.lib.built_in_roles
import data.tilsyn.lib.objects
import data.tilsyn.lib.selectors
import data.tilsyn.lib.values

api_groups := {"rbac.authorization.k8s.io", "authorization.openshift.io"}

written := [item |
	some item in objects.of_kinds({"Role", "ClusterRole"})
	item.group in api_groups
]

bindings := [binding |
	some item in objects.of_kinds({"RoleBinding", "ClusterRoleBinding"})
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
	found := by_name[role_key(binding)]
	rules := [entry.rule | some role in found; some object in sources[role]; some entry in own[object]]
}

# The objects whose rules each binding gives, by the binding's place in the list.
given := [sources_of(binding) | some binding in bindings]

built_in_rules(binding) := object.get(built_in_roles.rules, binding.role.name, []) if {
	binding.role.kind == "ClusterRole"
} else := []

# Nobody can say what this binding gives: its role is neither among what was read nor one of Kubernetes' own.
unknown(binding) if {
	not by_name[role_key(binding)]
	not built_in(binding)
}

built_in(binding) if {
	binding.role.kind == "ClusterRole"
	binding.role.name in object.keys(built_in_roles.rules)
}

# Every rule of every role, by the object that it is written in.
own := {item.index: entries |
	some item in written
	entries := [{"object": item.index, "index": index, "rule": rule} | some index, rule in item.object.rules; is_object(rule)]
}

# A partial rule that is asked for one key is worked out anew for it; taken as a whole, it is worked out once.
by_name := named

named[key] contains item.index if {
	some item in written
	key := [item.kind, namespace(item), item.object.metadata.name]
}

role_key(binding) := [binding.role.kind, role_namespace(binding), binding.role.name]

role_namespace(binding) := binding.namespace if binding.role.kind == "Role"

role_namespace(binding) := "" if binding.role.kind != "Role"

# Cluster-scoped objects may carry a namespace by mistake; the API server drops it.
namespace(item) := object.get(item.object, ["metadata", "namespace"], "") if not startswith(item.kind, "Cluster")

namespace(item) := "" if startswith(item.kind, "Cluster")

# The objects whose rules a role has: its own, and those of all that is aggregated into it.
sources := {item.index: graph.reachable(aggregations, {item.index}) | some item in written}

aggregations := {item.index: parts |
	some item in written
	parts := {part |
		some selector in item.object.aggregationRule.clusterRoleSelectors
		some part in candidates(selector)
		selectors.matches(selector, labels_of[part])
	}
}

labels_of := {item.index: objects.labels(item.object) |
	some item in written
	item.kind == "ClusterRole"
}

# Only the roles with one of the labels asked for need a look; a selector without any asks all.
candidates(selector) := by_label[least] if {
	pairs := [[key, value] | some key, value in object.get(selector, "matchLabels", {})]
	least := min(pairs)
} else := {index | some index, _ in labels_of}

by_label := labelled

labelled[[key, value]] contains index if {
	some index, labels in labels_of
	some key, value in labels
}

sources_of(binding) := written_sources(binding) | built_in_sources(binding)

written_sources(binding) := {object | some role in by_name[role_key(binding)]; some object in sources[role]} if {
	by_name[role_key(binding)]
} else := set()

# What labels add to `view`, `edit` and `admin`; each of them is added to the next.
built_in_sources(binding) := {object | some name in includes[binding.role.name]; some role in added_to[name]; some object in sources[role]} if {
	binding.role.kind == "ClusterRole"
	includes[binding.role.name]
} else := set()

includes := {"view": {"view"}, "edit": {"view", "edit"}, "admin": {"view", "edit", "admin"}}

added_to := {name: parts |
	some name in object.keys(includes)
	parts := {index |
		some value in {"true", true}
		some index in by_label[[$"rbac.authorization.k8s.io/aggregate-to-{name}", value]]
	}
}

# Places of the bindings that give the rules written in an object.
given_by := giving

giving[object] contains place if {
	some place, objects_given in given
	some object in objects_given
}

# The roles of Kubernetes that the rules written in an object are added to by label.
joins := joining

joining[object] contains name if {
	some name in object_names
	some role in added_to[name]
	some object in sources[role]
}

object_names := object.keys(includes)

# Labels made for aggregation into a role that was not read: nobody can say who has it.
joins_unknown(index) if {
	some key, _ in labels_of[index]
	regex.match(`(?i)aggregat`, key)
	not taken_in[index]
	not joins[index]
}

taken_in contains part if {
	some whole, parts in aggregations
	some part in parts
	part != whole
}

# Every verb on every resource of every group: the rule of cluster-admin. Written in one rule, or spread over several, it is the same power.
unlimited(rules) if {
	some rule in rules
	"*" in rule.apiGroups
	"*" in rule.resources
	"*" in rule.verbs
	count(object.get(rule, "resourceNames", [])) == 0
}

# How the API server reads a rule (RBAC `ResourceMatches`): `*` is everything, `*/name` that subresource of everything, and `pods/*` nothing at all.
covers(rule, group, resource) if {
	some named in rule.apiGroups
	named in {group, "*"}
	some entry in rule.resources
	names_resource(entry, resource)
}

# Whether a rule speaks of one of these resources at all. A look that costs little, before each is asked for.
touches(rule, resources) if {
	some entry in rule.resources
	spoken_of(entry, resources)
}

spoken_of(entry, resources) if entry in resources

spoken_of(entry, _) if startswith(entry, "*")

names_resource("*", _)

names_resource(entry, entry)

names_resource(entry, resource) if {
	startswith(entry, "*/")
	steps := split(resource, "/")
	count(steps) == 2
	entry == $"*/{steps[1]}"
}

# The verbs of these that a rule gives; a star stands for all of them.
allowed(rule, verbs) := {"*"} if {
	"*" in rule.verbs
} else := verbs & {verb | some verb in rule.verbs}

# A list asks for no name, and the empty name is the name of such a request.
narrowed(rule) := true if {
	names := object.get(rule, "resourceNames", [])
	count(names) > 0
	not "" in names
} else := false

# Subjects whose rights a rule about access weighs: not the control plane's own users, and not the group that passes every check anyway.
weighed(subject) if not own_component(subject)

own_component(subject) if {
	subject.kind == "User"
	startswith(subject.name, "system:")
	not startswith(subject.name, "system:serviceaccount:")
	subject.name != "system:anonymous"
}

own_component(subject) if {
	subject.kind == "Group"
	subject.name in {"system:masters", "system:nodes", "system:node-proxiers", "system:bootstrappers"}
}

# People come as users, or through groups; a group of everybody holds people too.
person(subject) if {
	subject.kind == "User"
	weighed(subject)
	not startswith(subject.name, "system:serviceaccount:")
}

person(subject) if {
	subject.kind == "Group"
	weighed(subject)
	not regex.match(`^system:serviceaccounts(:|$)`, subject.name)
}

label(subject) := $"ServiceAccount:{object.get(subject, "namespace", "")}/{object.get(subject, "name", "")}" if {
	subject.kind == "ServiceAccount"
} else := $"{object.get(subject, "kind", "")}:{object.get(subject, "name", "")}"

# The first three names and how many more, for a message.
shown(names) := concat(", ", names) if {
	count(names) < 4
} else := $"{concat(", ", array.slice(sort(names), 0, 3))} (+{count(names) - 3})"
