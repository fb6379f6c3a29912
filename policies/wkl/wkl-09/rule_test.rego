package tilsyn.controls.wkl_09_test

import data.tilsyn.controls.wkl_09
import data.tilsyn.lib.batch_test

full := {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "64Mi"}}

test_amounts if {
	every memory in {"1", 1, "0.5Gi", "1e3", "100m"} {
		found := wkl_09.violations with input as batch_test.pod({"containers": [{"name": "c", "resources": object.union(full, {"limits": {"memory": memory}})}]})
		count(found) == 0
	}
	every memory in {"0", 0, "0Mi", "0e3", ""} {
		found := wkl_09.violations with input as batch_test.pod({"containers": [{"name": "c", "resources": object.union(full, {"limits": {"memory": memory}})}]})
		batch_test.keys(found) == {"memoryLimit"}
	}
}

test_ephemeral_containers_have_no_resources if {
	found := wkl_09.violations with input as batch_test.pod({"ephemeralContainers": [{"name": "c"}]})
	count(found) == 0
}

deployment(replicas, environment, parameters) := object.union(
	batch_test.of({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"}, "spec": {"replicas": replicas}}, {"environment": environment}),
	{"parameters": parameters},
)

test_replicas_by_environment if {
	batch_test.keys(wkl_09.violations) == {"replicas"} with input as deployment(1, "production", {})
	count(wkl_09.violations) == 0 with input as deployment(1, "", {})
	batch_test.keys(wkl_09.violations) == {"replicas"} with input as deployment(1, "test", {"replicas.environments": ["test"]})
	batch_test.keys(wkl_09.violations) == {"replicas"} with input as deployment(2, "production", {"replicas.min": 3})
	batch_test.keys(wkl_09.violations) == {"replicas"} with input as deployment("2", "production", {})
}

pair(replicas, spec, parameters) := object.union(
	batch_test.of(
		{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "d"}, "spec": {"replicas": replicas}},
		{"related": [{"role": "budget", "object": {"metadata": {"name": "b"}, "spec": spec}}]},
	),
	{"parameters": parameters},
)

test_budget_rounds_up if {
	count(wkl_09.violations) == 0 with input as pair(3, {"minAvailable": "66%"}, {})
	count(wkl_09.violations) == 0 with input as pair(3, {"maxUnavailable": "1%"}, {})
}

test_budget_rounds_up_to_all if {
	batch_test.keys(wkl_09.violations) == {"pairBlocks"} with input as pair(3, {"minAvailable": "67%"}, {})
}

test_disruptions_are_a_setting if {
	batch_test.keys(wkl_09.violations) == {"pairBlocks"} with input as pair(3, {"maxUnavailable": 1}, {"pdb.minDisruptions": 2})
}

test_parked_workload_cannot_be_drained if {
	count(wkl_09.violations) == 0 with input as pair(0, {"minAvailable": 1}, {})
}
