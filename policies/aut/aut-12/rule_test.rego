package tilsyn.inventory.aut_12_test

import data.tilsyn.inventory.aut_12
import data.tilsyn.inventory.aut_12.ways_in
import data.tilsyn.lib.batch_test
import data.tilsyn.lib.rbac_test

test_a_star_behind_a_slash_opens_nothing if {
	ways_in.of({"apiGroups": [""], "resources": ["pods/*"], "verbs": ["create"]}) == set()
}

test_a_name_does_not_close_a_running_pod if {
	ways_in.of({"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"], "resourceNames": ["db-0"]}) == {"`create pods/exec`"}
}

test_a_placeholder_is_no_data_class if {
	namespace := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "journal", "labels": {"tilsyn/data-class": "${CLASS}"}}}
	binding := rbac_test.binding("edit", {"kind": "Group", "name": "team"})
	found := aut_12.violations with input as rbac_test.together([namespace, binding])
	batch_test.keys(found) == {"unclassified"}
}
