# METADATA
# title: Configuration files that let unknown callers in
package tilsyn.controls.aut_06.files

import data.tilsyn.lib.objects

of_kind(group, kind) := [item |
	some item in objects.by_group[group]
	item.kind == kind
]

kubelets := of_kind("kubelet.config.k8s.io", "KubeletConfiguration")

authentications := of_kind("apiserver.config.k8s.io", "AuthenticationConfiguration")

authorizations := of_kind("apiserver.config.k8s.io", "AuthorizationConfiguration")

kops := [item | some item in of_kind("kops.k8s.io", "Cluster"); item.object.spec.authorization]

examined := {item.index |
	some item in array.concat(array.concat(kubelets, authentications), array.concat(authorizations, kops))
} | {text.item.index | some text in embedded}

violations contains violation if {
	some item in kubelets
	value := item.object.authentication.anonymous.enabled
	not value in {false, null}
	violation := finding(item, ["authentication", "anonymous", "enabled"], "anonymousOn", {"value": value, "program": "kubelet"})
}

violations contains violation if {
	some item in kubelets
	value := item.object.authorization.mode
	value == "AlwaysAllow"
	violation := finding(item, ["authorization", "mode"], "alwaysAllow", {"value": value, "program": "kubelet"})
}

violations contains violation if {
	some item in kubelets
	value := item.object.authorization.mode
	not value in {"AlwaysAllow", "Webhook", "", null}
	violation := finding(item, ["authorization", "mode"], "modeMissing", {"value": value, "missing": "Webhook", "program": "kubelet"})
}

violations contains violation if {
	some item in kubelets
	value := item.object.readOnlyPort
	not value in {0, null}
	violation := finding(item, ["readOnlyPort"], "readOnlyPort", {"value": value, "program": "kubelet"})
}

violations contains violation if {
	some item in authentications
	anonymous := item.object.anonymous
	not object.get(anonymous, "enabled", false) in {false, null}
	count(object.get(anonymous, "conditions", [])) == 0
	violation := finding(item, ["anonymous", "enabled"], "anonymousOn", {"value": anonymous.enabled, "program": "kube-apiserver"})
}

violations contains violation if {
	some item in authentications
	not object.get(item.object, ["anonymous", "enabled"], false) in {false, null}
	some index, condition in item.object.anonymous.conditions
	path := object.get(condition, "path", "")
	not path in object.get(input.parameters, "apiserver.anonymousPaths", ["/livez", "/readyz", "/healthz"])
	violation := finding(item, ["anonymous", "conditions", index, "path"], "anonymousPath", {"value": path, "program": "kube-apiserver"})
}

violations contains violation if {
	some item in authorizations
	some index, authorizer in item.object.authorizers
	authorizer.type == "AlwaysAllow"
	violation := finding(item, ["authorizers", index, "type"], "alwaysAllow", {"value": "AlwaysAllow", "program": "kube-apiserver"})
}

violations contains violation if {
	some item in authorizations
	types := [authorizer.type | some authorizer in item.object.authorizers]
	not "AlwaysAllow" in types
	missing := {"Node", "RBAC"} - {type | some type in types}
	count(missing) > 0
	params := {"value": concat(",", types), "missing": concat(", ", sort(missing)), "program": "kube-apiserver"}
	violation := finding(item, ["authorizers"], "modeMissing", params)
}

violations contains violation if {
	some item in kops
	item.object.spec.authorization.alwaysAllow
	violation := finding(item, ["spec", "authorization", "alwaysAllow"], "alwaysAllow", {"value": "alwaysAllow", "program": "kube-apiserver"})
}

finding(item, path, key, params) := {
	"object": item.index,
	"path": path,
	"messageKey": key,
	"params": object.union({"setting": concat(".", [step | some step in path; is_string(step)])}, params),
	"value": params.value,
}

# kubeadm and others keep such files as texts in ConfigMaps. Policies cannot read YAML, so these are named and not passed over.
embedded := [text |
	some item in of_kind("", "ConfigMap")
	some name, content in item.object.data
	is_string(content)
	some program, mark in marks
	contains(content, "Configuration")
	regex.match(mark, content)
	text := {"item": item, "name": name, "program": program}
]

marks := {
	"kubelet": `(?m)^\s*["']?kind["']?:\s*["']?KubeletConfiguration`,
	"kube-apiserver": `(?m)^\s*["']?kind["']?:\s*["']?(ClusterConfiguration|AuthenticationConfiguration|AuthorizationConfiguration)`,
}

violations contains violation if {
	some text in embedded
	violation := {
		"object": text.item.index,
		"path": ["data", text.name],
		"status": "not-evaluable",
		"messageKey": "embedded",
		"params": {"name": text.name, "program": text.program},
		"value": text.program,
	}
}
