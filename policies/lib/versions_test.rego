package tilsyn.lib.versions_test

import data.tilsyn.lib.versions

at(version) := {"kubernetesVersion": version, "parameters": {}, "objects": []}

test_from if {
	versions.from(35) with input as at("1.35")
	versions.from(35) with input as at("v1.37.2")
}

test_unreadable_is_too_old if {
	every version in ["1.34", "", "1", "latest", "1.35+", "2.40"] {
		not versions.from(35) with input as at(version)
	}
}

test_before if {
	versions.before(34) with input as at("1.33")
	every version in ["1.34", "1.35.1", "", "latest", "1.33+", "2.1"] {
		not versions.before(34) with input as at(version)
	}
}
