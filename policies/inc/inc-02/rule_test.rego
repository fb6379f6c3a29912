package tilsyn.controls.inc_02_test

import data.tilsyn.controls.inc_02
import data.tilsyn.lib.batch_test

release(values) := batch_test.of({"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": "falco"}, "spec": {"chart": {"spec": {"chart": "falco"}}, "values": values}}, {})

sidekick(config) := release({"falcosidekick": {"enabled": true, "config": config}})

file(value) := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "falco"}}, {"documents": [{"at": ["data", "falco.yaml"], "shape": "falco", "value": value, "text": true}]})

test_defaults_of_the_chart_are_weak if batch_test.keys(inc_02.violations) == {"notJson", "noSink"} with input as release({})

test_receiver_outside if count(inc_02.violations) == 0 with input as sidekick({"webhook": {"address": "https://soc.example.com"}})

test_receiver_inside if {
	batch_test.keys(inc_02.violations) == {"sinkInCluster"} with input as sidekick({"loki": {"hostport": "http://loki.monitoring.svc:3100"}})
	count(inc_02.violations) == 0 with input as sidekick({"loki": {"hostport": "http://loki:3100"}, "webhook": {"address": "https://soc.example.com"}})
}

test_store_of_a_cloud_provider if count(inc_02.violations) == 0 with input as sidekick({"aws": {"s3": {"bucket": "soc"}}})

test_receiver_not_seen if {
	every config in [{"existingSecret": "falcosidekick"}, {"webhook": {"address": "${SOC}"}}, {"slack": {"webhookurl": "ENC[AES256_GCM,data:x]"}}] {
		batch_test.keys(inc_02.violations) == {"sinkHidden"} with input as sidekick(config)
	}
}

test_no_receiver_in_the_sidekick if batch_test.keys(inc_02.violations) == {"noSink"} with input as sidekick({"webhook": {"address": ""}, "customfields": "a:b"})

test_priority if {
	batch_test.keys(inc_02.violations) == {"tooSevere"} with input as file({"json_output": true, "priority": "Error", "http_output": {"enabled": true, "url": "https://soc.example.com"}})
	count(inc_02.violations) == 0 with input as file({"json_output": true, "priority": "WARNING", "http_output": {"enabled": true, "url": "https://soc.example.com"}})
}

test_output_that_is_off if batch_test.keys(inc_02.violations) == {"noSink"} with input as file({"json_output": true, "http_output": {"enabled": false, "url": "https://soc.example.com"}})

test_sidekick_by_its_address_is_not_known if batch_test.keys(inc_02.violations) == {"sinkHidden"} with input as file({"json_output": true, "http_output": {"enabled": true, "url": "http://falco-falcosidekick:2801"}})

test_pattern_hidden_in_a_name if {
	batch_test.keys(inc_02.violations) == {"disabled"} with input as file({"json_output": true, "http_output": {"enabled": true, "url": "https://soc.example.com"}, "rules": [{"disable": {"rule": "Terminal*"}}]})
}
