package tilsyn.inventory.log_05_test

import data.tilsyn.inventory.log_05
import data.tilsyn.lib.batch_test

bit(text) := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "logging"}, "data": {"a.conf": text}}, {})

test_an_output_that_is_commented_out_is_none if {
	batch := bit("[INPUT]\n  Name tail\n#[OUTPUT]\n#  Name http\n#  Host log.example.com\n")
	{statement.messageKey | some statement in log_05.cluster} == {"notHere"} with input as batch
}

test_a_service_by_its_short_name if {
	batch_test.keys(log_05.violations) == {"insideOnly"} with input as bit("[OUTPUT]\n  Name loki\n  Host loki.logging\n  tls On\n")
}

test_standard_output_leads_nowhere if {
	batch_test.keys(log_05.violations) == {"insideOnly"} with input as bit("[OUTPUT]\n  Name stdout\n")
}

test_a_store_of_a_provider if {
	count(log_05.violations) == 0 with input as bit("[OUTPUT]\n  Name s3\n  bucket logs\n")
}

test_a_variable_is_not_known if {
	batch_test.keys(log_05.violations) == {"hidden"} with input as bit("[OUTPUT]\n  Name http\n  Host ${LOG_HOST}\n  tls On\n")
}

test_fluentd if {
	text := "<match **>\n  @type elasticsearch\n  host log.example.com\n  scheme https\n  ssl_verify false\n</match>\n"
	batch_test.keys(log_05.violations) == {"unverified"} with input as bit(text)
}

test_alloy if {
	text := "loki.write \"out\" {\n  endpoint {\n    url = \"http://log.example.com/push\"\n  }\n}\n"
	batch_test.keys(log_05.violations) == {"plain"} with input as bit(text)
}

test_vector_that_drops if {
	sink := {"type": "http", "uri": "https://log.example.com", "buffer": {"when_full": "drop_newest"}}
	batch := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}, {"documents": [{"at": ["data", "v"], "shape": "vector", "text": true, "value": {"sources": {}, "sinks": {"out": sink}}}]})
	batch_test.keys(log_05.violations) == {"unbuffered"} with input as batch
}
