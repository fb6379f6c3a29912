package tilsyn.inventory.inc_03_test

import data.tilsyn.inventory.inc_03
import data.tilsyn.lib.batch_test

release(chart, values) := batch_test.of({"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": chart}, "spec": {"chart": {"spec": {"chart": chart}}, "values": values}}, {})

keys(statements) := {statement.messageKey | some statement in statements}

test_each_part_is_asked_for if {
	keys(inc_03.cluster) == {"noPatching"} with input as release("trivy-operator", {})
	keys(inc_03.cluster) == {"noScanner"} with input as release("kured", {})
}

test_a_switch_written_as_text if {
	batch_test.keys(inc_03.violations) == {"scannerOff"} with input as release("trivy-operator", {"operator": {"vulnerabilityScannerEnabled": "false"}})
}

test_a_means_of_ones_own if {
	batch := object.union(release("node-patcher", {}), {"parameters": {"patch.means": ["node-patcher"]}})
	keys(inc_03.cluster) == {"noScanner"} with input as batch
}

test_a_provider_that_patches_shows_in_no_manifest if {
	batch := object.union(release("managed", {}), {"parameters": {"patch.means": ["managed"]}})
	keys(inc_03.cluster) == {"noScanner", "noPatching"} with input as batch
}
