# METADATA
# title: Objects of the batch
# description: The objects that reach the cluster, with the parts of their identity that rules ask for.
package tilsyn.lib.objects

# Objects that are never applied (test hooks of a Helm release) are counted by the batch but judged by no rule.
applied := [item |
	some index, entry in input.objects
	entry.applied
	item := {
		"index": index,
		"group": group(entry.object),
		"kind": object.get(entry.object, "kind", ""),
		"object": entry.object,
		"entry": entry,
	}
]

# The same by kind and by group. Rules that look for one of them would otherwise go through everything that a cluster has, each for itself.
by_kind := {kind: at(places) | some kind, places in kinds}

by_group := {name: at(places) | some name, places in groups}

# Objects of several kinds or groups, in the order of the batch.
of_kinds(names) := at({place | some name in names; some place in kinds[name]})

of_groups(names) := at({place | some name in names; some place in groups[name]})

kinds[item.kind] contains place if some place, item in applied

groups[item.group] contains place if some place, item in applied

at(places) := [applied[place] | some place in sort(places)]

# `apps/v1` is group `apps`; `v1` is the core group, written as the empty string.
group(value) := split(value.apiVersion, "/")[0] if {
	contains(value.apiVersion, "/")
} else := ""

annotations(value) := object.get(value, ["metadata", "annotations"], {})

labels(value) := object.get(value, ["metadata", "labels"], {})
