package tilsyn.inventory.aut_10_test

import data.tilsyn.inventory.aut_10
import data.tilsyn.lib.batch_test
import data.tilsyn.lib.rbac_test

found(rule, subject) := rules if {
	violations := aut_10.violations with input as rbac_test.held(rule, subject)
	rules := batch_test.keys(violations)
}

group := {"kind": "Group", "name": "support"}

test_a_star_among_the_resources_reads_secrets if {
	found({"apiGroups": [""], "resources": ["*"], "verbs": ["list"]}, group) == {"clusterWide"}
}

test_a_subresource_is_no_secret if {
	found({"apiGroups": [""], "resources": ["*/status", "secrets/*"], "verbs": ["*"]}, group) == set()
}

test_no_names_narrow_nothing if {
	found({"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"], "resourceNames": []}, group) == {"clusterWide"}
}

test_everybody_is_somebody if {
	found({"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"]}, {"kind": "User", "name": "system:anonymous"}) == {"clusterWide"}
}
