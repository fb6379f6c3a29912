package tilsyn.inventory.bak_03_test

import data.tilsyn.inventory.bak_03
import data.tilsyn.lib.batch_test

entry(manifest) := batch_test.of(manifest, {}).objects[0]

batch(manifests) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [entry(manifest) | some manifest in manifests]}

schedule(name, template) := {
	"apiVersion": "velero.io/v1",
	"kind": "Schedule",
	"metadata": {"name": name, "namespace": "velero"},
	"spec": {"schedule": "@daily", "template": template},
}

keys(manifests) := found if {
	found := batch_test.keys(bak_03.violations) with input as batch(manifests)
}

test_secrets_of_the_empty_group_are_secrets if keys([schedule("a", {"excludedResources": ["Secrets."]})]) == {"excluded"}

test_other_resources_may_be_left_out if keys([schedule("a", {"excludedResources": ["events"]})]) == set()

test_a_full_schedule_stands_in_only_for_what_it_takes if {
	partial := schedule("quick", {"includedNamespaces": ["journal"], "snapshotVolumes": false})
	keys([partial, schedule("full", {"includedNamespaces": ["journal", "booking"]})]) == set()
	keys([partial, schedule("full", {"includedNamespaces": ["booking"]})]) == {"volumesOff"}
	keys([partial, schedule("full", {"excludedNamespaces": ["journal"]})]) == {"volumesOff"}
}

test_two_faulty_schedules_do_not_excuse_each_other if {
	keys([schedule("a", {"snapshotVolumes": false}), schedule("b", {"snapshotVolumes": false})]) == {"volumesOff"}
}
