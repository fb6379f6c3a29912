package tilsyn.inventory.sup_02_test

import data.tilsyn.inventory.sup_02
import data.tilsyn.lib.batch_test

policy(spec, part, environment) := batch_test.of(
	{
		"apiVersion": "kyverno.io/v1",
		"kind": "ClusterPolicy",
		"metadata": {"name": "signatures"},
		"spec": object.union(spec, {"rules": [{"name": "a", "verifyImages": [part]}]}),
	},
	{"environment": environment},
)

keys_of(key) := {"attestors": [{"entries": [{"keys": {"publicKeys": key}}]}]}

test_the_habit_is_to_report if batch_test.keys(sup_02.violations) == {"auditOnly"} with input as policy({}, keys_of("k"), "")

test_the_word_of_the_policy if count(sup_02.violations) == 0 with input as policy({"validationFailureAction": "enforce"}, keys_of("k"), "")

test_the_part_has_the_last_word if {
	part := object.union(keys_of("k"), {"failureAction": "Audit"})
	batch_test.keys(sup_02.violations) == {"auditOnly"} with input as policy({"validationFailureAction": "Enforce"}, part, "production")
}

test_a_policy_of_the_test_environment_is_nothing_for_production if {
	batch := policy({}, keys_of("k"), "test")
	count(sup_02.violations) == 0 with input as batch
	{statement.messageKey | some statement in sup_02.cluster} == {"notHere"} with input as batch
}

test_a_signer_that_is_anybody if {
	part := {"failureAction": "Enforce", "attestors": [{"entries": [{"keyless": {"subject": "*", "issuer": "https://example.com"}}]}]}
	batch_test.keys(sup_02.violations) == {"anySigner"} with input as policy({}, part, "")
}
