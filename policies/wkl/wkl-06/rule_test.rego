package tilsyn.controls.wkl_06_test

import data.tilsyn.controls.wkl_06
import data.tilsyn.lib.batch_test

test_pod_promise_is_inherited if {
	found := wkl_06.violations with input as batch_test.pod({"securityContext": {"runAsNonRoot": true}, "containers": [{"name": "c"}]})
	count(found) == 0
}

test_null_on_the_container_inherits if {
	found := wkl_06.violations with input as batch_test.pod({"securityContext": {"runAsNonRoot": true}, "containers": [{"name": "c", "securityContext": {"runAsNonRoot": null}}]})
	count(found) == 0
}

test_user_and_promise_are_two_facts if {
	found := wkl_06.violations with input as batch_test.pod({"containers": [{"name": "c", "securityContext": {"runAsUser": 0}}]})
	batch_test.keys(found) == {"missing", "userZero"}
}

test_host_users_without_known_version if {
	batch := object.union(batch_test.pod({"hostUsers": false, "containers": [{"name": "c"}]}), {"kubernetesVersion": ""})
	batch_test.keys(wkl_06.violations) == {"missing"} with input as batch
}
