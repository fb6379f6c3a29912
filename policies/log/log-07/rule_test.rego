package tilsyn.inventory.log_07_test

import data.tilsyn.inventory.log_07
import data.tilsyn.lib.batch_test

loki(limits, compactor) := batch_test.of(
	{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "loki", "labels": {"tilsyn/log-stream": "operational"}}},
	{"documents": [{"at": ["data", "config.yaml"], "shape": "loki", "text": true, "value": {"limits_config": limits, "compactor": compactor}}]},
)

on := {"retention_enabled": true}

test_lengths_of_the_settings if {
	log_07.length("6 months + 7 days", log_07.fewest) == 187
	log_07.length("6 months + 7 days", log_07.most) == 193
	not log_07.length("half a year", log_07.most)
}

test_zero_is_for_ever if batch_test.keys(log_07.violations) == {"unlimited"} with input as loki({"retention_period": "0s"}, on)

test_a_compactor_that_does_not_delete if batch_test.keys(log_07.violations) == {"unlimited"} with input as loki({"retention_period": "30d"}, {})

test_one_tenant_with_a_longer_time if {
	limits := {"retention_period": "30d", "retention_stream": [{"selector": "{a=\"b\"}", "period": "2y"}]}
	batch_test.keys(log_07.violations) == {"tooLong"} with input as loki(limits, on)
}

test_a_setting_that_is_no_length if {
	batch := object.union(loki({"retention_period": "30d"}, on), {"parameters": {"log.operational.max": "some time"}})
	batch_test.keys(log_07.violations) == {"unknownValue"} with input as batch
}
