package tilsyn.controls.log_02_test

import data.tilsyn.controls.log_02
import data.tilsyn.lib.batch_test

policy(rules) := batch_test.of(value, {"documents": [{"at": [], "shape": "audit-policy", "value": value, "text": false}]}) if {
	value := {"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": rules}
}

test_metadata_for_all_is_exact if count(log_02.violations) == 0 with input as policy([{"level": "Metadata"}])

test_wider_rule_first_wins if {
	batch := policy([{"level": "Request"}, {"level": "Metadata", "resources": [{"group": "", "resources": ["secrets", "configmaps"]}]}])
	batch_test.keys(log_02.violations) == {"tooMuch"} with input as batch
}

test_content_for_a_machine_is_content if {
	batch := policy([{"level": "RequestResponse", "users": ["system:apiserver"]}, {"level": "Metadata"}])
	count(log_02.violations) == 3 with input as batch
}

test_machine_may_be_left_out if {
	count(log_02.violations) == 0 with input as policy([{"level": "None", "users": ["system:apiserver"]}, {"level": "Metadata"}])
}

test_listed_machine_in_a_list_of_people if {
	batch := policy([{"level": "None", "users": ["system:apiserver", "anna"]}, {"level": "Metadata"}])
	batch_test.keys(log_02.violations) == {"tooLittle"} with input as batch
}
