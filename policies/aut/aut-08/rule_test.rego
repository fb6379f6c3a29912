package tilsyn.controls.aut_08_test

import data.tilsyn.controls.aut_08
import data.tilsyn.lib.batch_test

binding(role, subject) := batch_test.of(
	{
		"apiVersion": "rbac.authorization.k8s.io/v1",
		"kind": "RoleBinding",
		"metadata": {"name": "b"},
		"roleRef": {"kind": "ClusterRole", "name": role},
		"subjects": [subject],
	},
	{},
)

test_another_role_is_another_value if {
	view := {violation.value | some violation in aut_08.violations} with input as binding("view", {"kind": "Group", "name": "system:masters"})
	edit := {violation.value | some violation in aut_08.violations} with input as binding("edit", {"kind": "Group", "name": "system:masters"})
	count(view | edit) == 2
}

test_kind_is_not_trusted if {
	batch_test.keys(aut_08.violations) == {"everyone"} with input as binding("view", {"name": "system:authenticated"})
}

test_service_account_of_that_name if {
	found := aut_08.violations with input as binding("view", {"kind": "ServiceAccount", "name": "system:masters"})
	count(found) == 0
}
