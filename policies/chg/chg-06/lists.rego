# METADATA
# title: Lists and sections that cover less, or leave out more
# description: |
#   Two tables. What is covered must not shrink; where an empty list means everything, the first entry in it narrows. What is left out must not grow. And
#   sections, such as the check of a signature, that must not go.
package tilsyn.change.chg_06.lists

import data.tilsyn.change.chg_06.settings
import data.tilsyn.lib.values

facts := union({shrunk, grown, selectors, sections, hooks, kyverno_rules, audit, quotas, ports})

# type: [path, whether an empty list is everything, what it is where nobody writes it]
covered := {
	"velero.io/Schedule": [
		[["spec", "template", "includedNamespaces"], true, []],
		[["spec", "template", "includedResources"], true, []],
		[["spec", "template", "includedNamespaceScopedResources"], true, []],
		[["spec", "template", "includedClusterScopedResources"], true, []],
	],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": [
		[["spec", "validationActions"], false, []],
		[["spec", "matchResources", "resourceRules"], true, []],
	],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicy": [[["spec", "matchConstraints", "resourceRules"], false, []]],
	"policies.kyverno.io/ValidatingPolicy": kyverno_cel_covered,
	"policies.kyverno.io/NamespacedValidatingPolicy": kyverno_cel_covered,
	"policies.kyverno.io/ImageValidatingPolicy": kyverno_cel_covered,
	"policies.kubewarden.io/ClusterAdmissionPolicy": [[["spec", "rules"], false, []]],
	"policies.kubewarden.io/AdmissionPolicy": [[["spec", "rules"], false, []]],
	"policy.sigstore.dev/ClusterImagePolicy": [[["spec", "images"], false, []]],
	"gatekeeper": [
		[["spec", "match", "kinds"], true, []],
		[["spec", "match", "namespaces"], true, []],
	],
	"argoproj.io/AppProject": [[["spec", "signatureKeys"], false, []]],
}

kyverno_cel_covered := [
	[["spec", "validationActions"], false, ["Deny"]],
	[["spec", "matchConstraints", "resourceRules"], false, []],
]

left_out := {
	"velero.io/Schedule": [
		["spec", "template", "excludedNamespaces"],
		["spec", "template", "excludedResources"],
		["spec", "template", "excludedNamespaceScopedResources"],
		["spec", "template", "excludedClusterScopedResources"],
	],
	"gatekeeper": [["spec", "match", "excludedNamespaces"]],
	"config.gatekeeper.sh/Config": [["spec", "match"]],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicy": [
		["spec", "matchConstraints", "excludeResourceRules"],
		["spec", "matchConditions"],
	],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": [["spec", "matchResources", "excludeResourceRules"]],
	"policies.kyverno.io/ValidatingPolicy": [
		["spec", "matchConstraints", "excludeResourceRules"],
		["spec", "matchConditions"],
	],
	"kyverno.io/ClusterPolicy": [["spec", "validationFailureActionOverrides"]],
	"kyverno.io/Policy": [["spec", "validationFailureActionOverrides"]],
	"pod-security.admission.config.k8s.io/PodSecurityConfiguration": [
		["exemptions", "usernames"],
		["exemptions", "namespaces"],
		["exemptions", "runtimeClasses"],
	],
	"audit.k8s.io/Policy": [["omitStages"]],
	"argoproj.io/Application": [["spec", "ignoreDifferences"]],
	"argoproj.io/ApplicationSet": [["spec", "template", "spec", "ignoreDifferences"]],
	"helm.toolkit.fluxcd.io/HelmRelease": [["spec", "driftDetection", "ignore"]],
}

shrunk contains fact if {
	some item in settings.altered
	some type in settings.types(item)
	some row in covered[type]
	was := set_at(item.entry.before, row[0], row[2])
	is := set_at(item.object, row[0], row[2])
	less(was, is, row[1])
	fact := {"item": item, "path": row[0], "key": "weakened", "before": was, "after": is}
}

set_at(value, path, otherwise) := {one | some one in object.get(value, path, otherwise)} if {
	is_array(object.get(value, path, otherwise))
} else := {one | some one in otherwise}

