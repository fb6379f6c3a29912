package tilsyn.inventory.sup_05_test

import data.tilsyn.inventory.sup_05
import data.tilsyn.lib.batch_test

at(manifest, version) := object.union(batch_test.of(manifest, {}), {"kubernetesVersion": version})

hpa := {"apiVersion": "autoscaling/v2beta2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "a"}}

test_the_minor_before_still_has_it if {
	count(sup_05.violations) == 0 with input as at(hpa, "1.25")
	batch_test.keys(sup_05.violations) == {"removed"} with input as at(hpa, "1.26")
}

test_another_kind_of_the_same_version if {
	count(sup_05.violations) == 0 with input as at({"apiVersion": "batch/v1beta1", "kind": "JobTemplateList", "metadata": {"name": "a"}}, "1.37")
}

test_an_unknown_version_is_no_pass if {
	batch := at(hpa, "")
	count(sup_05.examined) == 0 with input as batch
	{statement.messageKey | some statement in sup_05.cluster} == {"versionUnknown"} with input as batch
}

test_part_of_a_name_is_another_name if {
	batch := batch_test.pod({"containers": [{"name": "c", "image": "docker.io/nginx/ingress-nginx-docs:1.0"}]})
	count(sup_05.violations) == 0 with input as batch
}
