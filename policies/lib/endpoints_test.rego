package tilsyn.lib.endpoints_test

import data.tilsyn.lib.batch_test
import data.tilsyn.lib.endpoints

test_hosts_of_addresses if {
	endpoints.of("https://user:p@ss@Logs.Example.com.:9200/a?b#c") == "logs.example.com"
	endpoints.of("smtp.example.com:25") == "smtp.example.com"
	endpoints.of("s3://bucket.example.com/path@x") == "bucket.example.com"
	endpoints.of("[2001:db8::1]:443") == "[2001:db8::1]"
	endpoints.of("https://a.example.com@evil.example.net/") == "evil.example.net"
	not endpoints.of("two words")
}

test_what_lies_inside if {
	batch := batch_test.of({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "monitoring"}}, {})
	inside("loki.monitoring") with input as batch
	inside("loki.monitoring.svc.cluster.local") with input as batch
	inside("loki") with input as batch
	inside("10.1.2.3") with input as batch
	not inside("loki.example") with input as batch
	not inside("a.svc.example.com") with input as batch
	not inside("172.32.0.1") with input as batch
	not inside("[2001:db8::1]") with input as batch
}

inside(host) if endpoints.inside(host)

test_a_longer_name_is_not_below if {
	endpoints.within("a.example.com", "example.com")
	not endpoints.within("badexample.com", "example.com")
}
