# METADATA
# title: Number of replicas
# description: One copy is none while it restarts. Only where the environment is known to matter.
package tilsyn.controls.wkl_09.replicas

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

replicated := {
	"apps": {"Deployment", "StatefulSet"},
	"": {"ReplicationController"},
	"argoproj.io": {"Rollout"},
}

# An autoscaler owns the number; its own minimum is judged in its place.
workloads := [item |
	some item in objects.applied
	item.kind in replicated[item.group]
	in_scope(item)
	count(scalers(item)) == 0
]

autoscalers := [item |
	some item in objects.applied
	minimum_field(item)
	in_scope(item)
]

examined := {item.index | some item in workloads} | {item.index | some item in autoscalers}

in_scope(item) if item.entry.environment in object.get(input.parameters, "replicas.environments", ["production"])

scalers(item) := [related.object | some related in item.entry.related; related.role == "scaler"]

minimum := object.get(input.parameters, "replicas.min", 2)

violations contains violation if {
	some item in workloads
	spec := values.section(item.object, "spec")
	found := number(object.get(spec, "replicas", null), 1)
	found != 0
	found < minimum
	violation := {
		"object": item.index,
		"path": ["spec", "replicas"],
		"messageKey": "replicas",
		"params": {"found": found, "min": minimum, "environment": item.entry.environment},
		"value": found,
	}
}

violations contains violation if {
	some item in autoscalers
	field := minimum_field(item)
	spec := values.section(item.object, "spec")
	found := number(object.get(spec, field, null), default_minimum[field])
	found < minimum
	violation := {
		"object": item.index,
		"path": ["spec", field],
		"messageKey": "scalerMinimum",
		"params": {"found": found, "min": minimum, "environment": item.entry.environment},
		"value": found,
	}
}

minimum_field(item) := "minReplicas" if {
	item.kind == "HorizontalPodAutoscaler"
	item.group == "autoscaling"
}

minimum_field(item) := "minReplicaCount" if {
	item.kind == "ScaledObject"
	item.group == "keda.sh"
}

# What the API server and KEDA take where nothing is named.
default_minimum := {"minReplicas": 1, "minReplicaCount": 0}

# What is no number is refused by the API server; it counts as the default and not as enough.
number(value, _) := value if is_number(value)

number(value, otherwise) := otherwise if not is_number(value)
