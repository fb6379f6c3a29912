package tilsyn.controls.enc_04_test

import data.tilsyn.controls.enc_04
import data.tilsyn.lib.batch_test

repository(url) := batch_test.of({"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "HelmRepository", "spec": {"url": url}}, {})

test_hosts_outside_the_cluster if {
	every url in {
		"http://charts.example.com",
		"HTTP://charts.example.com/a",
		"http://a.svc.evil.example/charts",
		"http://charts.example.com#@a.svc/",
		"http://charts.example.com\\@a.svc/",
		"http://a.svc@charts.example.com/",
		"http://10.0.0.7/charts",
		"http://167772167/charts",
		"http://[2001:db8::1]/charts",
	} {
		batch_test.keys(enc_04.violations) == {"plainAddress"} with input as repository(url)
	}
}

test_hosts_inside_the_cluster if {
	every url in {"https://charts.example.com", "http://charts", "http://charts.drift.svc:8080", "http://charts.drift.svc.cluster.local.", "http://localhost:80", "http://127.0.0.1/a", "http://[::1]/"} {
		found := enc_04.violations with input as repository(url)
		count(found) == 0
	}
}

test_values_of_a_secret_stay_inside if {
	secret := {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "data": {"config": "eA=="}}
	batch := batch_test.of(secret, {"decoded": {"config": "password: hunter2\ninsecure_skip_verify: true\n"}})
	found := enc_04.violations with input as batch
	batch_test.keys(found) == {"inText"}
	not contains(json.marshal(found), "hunter2")
}

test_nothing_looked_at if {
	batch := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"a": "b"}}, {})
	count(enc_04.examined) == 0 with input as batch
}
