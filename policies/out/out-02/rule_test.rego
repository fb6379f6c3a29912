package tilsyn.controls.out_02_test

import data.tilsyn.controls.out_02
import data.tilsyn.lib.batch_test

managed(kind, settings) := batch_test.of({"apiVersion": "s3.aws.upbound.io/v1beta1", "kind": kind, "metadata": {"name": "x"}, "spec": {"forProvider": settings}}, {})

lifecycle(rules) := managed("BucketLifecycleConfiguration", {"rule": rules})

test_missing_block_is_open if count(out_02.violations) == 4 with input as managed("BucketPublicAccessBlock", {})

test_limit_of_days if {
	count(out_02.violations) == 0 with input as lifecycle([{"status": "Enabled", "expiration": [{"days": 90}]}])
	batch_test.keys(out_02.violations) == {"tooLong"} with input as lifecycle([{"status": "Enabled", "expiration": [{"days": 91}]}])
}

test_rule_that_is_off_or_narrow if {
	every rule in [
		{"status": "Disabled", "expiration": [{"days": 30}]},
		{"status": "Enabled", "filter": [{"prefix": "tmp/"}], "expiration": [{"days": 30}]},
		{"status": "Enabled", "filter": [{"tag": [{"key": "a", "value": "b"}]}], "expiration": [{"days": 30}]},
		{"status": "Enabled", "filter": {"objectSizeGreaterThan": 500}, "expiration": {"days": 30}},
		{"status": "Enabled", "transition": [{"days": 30}]},
		{"status": "Enabled", "expiration": [{"expiredObjectDeleteMarker": true}]},
	] {
		batch_test.keys(out_02.violations) == {"noExpiry"} with input as lifecycle([rule])
	}
}

test_shortest_rule_counts if {
	count(out_02.violations) == 0 with input as lifecycle([
		{"status": "Enabled", "expiration": [{"days": 400}]},
		{"status": "Enabled", "expiration": [{"days": 30}]},
	])
}

test_policy_for_everyone if {
	open_policy := `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "s3:GetObject"}]}`
	batch_test.keys(out_02.violations) == {"public"} with input as managed("BucketPolicy", {"policy": open_policy})
	count(out_02.violations) == 0 with input as managed("BucketPolicy", {"policy": `{"Statement": [{"Effect": "Deny", "Principal": "*"}]}`})
}

test_settings_of_a_bucket_elsewhere if {
	bucket := {"apiVersion": "s3.aws.upbound.io/v1beta1", "kind": "Bucket", "metadata": {"name": "udtraek"}, "spec": {"forProvider": {}}}
	setting := {"role": "bucket-setting", "object": {"kind": "BucketLifecycleConfiguration", "metadata": {"name": "l"}, "spec": {}}}
	batch_test.keys(out_02.violations) == {"noExpiry"} with input as batch_test.of(bucket, {})
	count(out_02.violations) == 0 with input as batch_test.of(bucket, {"related": [setting]})
}
