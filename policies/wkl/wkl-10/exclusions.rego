# METADATA
# title: Namespaces that policies leave out
# description: A pattern is compared as it is written, so that `kube-*` is on no list that does not hold it.
package tilsyn.controls.wkl_10.exclusions

import data.tilsyn.controls.wkl_10.webhooks
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

allowed := {name | some name in object.get(input.parameters, "admission.excludedNamespaces", ["kube-system", "gatekeeper-system", "kyverno"])}

# Each place with the names that stand there.
places := array.concat(array.concat(constraints, configs), array.concat(kyverno, selectors))

examined := {place.object | some place in places} | {item.index | some item in ignored}

violations contains violation if {
	some place in places
	some index, name in place.names
	not name in allowed
	violation := {
		"object": place.object,
		"path": array.concat(place.path, [index]),
		"messageKey": "excluded",
		"params": {"namespace": name},
		"value": name,
	}
}

constraints := [place |
	some item in objects.by_group["constraints.gatekeeper.sh"]
	names := item.object.spec.match.excludedNamespaces
	place := {"object": item.index, "path": ["spec", "match", "excludedNamespaces"], "names": names}
]

# Gatekeeper's Config leaves namespaces out of single processes; only the webhook is admission.
configs := [place |
	some item in objects.by_kind["Config"]
	item.group == "config.gatekeeper.sh"
	some index, match in item.object.spec.match
	some process in match.processes
	process in {"*", "webhook"}
	place := {"object": item.index, "path": ["spec", "match", index, "excludedNamespaces"], "names": match.excludedNamespaces}
]

kyverno := [place |
	some item in objects.of_kinds({"ClusterPolicy", "Policy"})
	item.group == "kyverno.io"
	some index, rule in item.object.spec.rules
	some found in excludes(rule)
	place := {
		"object": item.index,
		"path": array.concat(["spec", "rules", index, "exclude"], array.concat(found.at, ["resources", "namespaces"])),
		"names": found.names,
	}
]

# Anything else asked for beside the namespaces narrows the exclusion; it is still one.
excludes(rule) := array.concat(
	[{"at": [], "names": names} | names := rule.exclude.resources.namespaces],
	[{"at": [how, index], "names": names} |
		some how in ["all", "any"]
		some index, entry in rule.exclude[how]
		names := entry.resources.namespaces
	],
)

# The label that every namespace carries lets a selector leave out single ones.
selectors := [place |
	some item in objects.applied
	some at in selector_places(item)
	some index, requirement in object.get(item.object, array.concat(at, ["matchExpressions"]), [])
	requirement.key == "kubernetes.io/metadata.name"
	requirement.operator == "NotIn"
	place := {"object": item.index, "path": array.concat(at, ["matchExpressions", index, "values"]), "names": requirement.values}
]

selector_places(item) := [["spec", "matchResources", "namespaceSelector"]] if {
	item.group == "admissionregistration.k8s.io"
	item.kind == "ValidatingAdmissionPolicyBinding"
}

selector_places(item) := [["spec", "matchConstraints", "namespaceSelector"]] if {
	item.group == "admissionregistration.k8s.io"
	item.kind == "ValidatingAdmissionPolicy"
}

selector_places(item) := [["spec", "match", "namespaceSelector"]] if item.group == "constraints.gatekeeper.sh"

selector_places(item) := [["spec", "namespaceSelector"]] if item.group == "policies.kubewarden.io"

selector_places(item) := [["webhooks", found.index, "namespaceSelector"] |
	some found in webhooks.webhooks
	found.item.index == item.index
] if {
	item.group == "admissionregistration.k8s.io"
	item.kind == "ValidatingWebhookConfiguration"
}

label := "admission.gatekeeper.sh/ignore"

ignored := [item |
	some item in objects.by_kind["Namespace"]
	item.group == ""
	some name, _ in objects.labels(item.object)
	name == label
]

violations contains violation if {
	some item in ignored
	not values.name(item.object.metadata) in allowed
	violation := {
		"object": item.index,
		"path": ["metadata", "labels", label],
		"messageKey": "ignoredNamespace",
		"params": {"label": label},
		"value": values.name(item.object.metadata),
	}
}
