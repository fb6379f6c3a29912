# METADATA
# title: Kubernetes' own admission policies
# description: ValidatingAdmissionPolicies, their bindings, and what is left of PodSecurityPolicy.
package tilsyn.controls.wkl_10.kubernetes

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

of_kind(kind) := [item |
	some item in objects.by_group["admissionregistration.k8s.io"]
	item.kind == kind
]

policies := of_kind("ValidatingAdmissionPolicy")

bindings := of_kind("ValidatingAdmissionPolicyBinding")

security_policies := [item |
	some item in objects.by_kind["PodSecurityPolicy"]
	item.group in {"policy", "extensions"}
]

examined := {item.index | some item in array.concat(array.concat(policies, bindings), security_policies)}

violations contains violation if {
	some item in bindings
	actions := object.get(item.object, ["spec", "validationActions"], [])
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
	some item in policies
	action := item.object.spec.failurePolicy
	not action in {"Fail", null}
	violation := {
		"object": item.index,
		"path": ["spec", "failurePolicy"],
		"messageKey": "failsOpen",
		"params": {"action": action},
		"value": action,
	}
}

# The binding may lie in another repository, so its absence here says nothing for certain.
violations contains violation if {
	some item in policies
	bound := [related | some related in item.entry.related; related.role == "policy-binding"]
	count(bound) == 0
	violation := {
		"object": item.index,
		"path": ["metadata", "name"],
		"status": "not-evaluable",
		"messageKey": "unbound",
		"params": {"policy": values.name(item.object.metadata)},
		"value": values.name(item.object.metadata),
	}
}

violations contains violation if {
	some item in security_policies
	violation := {
		"object": item.index,
		"path": ["kind"],
		"messageKey": "podSecurityPolicy",
		"params": {},
		"value": "PodSecurityPolicy",
	}
}
