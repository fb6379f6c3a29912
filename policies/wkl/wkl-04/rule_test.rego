package tilsyn.controls.wkl_04_test

import data.tilsyn.controls.wkl_04
import data.tilsyn.lib.batch_test

mounting(mount) := batch_test.pod({
	"volumes": [{"name": "log", "hostPath": {"path": "/var/log"}}],
	"containers": [{"name": "c", "volumeMounts": [object.union({"name": "log", "mountPath": "/log"}, mount)]}],
})

test_writing_is_part_of_the_value if {
	read_only := wkl_04.violations with input as mounting({"readOnly": true})
	writable := wkl_04.violations with input as mounting({})
	[violation.value.writable | some violation in read_only] == [false]
	[violation.value.writable | some violation in writable] == [true]
}

test_two_sources_are_both_judged if {
	found := wkl_04.violations with input as batch_test.pod({"volumes": [{"name": "a", "emptyDir": {}, "nfs": {"server": "x"}}]})
	batch_test.keys(found) == {"volumeType"}
}
