package tilsyn.change.inc_01

import data.tilsyn.inventory.inc_01

gone := [detector | some detector in inc_01.detectors; input.objects[detector.object].removed]

examined := {detector.object | some detector in inc_01.detectors}

violations contains violation if {
	some detector in gone
	found := input.objects[detector.object].object
	violation := {
		"object": detector.object,
		"path": ["metadata", "name"],
		"messageKey": "removed",
		"params": {"kind": found.kind, "name": found.metadata.name},
		"value": {"removed": found.metadata.name},
	}
}
