package tilsyn.inventory.aut_14_test

import data.tilsyn.inventory.aut_14
import data.tilsyn.lib.batch_test

test_the_old_name_of_the_field_names_the_account_too if {
	found := aut_14.violations with input as batch_test.pod({"serviceAccount": "api"})
	batch_test.keys(found) == {"unknownAccount"}
}

test_an_empty_name_is_the_default if {
	found := aut_14.violations with input as batch_test.pod({"serviceAccountName": ""})
	batch_test.keys(found) == {"defaultAccount"}
}

test_a_token_is_no_part_of_its_finding if {
	secret := {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "t"}, "type": "kubernetes.io/service-account-token", "data": {"token": "eA=="}}
	found := aut_14.violations with input as batch_test.of(secret, {})
	{key | some violation in found; some key, _ in violation} == {"object", "path", "messageKey", "params"}
}

test_of_two_names_the_new_one_counts if {
	found := aut_14.violations with input as batch_test.pod({"serviceAccount": "old", "serviceAccountName": "new"})
	{violation.params.account | some violation in found} == {"new"}
}
