package tilsyn.controls.chg_05_test

import data.tilsyn.controls.chg_05
import data.tilsyn.lib.batch_test

release(spec) := batch_test.of({"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": "h"}, "spec": spec}, {})

application(policy) := batch_test.of({"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "a"}, "spec": {"syncPolicy": policy}}, {})

project(spec) := batch_test.of({"apiVersion": "argoproj.io/v1alpha1", "kind": "AppProject", "metadata": {"name": "p"}, "spec": spec}, {})

test_drift_is_off_unless_set if {
	batch_test.keys(chg_05.violations) == {"noDrift"} with input as release({})
	batch_test.keys(chg_05.violations) == {"noDrift"} with input as release({"driftDetection": {"mode": "warn"}})
	count(chg_05.violations) == 0 with input as release({"driftDetection": {"mode": "enabled"}})
}

test_setting_rules if {
	count(chg_05.violations) == 0 with input as object.union(release({"driftDetection": {"mode": "warn"}}), {"parameters": {"gitops.driftMode": "warn"}})
	count(chg_05.violations) == 0 with input as object.union(release({}), {"parameters": {"gitops.driftMode": "disabled"}})
}

test_whole_object_ignored if {
	batch_test.keys(chg_05.violations) == {"driftIgnored"} with input as release({"driftDetection": {"mode": "enabled", "ignore": [{"paths": ["/spec/replicas", ""]}]}})
	count(chg_05.violations) == 0 with input as release({"driftDetection": {"mode": "enabled", "ignore": [{"paths": ["/spec/replicas"]}]}})
}

test_automation_switched_off if {
	batch_test.keys(chg_05.violations) == {"notAutomatic"} with input as application({"automated": {"enabled": false, "prune": true, "selfHeal": true}})
	batch_test.keys(chg_05.violations) == {"notAutomatic"} with input as application(null)
	batch_test.keys(chg_05.violations) == {"noPrune", "noSelfHeal"} with input as application({"automated": {}})
}

test_refusals_and_parts_of_names_are_no_wildcard if {
	count(chg_05.violations) == 0 with input as project({"sourceRepos": ["!*", "https://example.com/*"], "destinations": [{"namespace": "journal-*", "server": "https://k"}]})
}

test_wildcard_of_kinds_needs_both if {
	count(chg_05.violations) == 0 with input as project({"clusterResourceWhitelist": [{"group": "*", "kind": "Namespace"}]})
	batch_test.keys(chg_05.violations) == {"wildcard"} with input as project({"clusterResourceWhitelist": [{"group": "*", "kind": "*"}]})
}
