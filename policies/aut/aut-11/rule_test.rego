package tilsyn.inventory.aut_11_test

import data.tilsyn.inventory.aut_11
import data.tilsyn.lib.batch_test
import data.tilsyn.lib.rbac_test

found(rule) := keys if {
	violations := aut_11.violations with input as rbac_test.held(rule, {"kind": "Group", "name": "support"})
	keys := batch_test.keys(violations)
}

test_a_star_among_the_subresources_reaches_tokens if {
	found({"apiGroups": [""], "resources": ["*/token"], "verbs": ["create"]}) == {"raises"}
}

test_the_verbs_of_constrained_impersonation if {
	found({"apiGroups": [""], "resources": ["users"], "verbs": ["impersonate:user-info"]}) == {"raises"}
}

test_roles_of_another_group if {
	found({"apiGroups": ["example.com"], "resources": ["roles"], "verbs": ["escalate"]}) == set()
}

test_powers_are_named if {
	violations := aut_11.violations with input as rbac_test.held({"apiGroups": [""], "resources": ["nodes/proxy"], "verbs": ["*"]}, {"kind": "Group", "name": "support"})
	{violation.params.powers | some violation in violations} == {"`* nodes/proxy`"}
}
