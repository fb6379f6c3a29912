# METADATA
# title: What protects by its content, and has another one
# description: |
#   Code, patterns and parameters of policies can be hollowed out without a single setting getting weaker; whether they were cannot be told from the text.
package tilsyn.change.chg_06.rewritten

import data.tilsyn.change.chg_06.kinds
import data.tilsyn.change.chg_06.settings
import data.tilsyn.lib.values

facts := ((contents | kyverno_bodies) | hooks) | texts

contents contains fact if {
	some item in settings.altered
	some type in settings.types(item)
	some path in places[type]
	was := object.get(item.entry.before, path, null)
	is := object.get(item.object, path, null)
	was != is
	fact := {"item": item, "path": path, "key": "altered", "before": was, "after": is}
}

places := {
	"templates.gatekeeper.sh/ConstraintTemplate": [["spec", "targets"]],
	"gatekeeper": [["spec", "parameters"], ["spec", "scopedEnforcementActions"]],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicy": [["spec", "validations"], ["spec", "variables"], ["spec", "paramKind"]],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": [["spec", "policyName"], ["spec", "paramRef"]],
	"policies.kyverno.io/ValidatingPolicy": [["spec", "validations"], ["spec", "variables"]],
	"policies.kyverno.io/NamespacedValidatingPolicy": [["spec", "validations"], ["spec", "variables"]],
	"policies.kyverno.io/ImageValidatingPolicy": [["spec", "validations"], ["spec", "attestors"], ["spec", "matchImageReferences"]],
	"policies.kubewarden.io/ClusterAdmissionPolicy": [["spec", "module"], ["spec", "settings"]],
	"policies.kubewarden.io/AdmissionPolicy": [["spec", "module"], ["spec", "settings"]],
	"policy.sigstore.dev/ClusterImagePolicy": [["spec", "authorities"], ["spec", "policy"]],
	"artifact.falcosecurity.dev/Rulesfile": [["spec"]],
	"artifact.falcosecurity.dev/Config": [["spec"]],
	"cilium.io/TracingPolicy": [["spec"]],
	"security.kubearmor.com/KubeArmorPolicy": [["spec"]],
	"security-profiles-operator.x-k8s.io/SeccompProfile": [["spec"]],
	"security.istio.io/AuthorizationPolicy": [["spec", "rules"]],
	"security.istio.io/RequestAuthentication": [["spec"]],
	"apiserver.config.k8s.io/AdmissionConfiguration": [["plugins"]],
	"policy.networking.k8s.io/AdminNetworkPolicy": [["spec"]],
	"policy.networking.k8s.io/BaselineAdminNetworkPolicy": [["spec"]],
	"policy.networking.k8s.io/ClusterNetworkPolicy": [["spec"]],
	"crd.projectcalico.org/NetworkPolicy": [["spec"]],
	"crd.projectcalico.org/GlobalNetworkPolicy": [["spec"]],
	"projectcalico.org/NetworkPolicy": [["spec"]],
	"projectcalico.org/GlobalNetworkPolicy": [["spec"]],
}

kyverno_bodies contains fact if {
	some item in settings.altered
	item.group == "kyverno.io"
	some index, rule in item.object.spec.rules
	some earlier in item.entry.before.spec.rules
	earlier.name == rule.name
	some field in ["validate", "verifyImages", "mutate"]
	was := body(object.get(earlier, field, null))
	is := body(object.get(rule, field, null))
	was != is
	fact := {"item": item, "path": ["spec", "rules", index, field], "key": "altered", "before": was, "after": is}
}

# The message says nothing, and the action has its own row.
body(value) := object.remove(value, ["message", "failureAction"]) if {
	is_object(value)
} else := value

# Where the API server asks; a bundle of certificates is renewed every now and then.
hooks contains fact if {
	some item in settings.altered
	item.group == "admissionregistration.k8s.io"
	some index, hook in item.object.webhooks
	some earlier in item.entry.before.webhooks
	earlier.name == hook.name
	was := object.remove(values.section(earlier, "clientConfig"), ["caBundle"])
	is := object.remove(values.section(hook, "clientConfig"), ["caBundle"])
	was != is
	fact := {"item": item, "path": ["webhooks", index, "clientConfig"], "key": "altered", "before": was, "after": is}
}

# What a release hands to a detector as its rules.
contents contains fact if {
	some item in settings.altered
	kinds.component(item) in {"falco", "tetragon", "tracee"}
	some more in [["falco", "rules_files"], ["falco", "rules"], ["falco", "load_plugins"], ["customRules"]]
	path := array.concat(settings.value_places[kinds.type_of(item)], more)
	was := object.get(item.entry.before, path, null)
	was != null
	is := object.get(item.object, path, null)
	was != is
	fact := {"item": item, "path": path, "key": "altered", "before": was, "after": is}
}

# A rule that is turned off in the settings.
contents contains fact if {
	some item in settings.altered
	kinds.component(item) == "falco"
	path := array.concat(settings.value_places[kinds.type_of(item)], ["falco", "rules"])
	object.get(item.entry.before, path, null) == null
	is := object.get(item.object, path, null)
	is != null
	fact := {"item": item, "path": path, "key": "altered", "before": null, "after": is}
}

# Policies of the control plane and rules of detectors are often texts in ConfigMaps.
texts contains fact if {
	some item in kinds.config_maps
	some key, was in kinds.safeguard_texts[item.index]
	not item.gone
	is := object.get(item.object, ["data", key], null)
	was != is
	fact := {"item": item, "path": ["data", key], "key": "altered", "before": "", "after": ""}
}
