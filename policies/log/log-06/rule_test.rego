package tilsyn.inventory.log_06_test

import data.tilsyn.inventory.log_06
import data.tilsyn.lib.batch_test

bucket(name, spec) := batch_test.of({"apiVersion": "s3.aws.upbound.io/v1beta1", "kind": "Bucket", "metadata": {"name": name}, "spec": spec}, {})

test_a_bucket_for_logs_by_its_name if {
	batch_test.keys(log_06.violations) == {"unlocked"} with input as bucket("prod-audit-1", {})
	count(log_06.violations) == 0 with input as bucket("catalogue", {})
}

test_another_account_is_for_the_register if count(log_06.violations) == 0 with input as bucket("auditlog", {"providerConfigRef": {"name": "log-account"}})

test_a_lock_that_is_switched_on_proves_nothing if count(log_06.examined) == 0 with input as bucket("auditlog", {"forProvider": {"objectLockEnabled": true}})
