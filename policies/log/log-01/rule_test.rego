package tilsyn.inventory.log_01_test

import data.tilsyn.inventory.log_01
import data.tilsyn.lib.batch_test

batch(args) := batch_test.pod({"containers": [{"name": "kube-apiserver", "command": array.concat(["kube-apiserver"], args)}]})

test_empty_flags_are_none if {
	batch_test.keys(log_01.violations) == {"off"} with input as batch(["--audit-policy-file=", "--audit-log-path="])
}

test_the_last_of_equal_flags_counts if {
	args := ["--audit-policy-file=/p", "--audit-log-path=-", "--audit-policy-file="]
	batch_test.keys(log_01.violations) == {"noPolicy"} with input as batch(args)
}

test_zero_is_no_length if {
	args := ["--audit-policy-file=/p", "--audit-log-path=/l", "--audit-log-maxage=0", "--audit-log-maxbackup=10", "--audit-log-maxsize", "100"]
	batch_test.keys(log_01.violations) == {"rotationUnset", "policyElsewhere"} with input as batch(args)
}

test_no_number_is_no_length if {
	args := ["--audit-policy-file=/p", "--audit-log-path=/l", "--audit-log-maxage=thirty", "--audit-log-maxbackup=10", "--audit-log-maxsize=100"]
	batch_test.keys(log_01.violations) == {"rotationShort", "policyElsewhere"} with input as batch(args)
}

test_nothing_to_look_at_is_said_of_the_cluster if {
	found := log_01.cluster with input as batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}, {})
	{statement.messageKey | some statement in found} == {"notHere"}
}
