package tilsyn.controls.sup_01_test

import data.tilsyn.controls.sup_01
import data.tilsyn.lib.batch_test

image(reference) := batch_test.pod({"containers": [{"name": "c", "image": reference}]})

test_new_tag_is_the_same_value if {
	one := {violation.value | some violation in sup_01.violations} with input as image("quay.io/app:1")
	two := {violation.value | some violation in sup_01.violations} with input as image("quay.io/app:2")
	one == two
	one == {"quay.io/app"}
}

test_registries_are_a_setting if {
	batch := object.union(image("quay.io/app:1"), {"parameters": {"registries.allow": ["quay.io"]}})
	count(sup_01.violations) == 0 with input as batch
	batch_test.keys(sup_01.violations) == {"untrusted"} with input as image("quay.io/app:1")
}

test_empty_list_trusts_nothing if {
	batch := object.union(image("registry.example.com/app:1"), {"parameters": {"registries.allow": []}})
	batch_test.keys(sup_01.violations) == {"untrusted"} with input as batch
}
