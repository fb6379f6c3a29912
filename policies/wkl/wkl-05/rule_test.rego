package tilsyn.controls.wkl_05_test

import data.tilsyn.controls.wkl_05
import data.tilsyn.lib.batch_test

test_false_passes if {
	count(wkl_05.violations) == 0 with input as batch_test.pod({"containers": [{"name": "c", "securityContext": {"allowPrivilegeEscalation": false}}]})
}

test_the_pod_does_not_hand_it_down if {
	found := wkl_05.violations with input as batch_test.pod({"securityContext": {"allowPrivilegeEscalation": false}, "containers": [{"name": "c"}]})
	batch_test.keys(found) == {"missing"}
}

test_what_is_no_boolean_is_not_false if {
	every value in ["false", 0, "", []] {
		found := wkl_05.violations with input as batch_test.pod({"containers": [{"name": "c", "securityContext": {"allowPrivilegeEscalation": value}}]})
		batch_test.keys(found) == {"allowed"}
	}
}

test_allowed_on_windows_counts if {
	spec := {"nodeSelector": {"kubernetes.io/os": "windows"}, "containers": [{"name": "c", "securityContext": {"allowPrivilegeEscalation": true}}]}
	batch_test.keys(wkl_05.violations) == {"allowed"} with input as batch_test.pod(spec)
}

test_null_security_context_is_missing if {
	found := wkl_05.violations with input as batch_test.pod({"containers": [{"name": "c", "securityContext": null}]})
	batch_test.keys(found) == {"missing"}
}
