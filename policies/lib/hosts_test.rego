package tilsyn.lib.hosts_test

import data.tilsyn.lib.batch_test
import data.tilsyn.lib.hosts

test_hosts_of_addresses if {
	hosts.of("https://user:p@ss@Logs.Example.com.:9200/a?b#c") == "logs.example.com"
	hosts.of("smtp.example.com:25") == "smtp.example.com"
	hosts.of("s3://bucket.example.com/path@x") == "bucket.example.com"
	hosts.of("[2001:db8::1]:443") == "[2001:db8::1]"
	hosts.of("https://a.example.com@evil.example.net/") == "evil.example.net"
	not hosts.of("two words")
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

inside(host) if hosts.inside(host)

test_a_longer_name_is_not_below if {
	hosts.within("a.example.com", "example.com")
	not hosts.within("badexample.com", "example.com")
}