less(was, is, empty_is_all) if {
	count(was - is) > 0
	not everything(is, empty_is_all)
}

less(was, is, true) if {
	everything(was, true)
	not everything(is, true)
}

everything(list, true) if count(list) == 0

everything(list, _) if "*" in list

grown contains fact if {
	some item in settings.altered
	some type in settings.types(item)
	some path in left_out[type]
	was := set_at(item.entry.before, path, [])
	is := set_at(item.object, path, [])
	count(is - was) > 0
	fact := {"item": item, "path": path, "key": "narrowed", "before": was, "after": is}
}

# A selector that is another one than before chooses something else; only one that chooses everything can be no narrower.
chosen := {
	"velero.io/Schedule": [["spec", "template", "labelSelector"], ["spec", "template", "orLabelSelectors"]],
	"gatekeeper": [
		["spec", "match", "labelSelector"],
		["spec", "match", "namespaceSelector"],
		["spec", "match", "scope"],
		["spec", "match", "name"],
		["spec", "match", "source"],
	],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicy": below(["spec", "matchConstraints"]),
	"admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": below(["spec", "matchResources"]),
	"policies.kyverno.io/ValidatingPolicy": below(["spec", "matchConstraints"]),
	"policies.kubewarden.io/ClusterAdmissionPolicy": below(["spec"]),
	"security.istio.io/PeerAuthentication": [["spec", "selector"]],
	"security.istio.io/AuthorizationPolicy": [["spec", "selector"], ["spec", "targetRefs"]],
}

below(prefix) := [array.concat(prefix, ["namespaceSelector"]), array.concat(prefix, ["objectSelector"])]

selectors contains fact if {
	some item in settings.altered
	some type in settings.types(item)
	some path in chosen[type]
	was := object.get(item.entry.before, path, null)
	is := object.get(item.object, path, null)
	was != is
	not is in {null, "", "*"}
	not is in [{}, []]
	fact := {"item": item, "path": path, "key": "narrowed", "before": was, "after": is}
}

# Parts that protect by being there.
parts := {
	"kustomize.toolkit.fluxcd.io/Kustomization": [["spec", "decryption"], ["spec", "serviceAccountName"]],
	"source.toolkit.fluxcd.io/GitRepository": [["spec", "verify"]],
	"source.toolkit.fluxcd.io/OCIRepository": [["spec", "verify"]],
	"source.toolkit.fluxcd.io/HelmChart": [["spec", "verify"]],
	"helm.toolkit.fluxcd.io/HelmRelease": [["spec", "chart", "spec", "verify"], ["spec", "serviceAccountName"]],
	"argoproj.io/Application": [["spec", "syncPolicy", "automated"]],
	"argoproj.io/ApplicationSet": [["spec", "template", "spec", "syncPolicy", "automated"]],
	"velero.io/BackupStorageLocation": [
		["spec", "config", "serverSideEncryption"],
		["spec", "config", "kmsKeyId"],
		["spec", "config", "kmsKeyName"],
		["spec", "config", "encryptionScope"],
		["spec", "credential"],
	],
	"crossplane": [
		["spec", "forProvider", "objectLockConfiguration"],
		["spec", "forProvider", "serverSideEncryptionConfiguration"],
		["spec", "forProvider", "versioningConfiguration"],
		["spec", "forProvider", "replicationConfiguration"],
		["spec", "forProvider", "kmsKeyId"],
		["spec", "forProvider", "rule"],
	],
	"cert-manager.io/Certificate": [["spec", "issuerRef"]],
}

sections contains fact if {
	some item in settings.altered
	some type in settings.types(item)
	some path in parts[type]
	was := object.get(item.entry.before, path, null)
	not was in [null, "", {}, []]
	is := object.get(item.object, path, null)
	is in [null, "", {}, []]
	fact := {"item": item, "path": path, "key": "weakened", "before": was, "after": is}
}

# Webhooks of one configuration, by name.
webhook_configurations := [item |
	some item in settings.altered
	item.group == "admissionregistration.k8s.io"
	item.kind in {"ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"}
]

