package tilsyn.controls.chg_07_test

import data.tilsyn.controls.chg_07
import data.tilsyn.lib.batch_test

namespace(labels) := batch_test.of({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "n", "labels": labels}}, {})

test_no_labels_at_all if count(chg_07.violations) == 4 with input as namespace(null)

test_own_list if {
	batch := object.union(namespace({"team": "drift"}), {"parameters": {"labels.required": ["team", "kind"]}})
	[violation.params.label | some violation in chg_07.violations] == ["kind"] with input as batch
}

test_another_group_is_no_namespace if {
	count(chg_07.examined) == 0 with input as batch_test.of({"apiVersion": "example.com/v1", "kind": "Namespace", "metadata": {"name": "n"}}, {})
}
