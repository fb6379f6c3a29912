package tilsyn.inventory.enc_06_test

import data.tilsyn.inventory.enc_06
import data.tilsyn.lib.batch_test

entry(manifest) := batch_test.of(manifest, {}).objects[0]

batch(manifests) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [entry(manifest) | some manifest in manifests]}

claim := {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data", "namespace": "journal"}, "spec": {}}

class(provisioner, parameters, annotations) := {
	"apiVersion": "storage.k8s.io/v1",
	"kind": "StorageClass",
	"metadata": {"name": provisioner, "annotations": annotations},
	"provisioner": provisioner,
	"parameters": parameters,
}

as_default := {"storageclass.kubernetes.io/is-default-class": "true"}

keys(manifests) := found if {
	found := batch_test.keys(enc_06.violations) with input as batch(manifests)
}

test_the_default_class_of_the_cluster_counts if {
	keys([claim, class("ebs.csi.aws.com", {"encrypted": "true"}, as_default)]) == set()
	keys([claim, class("ebs.csi.aws.com", {"encrypted": "True"}, as_default)]) == {"off"}
}

test_two_defaults_are_none if {
	keys([claim, class("ebs.csi.aws.com", {"encrypted": "true"}, as_default), class("driver.longhorn.io", {"encrypted": "true"}, as_default)]) == {"defaultClass"}
}

test_rook_names_its_namespace_first if {
	keys([claim, class("rook-ceph.rbd.csi.ceph.com", {}, as_default)]) == {"off"}
}

test_a_class_that_nobody_uses_is_not_judged if keys([class("ebs.csi.aws.com", {}, {})]) == set()
