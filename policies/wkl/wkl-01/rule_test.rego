package tilsyn.controls.wkl_01_test

import data.tilsyn.controls.wkl_01
import data.tilsyn.lib.batch_test

namespace(name, labels) := batch_test.of({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}}, {})

enforce(level, version) := {"pod-security.kubernetes.io/enforce": level, "pod-security.kubernetes.io/enforce-version": version}

test_restricted_and_pinned if {
	count(wkl_01.violations) == 0 with input as namespace("journal", enforce("restricted", "v1.35"))
}

test_labels_of_no_object if {
	every labels in [null, [], "restricted", {}] {
		batch_test.keys(wkl_01.violations) == {"missing"} with input as namespace("journal", labels)
	}
}

test_level_of_no_text if {
	every level in [true, 1, ["restricted"], "", "restricted "] {
		batch_test.keys(wkl_01.violations) == {"unreadable"} with input as namespace("journal", enforce(level, "v1.35"))
	}
}

test_version_is_matched_whole if {
	every version in ["v1", "v1.35.1", "v1.035", "1.35", "v2.0", " v1.35", 1.35] {
		batch_test.keys(wkl_01.violations) == {"versionUnreadable"} with input as namespace("journal", enforce("restricted", version))
	}
}

test_an_unknown_setting_asks_for_restricted if {
	batch := object.union(namespace("journal", enforce("baseline", "v1.35")), {"parameters": {"pss.level": "privileged"}})
	batch_test.keys(wkl_01.violations) == {"baseline"} with input as batch
}

test_a_renamed_data_class_is_read if {
	labels := object.union(enforce("privileged", "v1.35"), {"klinik/data": "patient"})
	batch := object.union(namespace("velero", labels), {"parameters": {"labels.dataClass": "klinik/data"}})
	batch_test.keys(wkl_01.violations) == {"privileged"} with input as batch
	count(wkl_01.violations) == 0 with input as namespace("velero", labels)
}

test_platform_is_no_prefix if {
	batch_test.keys(wkl_01.violations) == {"privileged"} with input as namespace("falco-2", enforce("privileged", "v1.35"))
}
