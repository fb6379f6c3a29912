package tilsyn.controls.aut_05_test

import data.tilsyn.controls.aut_05
import data.tilsyn.lib.batch_test

realm(value) := batch_test.of({"apiVersion": "k8s.keycloak.org/v2alpha1", "kind": "KeycloakRealmImport", "metadata": {"name": "k"}, "spec": {"realm": value}}, {})

test_limit_holds_at_its_value if count(aut_05.violations) == 0 with input as realm({"bruteForceProtected": true, "failureFactor": 5})

test_default_of_keycloak_is_too_many if batch_test.keys(aut_05.violations) == {"tooMany"} with input as realm({"bruteForceProtected": true})

test_zero_locks_nobody if batch_test.keys(aut_05.violations) == {"tooMany"} with input as realm({"bruteForceProtected": true, "failureFactor": 0})

test_no_realm_is_unprotected if batch_test.keys(aut_05.violations) == {"unprotected"} with input as realm({})

test_setting_rules if {
	batch := object.union(realm({"bruteForceProtected": true, "failureFactor": 5}), {"parameters": {"lockout.maxAttempts": 3}})
	batch_test.keys(aut_05.violations) == {"tooMany"} with input as batch
}
