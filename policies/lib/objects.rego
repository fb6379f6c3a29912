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

# `apps/v1` is group `apps`; `v1` is the core group, written as the empty string.
group(value) := split(value.apiVersion, "/")[0] if {
	contains(value.apiVersion, "/")
} else := ""

annotations(value) := object.get(value, ["metadata", "annotations"], {})

labels(value) := object.get(value, ["metadata", "labels"], {})
