package tilsyn.controls.log_03_test

import data.tilsyn.controls.log_03
import data.tilsyn.lib.batch_test

policy(rules) := batch_test.of(value, {"documents": [{"at": [], "shape": "audit-policy", "value": value, "text": false}]}) if {
	value := {"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": rules}
}

test_pods_do_not_cover_exec if {
	batch := policy([{"level": "RequestResponse", "resources": [{"group": "", "resources": ["pods", "services", "nodes"]}]}])
	batch_test.keys(log_03.violations) == {"noRule"} with input as batch
}

test_everything_below_pods if {
	batch := policy([{"level": "Metadata", "resources": [{"group": "", "resources": ["pods/*", "*/proxy"]}]}])
	count(log_03.violations) == 0 with input as batch
}

test_shell_by_get if {
	every resource in ["pods/exec", "pods/attach", "pods/portforward"] {
		rule := {"level": "None", "verbs": ["get"], "resources": [{"group": "", "resources": [resource]}]}
		batch_test.keys(log_03.violations) == {"left"} with input as policy([rule, {"level": "Metadata"}])
	}
}

test_open_connection_is_seen_at_its_start if {
	batch := policy([{"level": "Metadata", "omitStages": ["RequestReceived", "ResponseComplete"]}])
	count(log_03.violations) == 0 with input as batch
}
