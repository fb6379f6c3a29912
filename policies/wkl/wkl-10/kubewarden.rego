# METADATA
# title: Kubewarden policies
package tilsyn.controls.wkl_10.kubewarden

import data.tilsyn.lib.objects

policies := [item |
	some item in objects.of_kinds({"ClusterAdmissionPolicy", "AdmissionPolicy", "ClusterAdmissionPolicyGroup", "AdmissionPolicyGroup"})
	item.group == "policies.kubewarden.io"
]

examined := {item.index | some item in policies}

# Without a mode a policy protects.
violations contains violation if {
	some item in policies
	action := item.object.spec.mode
	not action in {"protect", null, ""}
	violation := {
		"object": item.index,
		"path": ["spec", "mode"],
		"messageKey": "monitorMode",
		"params": {"action": action},
		"value": action,
	}
}

violations contains violation if {
	some item in policies
	action := item.object.spec.failurePolicy
	not action in {"Fail", null, ""}
	violation := {
		"object": item.index,
		"path": ["spec", "failurePolicy"],
		"messageKey": "failsOpen",
		"params": {"action": action},
		"value": action,
	}
}
