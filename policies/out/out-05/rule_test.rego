package tilsyn.controls.out_05_test

import data.tilsyn.controls.out_05
import data.tilsyn.lib.batch_test

service(spec) := batch_test.of({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "entrance", "namespace": "ingress"}, "spec": spec}, {})

test_allowed_services_are_named_in_full if {
	every entry in {"entrance", "journal/entrance", "ingress/entrance2", "ingress/*"} {
		batch := object.union(service({"type": "LoadBalancer"}), {"parameters": {"exposure.allowedServices": [entry]}})
		batch_test.keys(out_05.violations) == {"loadBalancer"} with input as batch
	}
	batch := object.union(service({"type": "LoadBalancer"}), {"parameters": {"exposure.allowedServices": ["ingress/entrance"]}})
	count(out_05.violations) == 0 with input as batch
}

test_external_address_of_any_type if {
	batch_test.keys(out_05.violations) == {"externalIp"} with input as service({"type": "ClusterIP", "externalIPs": ["192.0.2.1"]})
}

test_definition_with_the_word if {
	batch := batch_test.of({"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "spec": {"service": {"type": "LoadBalancer"}}}, {})
	count(out_05.violations) == 0 with input as batch
}

middleware(spec) := {"role": "middleware", "object": {"metadata": {"name": "m", "namespace": "ingress"}, "spec": spec}}

dashboard(related) := batch_test.of(
	{
		"apiVersion": "traefik.io/v1alpha1",
		"kind": "IngressRoute",
		"metadata": {"name": "d", "namespace": "ingress"},
		"spec": {"routes": [{"match": "Host(`a.example.com`)", "middlewares": [{"name": "m"}], "services": [{"name": "api@internal"}]}]},
	},
	{"related": related},
)

test_middleware_must_ask_for_a_login if {
	count(out_05.violations) == 0 with input as dashboard([middleware({"basicAuth": {"secret": "s"}})])
	batch_test.keys(out_05.violations) == {"openAdmin"} with input as dashboard([middleware({"stripPrefix": {}})])
	batch_test.keys(out_05.violations) == {"adminBehindProxy"} with input as dashboard([])
}
