# METADATA
# title: Kyverno policies
# description: |
#   A rule's own failure action wins over the policy's; where neither is named the rule audits. Only rules that validate or verify images can deny.
package tilsyn.controls.wkl_10.kyverno

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

policies := [item |
	some item in objects.of_kinds({"ClusterPolicy", "Policy"})
	item.group == "kyverno.io"
	count(rules_of(item)) > 0
]

# The newer kinds, with the fields of a ValidatingAdmissionPolicy; without actions they deny.
validating := [item |
	some item in objects.of_kinds({"ValidatingPolicy", "ImageValidatingPolicy", "NamespacedValidatingPolicy", "NamespacedImageValidatingPolicy"})
	item.group == "policies.kyverno.io"
]

examined := {item.index | some item in policies} | {item.index | some item in validating}

rules_of(item) := [rule |
	some index, value in item.object.spec.rules
	some place in places(value)
	rule := {"value": value, "name": values.name(value), "at": array.concat(["spec", "rules", index], place.at), "block": place.block}
]

places(rule) := array.concat(
	[{"at": ["validate"], "block": rule.validate} | is_object(rule.validate)],
	[{"at": ["verifyImages", index], "block": block} | some index, block in rule.verifyImages; is_object(block)],
)

violations contains violation if {
	some item in policies
	some rule in rules_of(item)
	own := object.get(rule.block, "failureAction", null)
	shared := object.get(item.object.spec, "validationFailureAction", null)
	found := fault(rule, own, shared)
	violation := {
		"object": item.index,
		"path": found.path,
		"messageKey": found.key,
		"params": {"rule": rule.name, "action": found.action},
		"value": {"rule": rule.name, "action": found.action},
	}
}

fault(rule, own, _) := {"key": "kyvernoAudits", "path": array.concat(rule.at, ["failureAction"]), "action": own} if {
	own != null
	not enforces(own)
}

fault(_, null, shared) := {"key": "kyvernoAudits", "path": ["spec", "validationFailureAction"], "action": shared} if {
	shared != null
	not enforces(shared)
}

fault(rule, null, null) := {"key": "kyvernoUnset", "path": array.concat(rule.at, ["failureAction"]), "action": "Audit"}

enforces(action) if lower(action) == "enforce"

violations contains violation if {
	some item in policies
	some override in overrides(item)
	not enforces(override.value.action)
	violation := {
		"object": item.index,
		"path": override.at,
		"messageKey": "kyvernoOverride",
		"params": {"action": object.get(override.value, "action", "")},
		"value": override.value,
	}
}

overrides(item) := array.concat(
	[override |
		some index, value in item.object.spec.validationFailureActionOverrides
		override := {"at": ["spec", "validationFailureActionOverrides", index], "value": value}
	],
	[override |
		some rule in rules_of(item)
		some index, value in rule.block.failureActionOverrides
		override := {"at": array.concat(rule.at, ["failureActionOverrides", index]), "value": value}
	],
)

violations contains violation if {
	some item in policies
	item.object.spec.admission == false
	violation := {
		"object": item.index,
		"path": ["spec", "admission"],
		"messageKey": "backgroundOnly",
		"params": {"field": "admission"},
		"value": false,
	}
}

violations contains violation if {
	some item in validating
	item.object.spec.evaluation.admission.enabled == false
	violation := {
		"object": item.index,
		"path": ["spec", "evaluation", "admission", "enabled"],
		"messageKey": "backgroundOnly",
		"params": {"field": "evaluation.admission.enabled"},
		"value": false,
	}
}

violations contains violation if {
	some item in validating
	actions := item.object.spec.validationActions
	count(actions) > 0
	not "Deny" in actions
	violation := {
		"object": item.index,
		"path": ["spec", "validationActions"],
		"messageKey": "bindingWatches",
		"params": {},
		"value": actions,
	}
}

violations contains violation if {
	some item in array.concat(policies, validating)
	some path in [["spec", "failurePolicy"], ["spec", "webhookConfiguration", "failurePolicy"]]
	action := object.get(item.object, path, null)
	action != null
	action != "Fail"
	violation := {
		"object": item.index,
		"path": path,
		"messageKey": "failsOpen",
		"params": {"action": action},
		"value": action,
	}
}
