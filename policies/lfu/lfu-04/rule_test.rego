package tilsyn.inventory.lfu_04_test

import data.tilsyn.inventory.lfu_04
import data.tilsyn.lib.batch_test

binding(role, subject) := batch_test.of(
	{
		"apiVersion": "rbac.authorization.k8s.io/v1",
		"kind": "RoleBinding",
		"metadata": {"name": "b", "namespace": "logging"},
		"roleRef": {"kind": "ClusterRole", "name": role},
		"subjects": [subject],
	},
	{},
)

keys(statements) := {statement.messageKey | some statement in statements}

test_everybody_is_somebody if {
	batch_test.keys(lfu_04.violations) == {"canErase"} with input as binding("edit", {"kind": "Group", "name": "system:authenticated"})
}

test_the_store_may_run_itself if {
	count(lfu_04.violations) == 0 with input as binding("admin", {"kind": "ServiceAccount", "name": "loki", "namespace": "logging"})
}

test_reviewers_that_write_are_none if {
	batch := binding("admin", {"kind": "Group", "name": "log-revisor"})
	batch_test.keys(lfu_04.violations) == {"canErase"} with input as batch
	keys(lfu_04.cluster) == {"noAuditor"} with input as batch
}

test_the_group_is_a_setting if {
	batch := object.union(binding("view", {"kind": "Group", "name": "audit"}), {"parameters": {"roles.auditorGroup": "audit"}})
	count(lfu_04.cluster) == 0 with input as batch
}
