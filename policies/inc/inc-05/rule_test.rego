package tilsyn.inventory.inc_05_test

import data.tilsyn.inventory.inc_05
import data.tilsyn.lib.batch_test

job(spec) := batch_test.of(
	{"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "b"}, "spec": object.union(spec, {"jobTemplate": {"spec": {"template": {"spec": {"containers": [{"image": "aquasec/kube-bench:v0.12.0"}]}}}}})},
	{},
)

test_once_a_year_is_too_rare if {
	batch_test.keys(inc_05.violations) == {"tooRare"} with input as job({"schedule": "@yearly"})
	count(inc_05.violations) == 0 with input as job({"schedule": "@monthly"})
}

test_a_job_alone_is_no_result if count(inc_05.examined) == 0 with input as job({"schedule": "@weekly"})