hooks contains fact if {
	some item in webhook_configurations
	was := {values.name(hook) | some hook in item.entry.before.webhooks}
	is := {values.name(hook) | some hook in item.object.webhooks}
	count(was - is) > 0
	fact := {"item": item, "path": ["webhooks"], "key": "narrowed", "before": was, "after": is}
}

hooks contains fact if {
	some item in webhook_configurations
	some index, hook in item.object.webhooks
	some earlier in item.entry.before.webhooks
	earlier.name == hook.name
	some field in ["namespaceSelector", "objectSelector"]
	was := object.get(earlier, field, null)
	is := object.get(hook, field, null)
	was != is
	not is in [null, {}]
	fact := {"item": item, "path": ["webhooks", index, field], "key": "narrowed", "before": was, "after": is}
}

hooks contains fact if {
	some item in webhook_configurations
	some index, hook in item.object.webhooks
	some earlier in item.entry.before.webhooks
	earlier.name == hook.name
	was := set_at(earlier, ["rules"], [])
	is := set_at(hook, ["rules"], [])
	count(was - is) > 0
	fact := {"item": item, "path": ["webhooks", index, "rules"], "key": "narrowed", "before": was, "after": is}
}

hooks contains fact if {
	some item in webhook_configurations
	some index, hook in item.object.webhooks
	some earlier in item.entry.before.webhooks
	earlier.name == hook.name
	was := set_at(earlier, ["matchConditions"], [])
	is := set_at(hook, ["matchConditions"], [])
	count(is - was) > 0
	fact := {"item": item, "path": ["webhooks", index, "matchConditions"], "key": "narrowed", "before": was, "after": is}
}

# Rules of a Kyverno policy, by name.
kyverno_policies := [item |
	some item in settings.altered
	item.group == "kyverno.io"
	item.kind in {"ClusterPolicy", "Policy"}
]

kyverno_rules contains fact if {
	some item in kyverno_policies
	was := {values.name(rule) | some rule in item.entry.before.spec.rules}
	is := {values.name(rule) | some rule in item.object.spec.rules}
	count(was - is) > 0
	fact := {"item": item, "path": ["spec", "rules"], "key": "narrowed", "before": was, "after": is}
}

kyverno_rules contains fact if {
	some item in kyverno_policies
	some index, rule in item.object.spec.rules
	some earlier in item.entry.before.spec.rules
	earlier.name == rule.name
	some field in ["match", "exclude", "preconditions", "celPreconditions"]
	was := object.get(earlier, field, null)
	is := object.get(rule, field, null)
	was != is
	not is in [null, {}, []]
	fact := {"item": item, "path": ["spec", "rules", index, field], "key": "narrowed", "before": was, "after": is}
}

kyverno_rules contains fact if {
	some item in kyverno_policies
	some index, rule in item.object.spec.rules
	some earlier in item.entry.before.spec.rules
	earlier.name == rule.name
	some field in ["validate", "verifyImages"]
	was := action(item.entry.before, earlier, field)
	is := action(item.object, rule, field)
	was == "enforce"
	is != "enforce"
	fact := {"item": item, "path": ["spec", "rules", index, field, "failureAction"], "key": "weakened", "before": was, "after": is}
}

# A rule's own word comes before the policy's. Without one, the policy's own setting has its row in `settings`.
action(_, rule, "validate") := lower(rule.validate.failureAction)

action(_, rule, "verifyImages") := "enforce" if {
	count(object.get(rule, "verifyImages", [])) > 0
	every one in rule.verifyImages {
		lower(one.failureAction) == "enforce"
	}
} else := "audit" if {
	some one in rule.verifyImages
	one.failureAction
}

action(policy, rule, "validate") := lower(object.get(policy, ["spec", "validationFailureAction"], "Audit")) if not rule.validate.failureAction

# The API server takes the first rule that fits. Rules are told apart by what they speak of; `omitStages` is no part of that.
ranks := {"None": 0, "Metadata": 1, "Request": 2, "RequestResponse": 3}

policies := [item | some item in settings.altered; item.group == "audit.k8s.io"; item.kind == "Policy"]

