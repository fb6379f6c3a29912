package tilsyn.inventory.bak_05_test

import data.tilsyn.inventory.bak_05
import data.tilsyn.lib.batch_test

entry(manifest) := batch_test.of(manifest, {}).objects[0]

batch(manifests) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [entry(manifest) | some manifest in manifests]}

bucket(name, labels, account) := {
	"apiVersion": "s3.aws.upbound.io/v1beta1",
	"kind": "Bucket",
	"metadata": {"name": name, "labels": labels},
	"spec": {"forProvider": {"region": "eu-north-1", "objectLockEnabled": true}, "providerConfigRef": {"name": account}},
}

lock(rule) := {
	"apiVersion": "s3.aws.upbound.io/v1beta1",
	"kind": "BucketObjectLockConfiguration",
	"metadata": {"name": "lock"},
	"spec": {"forProvider": {"bucketRef": {"name": "copy"}, "rule": rule}},
}

copy(account) := bucket("copy", {"tilsyn/backup-copy-of": "store"}, account)

keys(manifests) := found if {
	found := batch_test.keys(bak_05.violations) with input as batch(manifests)
}

test_one_year_is_long_enough if keys([copy("other"), lock([{"defaultRetention": [{"mode": "COMPLIANCE", "years": 1}]}])]) == set()

test_the_newer_form_of_one_rule if keys([copy("other"), lock({"defaultRetention": {"mode": "COMPLIANCE", "days": 7}})]) == {"lockEndsSoon"}

test_a_lock_without_a_rule_locks_nothing if keys([copy("other")]) == {"noRetention"}

test_the_same_account_and_region_is_not_apart if {
	keys([copy("main"), bucket("store", {}, "main"), lock([{"defaultRetention": [{"mode": "COMPLIANCE", "days": 35}]}])]) == {"beside"}
}

replication(status) := {
	"apiVersion": "s3.aws.upbound.io/v1beta1",
	"kind": "BucketReplicationConfiguration",
	"metadata": {"name": "r"},
	"spec": {"forProvider": {"bucketRef": {"name": "store"}, "rule": [{"status": status, "destination": [{"bucket": "arn:aws:s3:::copy"}]}]}},
}

test_a_replication_that_is_off_makes_no_copy if {
	plain := bucket("copy", {}, "other")
	keys([plain, replication("Disabled")]) == set()
	keys([plain, replication("Enabled")]) == {"noRetention"}
}
