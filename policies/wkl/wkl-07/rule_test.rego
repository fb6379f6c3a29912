package tilsyn.controls.wkl_07_test

import data.tilsyn.controls.wkl_07
import data.tilsyn.lib.batch_test

container(capabilities) := batch_test.pod({"containers": [{"name": "c", "securityContext": {"capabilities": capabilities}}]})

test_drop_all_passes if {
	count(wkl_07.violations) == 0 with input as container({"drop": ["ALL"], "add": ["NET_BIND_SERVICE"]})
}

test_all_among_others_passes if {
	count(wkl_07.violations) == 0 with input as container({"drop": ["CHOWN", "all"]})
}

test_names_that_only_look_alike if {
	every capability in ["ALLL", "CAP_ALL", " ALL", ""] {
		batch_test.keys(wkl_07.violations) == {"notAll"} with input as container({"drop": [capability]})
	}
}

test_prefix_and_case_of_what_is_added if {
	every capability in ["SYS_ADMIN", "sys_admin", "CAP_SYS_ADMIN", "Cap_Sys_Admin", "ALL", "all", "NET_BIND_SERVICE "] {
		batch_test.keys(wkl_07.violations) == {"addedBeyondBaseline"} with input as container({"drop": ["ALL"], "add": [capability]})
	}
}

test_each_capability_is_a_finding if {
	found := wkl_07.violations with input as container({"drop": ["ALL"], "add": ["KILL", "SYS_TIME", "NET_BIND_SERVICE"]})
	{violation.value | some violation in found} == {"KILL", "SYS_TIME"}
}

test_what_is_no_list_drops_nothing if {
	every drop in [null, "ALL", {}] {
		found := wkl_07.violations with input as container({"drop": drop})
		{violation.path[count(violation.path) - 1] | some violation in found} == {"drop"}
	}
}

test_what_is_no_text_is_not_allowed if {
	found := wkl_07.violations with input as container({"drop": ["ALL"], "add": [7]})
	count(found) == 1
}
