package tilsyn.inventory.aut_07_test

import data.tilsyn.inventory.aut_07
import data.tilsyn.lib.batch_test

entry(manifest) := batch_test.of(manifest, {}).objects[0]

binding(role) := {
	"apiVersion": "rbac.authorization.k8s.io/v1",
	"kind": "ClusterRoleBinding",
	"metadata": {"name": "b"},
	"roleRef": {"kind": "ClusterRole", "name": role},
	"subjects": [{"kind": "Group", "name": "developers"}],
}

role(name, rules) := {
	"apiVersion": "rbac.authorization.k8s.io/v1",
	"kind": "ClusterRole",
	"metadata": {"name": name},
	"rules": rules,
}

batch(manifests) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [entry(manifest) | some manifest in manifests]}

test_three_rules_that_are_unlimited_one_by_one_are_not_together if {
	rules := [
		{"apiGroups": ["*"], "resources": ["pods"], "verbs": ["*"]},
		{"apiGroups": [""], "resources": ["*"], "verbs": ["*"]},
	]
	found := aut_07.violations with input as batch([binding("r"), role("r", rules)])
	count(found) == 0
}

test_rules_of_two_manifests_of_one_role_add_up if {
	wide := [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]
	found := aut_07.violations with input as batch([binding("r"), role("r", []), role("r", wide)])
	batch_test.keys(found) == {"equalRole"}
}

test_a_role_of_another_kind_is_not_meant if {
	found := aut_07.violations with input as batch([binding("r"), object.union(role("r", []), {"kind": "Role"})])
	batch_test.keys(found) == {"unknownRole"}
}
