package tilsyn.controls.wkl_02_test

import data.tilsyn.controls.wkl_02
import data.tilsyn.lib.batch_test

test_privileged_in_every_list if {
	container := {"name": "c", "securityContext": {"privileged": true}}
	found := wkl_02.violations with input as batch_test.pod({"containers": [container], "initContainers": [container], "ephemeralContainers": [container]})
	{violation.path[1] | some violation in found} == {"containers", "initContainers", "ephemeralContainers"}
}

# The API server refuses a text here; a guard does not take it for false.
test_any_value_but_false_counts if {
	found := wkl_02.violations with input as batch_test.pod({"containers": [{"name": "c", "securityContext": {"privileged": "true"}}]})
	count(found) == 1
}

test_not_applied_is_not_examined if {
	batch := batch_test.of({"apiVersion": "v1", "kind": "Pod", "spec": {"containers": []}}, {"applied": false, "pods": [{"at": [], "podSpecOnly": false}]})
	count(wkl_02.examined) == 0 with input as batch
}