subject(rule) := object.remove(rule, ["level", "omitStages", "omitManagedFields"])

audit contains fact if {
	some item in policies
	some index, rule in item.object.rules
	some earlier in item.entry.before.rules
	subject(earlier) == subject(rule)
	object.get(ranks, object.get(rule, "level", ""), 0) < object.get(ranks, object.get(earlier, "level", ""), 0)
	not subject(rule) in [subject(other) | some at, other in item.object.rules; at < index]
	fact := {"item": item, "path": ["rules", index, "level"], "key": "weakened", "before": earlier.level, "after": object.get(rule, "level", "")}
}

audit contains fact if {
	some item in policies
	some index, rule in item.object.rules
	some earlier in item.entry.before.rules
	subject(earlier) == subject(rule)
	was := set_at(earlier, ["omitStages"], [])
	is := set_at(rule, ["omitStages"], [])
	count(is - was) > 0
	fact := {"item": item, "path": ["rules", index, "omitStages"], "key": "narrowed", "before": was, "after": is}
}

audit contains fact if {
	some item in policies
	was := [subject(rule) | some rule in item.entry.before.rules; object.get(ranks, rule.level, 0) > 0]
	is := {subject(rule) | some rule in item.object.rules}
	lost := {one | some one in was; not one in is}
	count(lost) > 0
	fact := {"item": item, "path": ["rules"], "key": "narrowed", "before": lost, "after": set()}
}

# A new rule ahead of others can take requests from them; that it logs all there is to log makes it harmless.
audit contains fact if {
	some item in policies
	was := {subject(rule) | some rule in item.entry.before.rules}
	some index, rule in item.object.rules
	not subject(rule) in was
	object.get(ranks, object.get(rule, "level", ""), 0) < 3
	index < count(item.object.rules) - 1
	fact := {"item": item, "path": ["rules", index], "key": "narrowed", "before": "", "after": rule}
}

audit contains fact if {
	some item in policies
	common := {subject(rule) | some rule in item.entry.before.rules} & {subject(rule) | some rule in item.object.rules}
	was := [subject(rule) | some rule in item.entry.before.rules; subject(rule) in common]
	is := [subject(rule) | some rule in item.object.rules; subject(rule) in common]
	was != is
	fact := {"item": item, "path": ["rules"], "key": "altered", "before": was, "after": is}
}

# Higher amounts are everyday; a resource that is bounded no more is not.
quotas contains fact if {
	some item in settings.altered
	item.group == ""
	item.kind == "ResourceQuota"
	was := object.keys(values.section(values.section(item.entry.before, "spec"), "hard"))
	is := object.keys(values.section(values.section(item.object, "spec"), "hard"))
	count(was - is) > 0
	fact := {"item": item, "path": ["spec", "hard"], "key": "narrowed", "before": was, "after": is}
}

quotas contains fact if {
	some item in settings.altered
	item.group == ""
	item.kind == "LimitRange"
	was := limits(item.entry.before)
	is := limits(item.object)
	count(was - is) > 0
	fact := {"item": item, "path": ["spec", "limits"], "key": "narrowed", "before": was, "after": is}
}

limits(range) := {$"{limit.type} {field} {resource}" |
	some limit in range.spec.limits
	some field, amounts in limit
	is_object(amounts)
	some resource, _ in amounts
}

modes := {"STRICT": 2, "UNSET": 1, "PERMISSIVE": 1, "DISABLE": 0}

ports contains fact if {
	some item in settings.altered
	item.group == "security.istio.io"
	item.kind == "PeerAuthentication"
	some port, setting in item.object.spec.portLevelMtls
	whole := object.get(item.entry.before, ["spec", "mtls", "mode"], "UNSET")
	was := object.get(item.entry.before, ["spec", "portLevelMtls", port, "mode"], whole)
	is := object.get(setting, "mode", "UNSET")
	object.get(modes, is, 0) < object.get(modes, was, 0)
	fact := {"item": item, "path": ["spec", "portLevelMtls", port, "mode"], "key": "weakened", "before": was, "after": is}
}
