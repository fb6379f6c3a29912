package tilsyn.controls.wkl_03_test

import data.tilsyn.controls.wkl_03
import data.tilsyn.lib.batch_test

test_host_port_without_host_network if {
	found := wkl_03.violations with input as batch_test.pod({"containers": [{"name": "c", "ports": [{"hostPort": 80}]}]})
	batch_test.keys(found) == {"hostPort"}
}

test_host_port_under_host_network_is_one_fact if {
	found := wkl_03.violations with input as batch_test.pod({"hostNetwork": true, "containers": [{"name": "c", "ports": [{"hostPort": 80}]}]})
	batch_test.keys(found) == {"hostNetwork"}
}

test_nothing_set if {
	found := wkl_03.violations with input as batch_test.pod({"hostPID": false, "containers": [{"name": "c"}]})
	count(found) == 0
}
