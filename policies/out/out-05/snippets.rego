# METADATA
# title: Snippet annotations
# description: |
#   Free lines in the proxy's configuration, in the hands of everyone who may write an Ingress (CVE-2021-25742 for ingress-nginx). The prefix is a
#   setting of the controller, so any counts.
package tilsyn.controls.out_05.snippets

import data.tilsyn.lib.objects

annotated := [found |
	some item in objects.of_kinds({"Ingress", "Service"})
	some name, value in objects.annotations(item.object)
	regex.match(`/([a-z-]+-snippets?|config-backend|config-frontend)$`, name)
	found := {"object": item.index, "name": name, "value": value}
]

examined := {found.object | some found in annotated} | {item.index | some item in configurations}

violations contains violation if {
	some found in annotated
	found.value != ""
	violation := {
		"object": found.object,
		"path": ["metadata", "annotations", found.name],
		"messageKey": "snippet",
		"params": {"annotation": found.name},
		"value": found.value,
	}
}

# The controller's own switch, off by default since ingress-nginx 1.9.
configurations := [item |
	some item in objects.by_kind["ConfigMap"]
	item.group == ""
	item.object.data["allow-snippet-annotations"]
]

violations contains violation if {
	some item in configurations
	value := item.object.data["allow-snippet-annotations"]
	lower(value) == "true"
	violation := {
		"object": item.index,
		"path": ["data", "allow-snippet-annotations"],
		"messageKey": "snippetsAllowed",
		"params": {"setting": "allow-snippet-annotations"},
		"value": value,
	}
}
