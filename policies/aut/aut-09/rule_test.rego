package tilsyn.controls.aut_09_test

import data.tilsyn.controls.aut_09
import data.tilsyn.lib.batch_test

role(rule) := batch_test.of({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "r"}, "rules": [rule]}, {})

test_whole_rule_is_the_value if {
	rule := {"apiGroups": [""], "resources": ["*"], "verbs": ["get"]}
	found := aut_09.violations with input as role(rule)
	{violation.value | some violation in found} == {rule}
}

test_star_inside_a_word_is_no_star if {
	found := aut_09.violations with input as role({"apiGroups": [""], "resources": ["pods/*"], "verbs": ["get"]})
	count(found) == 0
}

test_same_kind_of_another_group if {
	batch := batch_test.of({"apiVersion": "example.com/v1", "kind": "Role", "rules": [{"verbs": ["*"]}]}, {})
	count(aut_09.examined) == 0 with input as batch
}

own(elsewhere) := batch_test.of(
	{
		"apiVersion": "rbac.authorization.k8s.io/v1",
		"kind": "ClusterRole",
		"metadata": {"name": "r"},
		"rules": [{"apiGroups": ["journal.example.com"], "resources": ["*"], "verbs": ["get"]}],
	},
	{"related": array.concat(elsewhere, [
		{"role": "definition", "object": {"spec": {"group": "journal.example.com"}}},
		{"role": "binding", "object": {"metadata": {"name": "b", "namespace": ""}, "subjects": [{"kind": "ServiceAccount", "name": "a", "namespace": "n"}]}},
		{"role": "account", "object": {"metadata": {"name": "a", "namespace": "n"}}},
	])},
)

test_own_group_is_left_open if {
	found := aut_09.violations with input as own([])
	{violation.status | some violation in found} == {"not-evaluable"}
}

test_group_that_another_root_defines if {
	found := aut_09.violations with input as own([{"role": "definition-elsewhere", "object": {"spec": {"group": "journal.example.com"}}}])
	batch_test.keys(found) == {"resources"}
}
