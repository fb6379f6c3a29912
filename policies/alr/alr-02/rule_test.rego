package tilsyn.inventory.alr_02_test

import data.tilsyn.inventory.alr_02
import data.tilsyn.lib.batch_test

store := {
	"apiVersion": "apps/v1",
	"kind": "StatefulSet",
	"metadata": {"name": "store", "namespace": "logging", "labels": {"tilsyn/log-store": "true"}},
	"spec": {"volumeClaimTemplates": [{}], "template": {"spec": {"containers": []}}},
}

batch(template) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [batch_test.of(manifest, {}).objects[0] | some manifest in [
	store,
	{"apiVersion": "velero.io/v1", "kind": "Schedule", "metadata": {"name": "s"}, "spec": {"template": template}},
]]}

test_a_schedule_of_everything if count(alr_02.violations) == 0 with input as batch({})

test_schedules_that_take_a_part if {
	every template in [
		{"labelSelector": {"matchLabels": {"a": "b"}}},
		{"excludedNamespaces": ["logging"]},
		{"includedNamespaces": ["journal"]},
		{"snapshotVolumes": false},
		{"excludedResources": ["pvc"]},
		{"includedResources": ["configmaps"]},
	] {
		batch_test.keys(alr_02.violations) == {"uncovered"} with input as batch(template)
	}
}
