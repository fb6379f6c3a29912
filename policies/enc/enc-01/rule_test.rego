package tilsyn.controls.enc_01_test

import data.tilsyn.controls.enc_01
import data.tilsyn.controls.enc_01.ingresses
import data.tilsyn.lib.batch_test

test_star_is_one_label if {
	ingresses.star_above("a.example.com") == "*.example.com"
	ingresses.star_above("a.b.example.com") == "*.b.example.com"
	not ingresses.star_above("*.example.com")
	not ingresses.star_above("com")
}

test_host_of_a_wildcard_rule_needs_a_wildcard if {
	batch := batch_test.of({"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "spec": {"tls": [{"hosts": ["a.example.com"]}], "rules": [{"host": "*.example.com"}]}}, {})
	batch_test.keys(enc_01.violations) == {"host"} with input as batch
}

test_service_is_looked_at_only_where_it_speaks_http if {
	batch := batch_test.of({"apiVersion": "v1", "kind": "Service", "spec": {"type": "LoadBalancer"}}, {})
	count(enc_01.examined) == 0 with input as batch
}
