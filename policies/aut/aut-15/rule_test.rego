package tilsyn.inventory.aut_15_test

import data.tilsyn.inventory.aut_15
import data.tilsyn.lib.batch_test
import data.tilsyn.lib.rbac_test

found(rule, subject) := keys if {
	violations := aut_15.violations with input as rbac_test.held(rule, subject)
	keys := batch_test.keys(violations)
}

group := {"kind": "Group", "name": "support"}

test_named_secrets_are_no_privilege if {
	found({"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"], "resourceNames": ["a"]}, group) == set()
}

test_reading_nodes_proxy_is_one if {
	found({"apiGroups": [""], "resources": ["nodes/proxy"], "verbs": ["get"]}, group) == {"annotationsMissing"}
}
