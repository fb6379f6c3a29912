# METADATA
# title: Disruption budgets
# description: |
#   A budget that lets no pod go stops every drain. What a number of pods to keep means is told by the workload only, so the pair is judged, at the
#   workload; the budget alone is judged where it blocks whatever it chooses.
package tilsyn.controls.wkl_09.budgets

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

budgets := [item |
	some item in objects.by_kind["PodDisruptionBudget"]
	item.group == "policy"
]

pairs := [pair |
	some item in objects.applied
	some related in item.entry.related
	related.role == "budget"
	pair := {"item": item, "budget": related.object, "spec": values.section(related.object, "spec")}
]

examined := {item.index | some item in budgets} | {pair.item.index | some pair in pairs}

minimum := object.get(input.parameters, "pdb.minDisruptions", 1)

violations contains violation if {
	some item in budgets
	spec := values.section(item.object, "spec")
	some field in {"maxUnavailable", "minAvailable"}
	value := spec[field]
	value != null
	key := fault(item, field, value)
	violation := {
		"object": item.index,
		"path": ["spec", field],
		"status": status[key],
		"messageKey": key,
		"params": {"value": value, "field": field},
		"value": value,
	}
}

status := {"budgetBlocks": "fail", "budgetUnreadable": "fail", "budgetUnmatched": "not-evaluable"}

fault(item, field, value) := "budgetUnreadable" if {
	not readable(value)
} else := "budgetBlocks" if {
	field == "maxUnavailable"
	part(value) == 0
} else := "budgetBlocks" if {
	field == "minAvailable"
	percentage(value)
	part(value) >= 100
} else := "budgetUnmatched" if {
	field == "minAvailable"
	part(value) > 0
	not chooses_workload(item)
}

chooses_workload(item) if {
	some related in item.entry.related
	related.role == "workload"
}

readable(value) if is_number(value)

readable(value) if percentage(value)

percentage(value) if {
	is_string(value)
	regex.match(`^[0-9]+%$`, value)
}

part(value) := value if is_number(value)

part(value) := to_number(trim_suffix(value, "%")) if percentage(value)

# The budget's own fault speaks for the pair.
at_fault_alone(item, field, value) if fault(item, field, value) in {"budgetBlocks", "budgetUnreadable"}

violations contains violation if {
	some pair in pairs
	some field in {"maxUnavailable", "minAvailable"}
	value := pair.spec[field]
	value != null
	not at_fault_alone(pair.item, field, value)
	replicas := size(pair.item)
	replicas > 0
	allowed := room(field, value, replicas)
	allowed < minimum
	violation := {
		"object": pair.item.index,
		"path": ["spec", "replicas"],
		"messageKey": "pairBlocks",
		"params": {"replicas": replicas, "budget": values.name(pair.budget.metadata), "allowed": allowed, "min": minimum},
		"value": {"replicas": replicas, field: value, "budget": values.name(pair.budget.metadata)},
	}
}

violations contains violation if {
	some pair in pairs
	part(pair.spec.minAvailable) > 0
	not at_fault_alone(pair.item, "minAvailable", pair.spec.minAvailable)
	some scaler in scalers(pair.item)
	not size(pair.item)
	violation := {
		"object": pair.item.index,
		"path": ["spec", "replicas"],
		"status": "not-evaluable",
		"messageKey": "scaled",
		"params": {"budget": values.name(pair.budget.metadata), "scaler": values.name(scaler.metadata)},
		"value": values.name(scaler.metadata),
	}
}

# The eviction API refuses a pod that several budgets choose, whatever they say.
violations contains violation if {
	some item in objects.applied
	names := sort([values.name(related.object.metadata) | some related in item.entry.related; related.role == "budget"])
	count(names) > 1
	violation := {
		"object": item.index,
		"path": ["spec", "template", "metadata", "labels"],
		"messageKey": "severalBudgets",
		"params": {"budgets": concat(", ", names)},
		"value": names,
	}
}

# Both kinds of number are rounded up to whole pods (disruption controller, GetScaledValueFromIntOrPercent with roundUp).
room("maxUnavailable", value, replicas) := pods_of(value, replicas)

room("minAvailable", value, replicas) := replicas - pods_of(value, replicas)

pods_of(value, _) := value if is_number(value)

pods_of(value, replicas) := ceil((part(value) * replicas) / 100) if percentage(value)

# How many pods there are at least: the autoscaler's minimum where there is one.
size(item) := stated(item.object.spec, "replicas") if {
	count(scalers(item)) == 0
} else := min([found |
	some scaler in scalers(item)
	found := smallest(scaler)
])

stated(spec, field) := spec[field] if {
	is_number(spec[field])
} else := 1

# An autoscaler without a number goes down to one pod; KEDA's may go down to none, and then there is nothing to drain.
smallest(scaler) := scaler.spec.minReplicas if {
	scaler.kind == "HorizontalPodAutoscaler"
	is_number(scaler.spec.minReplicas)
}

smallest(scaler) := 1 if {
	scaler.kind == "HorizontalPodAutoscaler"
	not is_number(scaler.spec.minReplicas)
}

smallest(scaler) := scaler.spec.minReplicaCount if {
	scaler.kind == "ScaledObject"
	is_number(scaler.spec.minReplicaCount)
	scaler.spec.minReplicaCount > 0
}

scalers(item) := [related.object | some related in item.entry.related; related.role == "scaler"]
