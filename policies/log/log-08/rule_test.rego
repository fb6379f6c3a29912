package tilsyn.inventory.log_08_test

import data.tilsyn.inventory.log_08
import data.tilsyn.lib.batch_test

release(chart, spec) := batch_test.of({"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": chart}, "spec": object.union({"chart": {"spec": {"chart": chart}}}, spec)}, {})

test_switched_off_in_the_values if {
	batch_test.keys(log_08.violations) == {"accessOff"} with input as release("ingress-nginx", {"values": {"controller": {"config": {"disable-access-log": true}}}})
}

test_traefik if {
	batch_test.keys(log_08.violations) == {"accessUnset"} with input as release("traefik", {})
	count(log_08.violations) == 0 with input as release("traefik", {"values": {"logs": {"access": {"enabled": true}}}})
	count(log_08.violations) == 0 with input as release("traefik", {"valuesFrom": [{"kind": "Secret", "name": "t"}]})
}

test_an_access_log_is_not_all_sources if count(log_08.examined) == 0 with input as release("traefik", {"values": {"logs": {"access": {"enabled": true}}}})
