package tilsyn.inventory.lfu_01_test

import data.tilsyn.inventory.lfu_01
import data.tilsyn.lib.batch_test

batch(expr) := object.union(
	batch_test.of(
		{"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": {"name": "a"}, "spec": {"groups": [{"name": "g", "rules": [{"alert": "A", "expr": expr, "labels": {"tilsyn_alert": "pod-exec"}}]}]}},
		{},
	),
	{"parameters": {"alerts.required": ["pod-exec"]}},
)

test_a_constant_asks_for_nothing if {
	batch_test.keys(lfu_01.violations) == {"notFed"} with input as batch("vector(1)")
	batch_test.keys(lfu_01.violations) == {"notFed"} with input as batch("vector(0) > audit_events_total")
}

test_a_stream_in_loki if count(lfu_01.violations) == 0 with input as batch("sum(count_over_time({app=\"kube-apiserver\"} |= `exec` [5m])) > 0 or audit_total")

test_what_is_not_required_is_not_missing if count(lfu_01.cluster) == 0 with input as batch("audit_events_total > 0")
