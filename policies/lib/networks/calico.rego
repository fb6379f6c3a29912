# METADATA
# title: Policies of Calico
# description: |
#   Calico selects by an expression. Read are terms joined by `&&`: `all()`, `has(k)`, `!has(k)`, `k == 'v'`, `k != 'v'`, `k in {'v', …}`. A policy with
#   another expression, or in a tier whose end another object settles, counts as not read.
package tilsyn.lib.networks.calico

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

policies := [policy |
	some item in objects.of_kinds({"NetworkPolicy", "GlobalNetworkPolicy"})
	item.group in {"projectcalico.org", "crd.projectcalico.org"}
	spec := values.section(item.object, "spec")
	not host_endpoints(spec)
	policy := {
		"object": item.index,
		"family": "calico",
		"namespace": namespace(item),
		"path": ["spec"],
		"spec": spec,
		"directions": types(spec),
		"selector": {},
		"terms": terms(object.get(spec, "selector", "")),
		"namespace_terms": terms(object.get(spec, "namespaceSelector", "")),
		"readable": readable(spec),
	}
]

# Rules for machines and not for pods.
host_endpoints(spec) if values.on(spec, "preDNAT")

namespace(item) := object.get(item.object, ["metadata", "namespace"], "") if {
	item.kind == "NetworkPolicy"
} else := "*"

types(spec) := {type | some type in spec.types} if {
	count(object.get(spec, "types", [])) > 0
} else := {"Ingress", "Egress"} if {
	count(object.get(spec, "ingress", [])) > 0
	count(object.get(spec, "egress", [])) > 0
} else := {"Egress"} if {
	count(object.get(spec, "egress", [])) > 0
} else := {"Ingress"}

readable(spec) := true if {
	object.get(spec, "tier", "default") == "default"
	object.get(spec, "serviceAccountSelector", "") == ""
	every field in ["selector", "namespaceSelector"] {
		every part in parts(object.get(spec, field, "")) {
			regex.match(term, part)
		}
	}
} else := false

parts(text) := [part |
	some piece in split(text, "&&")
	part := trim_space(piece)
	not part in {"", "all()"}
]

term := `^(!?\s*has\(\s*[A-Za-z0-9_./-]+\s*\)|[A-Za-z0-9_./-]+\s*(==|!=)\s*('[^']*'|"[^"]*")|[A-Za-z0-9_./-]+\s+in\s*[{][^{}]*[}])$`

terms(text) := [{"text": part} | some part in parts(text)] if {
	is_string(text)
} else := []

meets(list, labels) if {
	every one in list {
		met(one.text, labels)
	}
}

met(text, labels) if {
	some found in regex.find_all_string_submatch_n(`^has\(\s*([A-Za-z0-9_./-]+)\s*\)$`, text, 1)
	_ = labels[found[1]]
}

met(text, labels) if {
	some found in regex.find_all_string_submatch_n(`^!\s*has\(\s*([A-Za-z0-9_./-]+)\s*\)$`, text, 1)
	not found[1] in object.keys(labels)
}

met(text, labels) if {
	some found in regex.find_all_string_submatch_n(`^([A-Za-z0-9_./-]+)\s*==\s*['"]([^'"]*)['"]$`, text, 1)
	labels[found[1]] == found[2]
}

met(text, labels) if {
	some found in regex.find_all_string_submatch_n(`^([A-Za-z0-9_./-]+)\s*!=\s*['"]([^'"]*)['"]$`, text, 1)
	object.get(labels, found[1], null) != found[2]
}

met(text, labels) if {
	some found in regex.find_all_string_submatch_n(`^([A-Za-z0-9_./-]+)\s+in\s*[{]([^{}]*)[}]$`, text, 1)
	some item in split(found[2], ",")
	labels[found[1]] == trim(item, ` '"`)
}

# What Calico adds to the labels of a pod.
added(namespace, spec) := {
	"projectcalico.org/namespace": namespace,
	"projectcalico.org/orchestrator": "k8s",
	"projectcalico.org/serviceaccount": object.get(spec, "serviceAccountName", "default"),
}
