# METADATA
# title: Batches for tests
package tilsyn.lib.batch_test

# A batch of one object with everything else left empty; `more` overrides parts of its entry.
of(manifest, more) := {
	"kubernetesVersion": "1.37",
	"parameters": {},
	"objects": [object.union(
		{
			"object": manifest,
			"applied": true,
			"pods": [],
			"containers": [],
			"fields": [],
			"cluster": {},
			"environment": "",
			"namespaceLabels": {},
			"related": [],
			"names": [],
			"decoded": {},
			"documents": [],
		},
		more,
	)],
}

# A batch of one Pod with this spec.
pod(spec) := of({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "journal-api"}, "spec": spec}, {"pods": [{"at": [], "podSpecOnly": false}]})

keys(violations) := {violation.messageKey | some violation in violations}

test_pod_has_one_place if {
	pod({}).objects[0].pods == [{"at": [], "podSpecOnly": false}]
}
