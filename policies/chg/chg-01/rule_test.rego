package tilsyn.controls.chg_01_test

import data.tilsyn.controls.chg_01
import data.tilsyn.lib.batch_test

in_environment(name) := batch_test.of(
	{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "c", "image": "registry.example.com/app:1.0"}]}},
	{"pods": [{"at": [], "podSpecOnly": false}], "environment": name},
)

test_digest_in_production_alone if {
	batch_test.keys(chg_01.violations) == {"digestMissing"} with input as in_environment("production")
	count(chg_01.violations) == 0 with input as in_environment("test")
	count(chg_01.violations) == 0 with input as in_environment("")
}

test_environments_are_a_setting if {
	batch := object.union(in_environment("test"), {"parameters": {"image.digestIn": ["test"]}})
	batch_test.keys(chg_01.violations) == {"digestMissing"} with input as batch
}

test_latest_in_any_case if {
	batch := batch_test.pod({"containers": [{"name": "c", "image": "app:LATEST"}]})
	batch_test.keys(chg_01.violations) == {"latest"} with input as batch
}
