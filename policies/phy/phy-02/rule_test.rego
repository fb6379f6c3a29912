package tilsyn.controls.phy_02_test

import data.tilsyn.controls.phy_02
import data.tilsyn.lib.batch_test

class(zones) := batch_test.of({"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": "s"}, "allowedTopologies": [{"matchLabelExpressions": [{"key": "topology.kubernetes.io/zone", "values": zones}]}]}, {})

approved(batch) := object.union(batch, {"parameters": {"regions.allow": ["eu-north-1"]}})

test_zone_lies_in_its_region if count(phy_02.violations) == 0 with input as approved(class(["eu-north-1a", "eu-north-1b"]))

test_every_value_counts if count(phy_02.violations) == 1 with input as approved(class(["eu-north-1a", "us-east-1a"]))

test_other_topologies_are_no_place if {
	batch := batch_test.of({"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": "s"}, "allowedTopologies": [{"matchLabelExpressions": [{"key": "kubernetes.io/hostname", "values": ["us-east-1"]}]}]}, {})
	count(phy_02.examined) == 0 with input as batch
}

test_affinity_only_where_it_binds if {
	required := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "topology.kubernetes.io/region", "operator": "In", "values": ["us-east-1"]}]}]}}}}
	batch_test.keys(phy_02.violations) == {"outside"} with input as batch_test.pod(required)
	refused := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "topology.kubernetes.io/region", "operator": "NotIn", "values": ["us-east-1"]}]}]}}}}
	count(phy_02.examined) == 0 with input as batch_test.pod(refused)
}
