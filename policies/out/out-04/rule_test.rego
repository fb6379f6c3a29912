package tilsyn.inventory.out_04_test

import data.tilsyn.inventory.out_04
import data.tilsyn.lib.batch_test
import data.tilsyn.lib.networks.cilium

pod(labels, more) := object.union(batch_test.pod(more), {"objects": [entry]}) if {
	base := batch_test.pod(more).objects[0]
	entry := object.union(base, {"object": {"metadata": {"name": "db", "namespace": "journal", "labels": labels}}})
}

with_policy(batch, spec) := object.union(batch, {"objects": array.concat(batch.objects, policy.objects)}) if {
	policy := batch_test.of({
		"apiVersion": "networking.k8s.io/v1",
		"kind": "NetworkPolicy",
		"metadata": {"name": "p", "namespace": "journal"},
		"spec": spec,
	}, {})
}

test_a_policy_is_about_ingress_where_it_does_not_say if {
	batch := with_policy(pod({"app": "db"}, {}), {"podSelector": {"matchLabels": {"app": "db"}}, "egress": [{}]})
	count(out_04.violations) == 0 with input as batch
}

test_labels_of_a_namespace_are_none_of_a_pod if {
	batch := with_policy(pod({"app": "db"}, {}), {"podSelector": {"matchLabels": {"io.kubernetes.pod.namespace": "journal"}}})
	found := out_04.violations with input as batch
	batch_test.keys(found) == {"unselected"}
}

test_all_of_a_selector_must_fit if {
	batch := with_policy(pod({"app": "db"}, {}), {"podSelector": {"matchLabels": {"app": "db", "stage": "test"}}})
	found := out_04.violations with input as batch
	batch_test.keys(found) == {"unselected"}
}

test_a_label_with_two_values_is_not_read if {
	selector := {"matchLabels": {"app": "db", "k8s:app": "api", "k8s:io.kubernetes.pod.namespace": "a", "io.kubernetes.pod.namespace": "b"}}
	cilium.plain(selector).matchLabels == {}
	cilium.readable(selector) == false
	cilium.namespace({"kind": "CiliumClusterwideNetworkPolicy", "object": {}}, {"endpointSelector": selector}) == "a"
}
