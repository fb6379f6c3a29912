package tilsyn.change.chg_06_test

import data.tilsyn.change.chg_06
import data.tilsyn.lib.batch_test

changed(before, after) := batch_test.of(after, {"before": before, "removed": false})

namespace(labels) := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "journal", "labels": labels}}

enforce := "pod-security.kubernetes.io/enforce"

test_a_label_taken_away_is_weaker if {
	found := chg_06.violations with input as changed(namespace({enforce: "baseline"}), namespace({}))
	batch_test.keys(found) == {"weakened"}
}

test_a_level_that_does_not_exist_protects_nothing if {
	found := chg_06.violations with input as changed(namespace({enforce: "restricted"}), namespace({enforce: "Restricted"}))
	batch_test.keys(found) == {"weakened"}
}

test_egress_rules_imply_their_type if {
	before := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "n"}, "spec": {"egress": []}}
	after := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "n"}, "spec": {}}
	found := chg_06.violations with input as changed(before, after)
	batch_test.keys(found) == {"weakened"}
}
