package tilsyn.inventory.bak_01_test

import data.tilsyn.inventory.bak_01
import data.tilsyn.lib.batch_test

entry(manifest) := batch_test.of(manifest, {}).objects[0]

batch(manifests) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [entry(manifest) | some manifest in manifests]}

claim(namespace) := {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data", "namespace": namespace}, "spec": {}}

schedule(spec, template) := {
	"apiVersion": "velero.io/v1",
	"kind": "Schedule",
	"metadata": {"name": "daily", "namespace": "velero"},
	"spec": object.union({"schedule": "@daily", "template": template}, spec),
}

keys(manifests) := found if {
	found := batch_test.keys(bak_01.violations) with input as batch(manifests)
}

test_no_namespaces_named_is_all_of_them if keys([claim("journal"), schedule({}, {})]) == set()

test_all_but_this_one if keys([claim("journal"), schedule({}, {"includedNamespaces": ["*"], "excludedNamespaces": ["journal"]})]) == {"uncovered"}

test_a_name_that_begins_alike_is_another if keys([claim("journal"), schedule({}, {"includedNamespaces": ["journal-test"]})]) == {"uncovered"}

test_paused_by_a_text_is_paused if keys([claim("journal"), schedule({"paused": "true"}, {})]) == {"paused"}

test_nothing_is_said_of_a_claim_where_no_velero_is if {
	keys([claim("journal")]) == set()
	count(bak_01.cluster) == 1 with input as batch([claim("journal")])
}

test_nothing_is_said_of_a_cluster_without_data if {
	count(bak_01.cluster) == 0 with input as batch([schedule({}, {})])
	count(bak_01.examined) == 0 with input as batch([schedule({}, {})])
}
