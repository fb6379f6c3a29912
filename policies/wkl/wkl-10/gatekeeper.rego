# METADATA
# title: Gatekeeper constraints
# description: An action that is not named denies; every other word than `deny` lets the object through.
package tilsyn.controls.wkl_10.gatekeeper

import data.tilsyn.lib.objects

constraints := [item |
	some item in objects.by_group["constraints.gatekeeper.sh"]
]

examined := {item.index | some item in constraints}

violations contains violation if {
	some item in constraints
	action := object.get(item.object, ["spec", "enforcementAction"], "deny")
	not action in {"deny", "scoped", null, ""}
	violation := {
		"object": item.index,
		"path": ["spec", "enforcementAction"],
		"messageKey": "constraintWatches",
		"params": {"action": action},
		"value": action,
	}
}

violations contains violation if {
	some item in constraints
	item.object.spec.enforcementAction == "scoped"
	not denies_at_admission(item.object.spec)
	violation := {
		"object": item.index,
		"path": ["spec", "scopedEnforcementActions"],
		"messageKey": "constraintScoped",
		"params": {},
		"value": object.get(item.object.spec, "scopedEnforcementActions", null),
	}
}

denies_at_admission(spec) if {
	some scoped in spec.scopedEnforcementActions
	scoped.action == "deny"
	some point in scoped.enforcementPoints
	point.name in {"validation.gatekeeper.sh", "*"}
}
