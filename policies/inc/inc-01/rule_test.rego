package tilsyn.inventory.inc_01_test

import data.tilsyn.change.inc_01 as change
import data.tilsyn.inventory.inc_01
import data.tilsyn.lib.batch_test

release(values) := batch_test.of({"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": "falco"}, "spec": {"chart": {"spec": {"chart": "falco"}}, "values": values}}, {})

test_the_older_name_of_the_control_plane_is_not_enough if {
	values := {"tolerations": [{"key": "node-role.kubernetes.io/master", "operator": "Exists", "effect": "NoSchedule"}]}
	batch_test.keys(inc_01.violations) == {"controlPlane"} with input as release(values)
}

test_a_toleration_of_everything if {
	count(inc_01.violations) == 0 with input as release({"tolerations": [{"operator": "Exists"}]})
}

test_a_toleration_of_another_effect if {
	values := {"tolerations": [{"key": "node-role.kubernetes.io/control-plane", "operator": "Exists", "effect": "NoExecute"}]}
	batch_test.keys(inc_01.violations) == {"controlPlane"} with input as release(values)
}

test_virtual_nodes_may_be_left_out if {
	term := {"matchExpressions": [{"key": "eks.amazonaws.com/compute-type", "operator": "NotIn", "values": ["fargate"]}]}
	affinity := {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [term]}}}
	count(inc_01.violations) == 0 with input as release({"affinity": affinity})
}

test_only_what_is_gone_is_removed if {
	batch := release({})
	count(change.violations) == 0 with input as object.union(batch, {"objects": [object.union(batch.objects[0], {"before": {}, "removed": false})]})
	gone := object.union(batch, {"objects": [object.union(batch.objects[0], {"before": {}, "removed": true})]})
	batch_test.keys(change.violations) == {"removed"} with input as gone
}
