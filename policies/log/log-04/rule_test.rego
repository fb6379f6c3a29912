package tilsyn.controls.log_04_test

import data.tilsyn.controls.log_04
import data.tilsyn.lib.batch_test

policy(rules) := batch_test.of(value, {"documents": [{"at": [], "shape": "audit-policy", "value": value, "text": false}]}) if {
	value := {"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": rules}
}

test_catch_all_alone if count(log_04.violations) == 0 with input as policy([{"level": "Metadata"}])

test_no_rules_at_all if batch_test.keys(log_04.violations) == {"changes", "noCatchAll"} with input as policy([])

test_last_rule_must_match_addresses_too if {
	batch := policy([{"level": "Metadata", "resources": [{"group": "", "resources": ["*"]}]}])
	"noCatchAll" in batch_test.keys(log_04.violations) with input as batch
}

test_machine_may_be_configured if {
	batch := object.union(policy([{"level": "None", "userGroups": ["system:nodes"]}, {"level": "Metadata"}]), {"parameters": {"audit.machineUsers": ["system:nodes"]}})
	count(log_04.violations) == 0 with input as batch
}

test_everyone_who_logged_in_is_no_component if {
	batch_test.keys(log_04.violations) == {"left"} with input as policy([{"level": "None", "userGroups": ["system:authenticated"]}, {"level": "Metadata"}])
	batch_test.keys(log_04.violations) == {"left"} with input as policy([{"level": "None", "users": ["system:serviceaccount:a:b", "anna"]}, {"level": "Metadata"}])
}

test_address_that_only_begins_like_health if {
	batch := policy([{"level": "None", "nonResourceURLs": ["/*"]}, {"level": "Metadata"}])
	batch_test.keys(log_04.violations) == {"left"} with input as batch
}
