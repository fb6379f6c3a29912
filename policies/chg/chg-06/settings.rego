# METADATA
# title: Single settings that got weaker
# description: |
#   A table: the kind, the field, what it is where nobody writes it, and how much each value protects. A value that is not in the table protects nothing:
#   no misspelt word passes for a strong one.
package tilsyn.change.chg_06.settings

import data.tilsyn.change.chg_06.kinds
import data.tilsyn.lib.encryption

facts := simple | labels | webhooks | secrets_at_rest | releases

on_is_strong := {"true": 1, "false": 0}

off_is_strong := {"true": 0, "false": 1}

fails_closed := {"Fail": 1, "Ignore": 0}

# type: [path, default, ranks]
rows := {
	"gatekeeper": [[["spec", "enforcementAction"], "deny", {"deny": 3, "scoped": 2, "warn": 1, "dryrun": 0}]],
	"admissionregistration.k8s.io/ValidatingAdmissionPolicy": [[["spec", "failurePolicy"], "Fail", fails_closed]],
	"admissionregistration.k8s.io/MutatingAdmissionPolicy": [[["spec", "failurePolicy"], "Fail", fails_closed]],
	"kyverno.io/ClusterPolicy": kyverno,
	"kyverno.io/Policy": kyverno,
	"policies.kyverno.io/ValidatingPolicy": kyverno_cel,
	"policies.kyverno.io/NamespacedValidatingPolicy": kyverno_cel,
	"policies.kyverno.io/ImageValidatingPolicy": kyverno_cel,
	"policies.kyverno.io/NamespacedImageValidatingPolicy": kyverno_cel,
	"policies.kubewarden.io/ClusterAdmissionPolicy": kubewarden,
	"policies.kubewarden.io/AdmissionPolicy": kubewarden,
	"policies.kubewarden.io/ClusterAdmissionPolicyGroup": kubewarden,
	"policies.kubewarden.io/AdmissionPolicyGroup": kubewarden,
	"policy.sigstore.dev/ClusterImagePolicy": [[["spec", "mode"], "enforce", {"enforce": 1, "warn": 0}]],
	"velero.io/Schedule": [
		[["spec", "paused"], "false", off_is_strong],
		[["spec", "template", "snapshotVolumes"], "true", on_is_strong],
		[["spec", "template", "defaultVolumesToFsBackup"], "false", on_is_strong],
		[["spec", "template", "snapshotMoveData"], "false", on_is_strong],
	],
	"velero.io/BackupStorageLocation": [
		[["spec", "accessMode"], "ReadWrite", {"ReadWrite": 1, "ReadOnly": 0}],
		[["spec", "config", "insecureSkipTLSVerify"], "false", off_is_strong],
	],
	"postgresql.cnpg.io/ScheduledBackup": [[["spec", "suspend"], "false", off_is_strong]],
	"security.istio.io/PeerAuthentication": [[["spec", "mtls", "mode"], "UNSET", {"STRICT": 2, "UNSET": 1, "PERMISSIVE": 1, "DISABLE": 0}]],
	"security.istio.io/AuthorizationPolicy": [[["spec", "action"], "ALLOW", {"DENY": 2, "ALLOW": 2, "CUSTOM": 2, "AUDIT": 0}]],
	"kustomize.toolkit.fluxcd.io/Kustomization": [
		[["spec", "suspend"], "false", off_is_strong],
		[["spec", "prune"], "false", on_is_strong],
	],
	"helm.toolkit.fluxcd.io/HelmRelease": [
		[["spec", "suspend"], "false", off_is_strong],
		[["spec", "driftDetection", "mode"], "disabled", {"enabled": 2, "warn": 1, "disabled": 0}],
	],
	"argoproj.io/Application": argo(["spec"]),
	"argoproj.io/ApplicationSet": argo(["spec", "template", "spec"]),
	"/ServiceAccount": [[["automountServiceAccountToken"], "true", off_is_strong]],
	"storage.k8s.io/StorageClass": [[["parameters", "encrypted"], "false", on_is_strong]],
	"crossplane": [
		[["spec", "forProvider", "objectLockEnabled"], "false", on_is_strong],
		[["spec", "forProvider", "encrypted"], "false", on_is_strong],
		[["spec", "forProvider", "storageEncrypted"], "false", on_is_strong],
		[["spec", "forProvider", "publiclyAccessible"], "false", off_is_strong],
		[["spec", "forProvider", "blockPublicAcls"], "false", on_is_strong],
		[["spec", "forProvider", "blockPublicPolicy"], "false", on_is_strong],
		[["spec", "forProvider", "ignorePublicAcls"], "false", on_is_strong],
		[["spec", "forProvider", "restrictPublicBuckets"], "false", on_is_strong],
		[["spec", "forProvider", "versioningConfiguration", 0, "status"], "Suspended", {"Enabled": 1, "Suspended": 0, "Disabled": 0}],
		[["spec", "forProvider", "versioningConfiguration", "status"], "Suspended", {"Enabled": 1, "Suspended": 0, "Disabled": 0}],
		[["spec", "forProvider", "rule", 0, "defaultRetention", 0, "mode"], "", {"COMPLIANCE": 2, "GOVERNANCE": 1, "": 0}],
		[["spec", "forProvider", "rule", "defaultRetention", "mode"], "", {"COMPLIANCE": 2, "GOVERNANCE": 1, "": 0}],
	],
}

kyverno := [
	[["spec", "validationFailureAction"], "Audit", {"Enforce": 1, "enforce": 1, "Audit": 0, "audit": 0}],
	[["spec", "failurePolicy"], "Fail", fails_closed],
	[["spec", "admission"], "true", on_is_strong],
]

kyverno_cel := [
	[["spec", "failurePolicy"], "Fail", fails_closed],
	[["spec", "evaluation", "admission", "enabled"], "true", on_is_strong],
]

kubewarden := [
	[["spec", "mode"], "protect", {"protect": 1, "monitor": 0}],
	[["spec", "failurePolicy"], "Fail", fails_closed],
]

argo(prefix) := [
	[array.concat(prefix, ["syncPolicy", "automated", "selfHeal"]), "false", on_is_strong],
	[array.concat(prefix, ["syncPolicy", "automated", "prune"]), "false", on_is_strong],
]

types(item) := ["gatekeeper"] if {
	item.group == "constraints.gatekeeper.sh"
} else := ["crossplane"] if {
	regex.match(`(^|[.])(upbound[.]io|crossplane[.]io)$`, item.group)
} else := [kinds.type_of(item)]

altered := [item | some item in kinds.changed; not item.gone]

simple contains fact if {
	some item in altered
	some type in types(item)
	some row in rows[type]
	fact := lowered(item, row[0], row[1], row[2])
}

lowered(item, path, otherwise, ranks) := {"item": item, "path": path, "key": "weakened", "before": was, "after": is} if {
	was := read(item.entry.before, path, otherwise)
	is := read(item.object, path, otherwise)
	object.get(ranks, is, 0) < object.get(ranks, was, 0)
}

# The value as text; what is null counts as not written.
read(value, path, otherwise) := text(object.get(value, path, null), otherwise)

text(null, otherwise) := otherwise

text(value, _) := value if is_string(value)

text(value, _) := json.marshal(value) if {
	not is_string(value)
	value != null
}

# Pod Security levels, and the labels by which controls and engines know what a namespace holds.
levels := {"restricted": 2, "baseline": 1, "privileged": 0, "": 0}

labels contains fact if {
	some item in namespaces
	some mode in ["enforce", "warn", "audit"]
	fact := lowered(item, ["metadata", "labels", $"pod-security.kubernetes.io/{mode}"], "", levels)
}

namespaces := [item | some item in altered; item.group == ""; item.kind == "Namespace"]

# A version that is lower than before asks for less.
labels contains fact if {
	some item in namespaces
	path := ["metadata", "labels", "pod-security.kubernetes.io/enforce-version"]
	was := read(item.entry.before, path, "latest")
	is := read(item.object, path, "latest")
	minor(is) < minor(was)
	read(item.object, ["metadata", "labels", "pod-security.kubernetes.io/enforce"], "") in {"baseline", "restricted"}
	fact := {"item": item, "path": path, "key": "weakened", "before": was, "after": is}
}

minor("latest") := 100000

minor(version) := to_number(trim_prefix(version, "v1.")) if regex.match(`^v1\.[0-9]{1,4}$`, version)

# Without the mark of patient data, or of production, controls that bind there no longer do.
labels contains fact if {
	some item in namespaces
	some setting, value in {"labels.dataClass": "patient", "labels.environment": "production"}
	path := ["metadata", "labels", object.get(input.parameters, setting, label_names[setting])]
	read(item.entry.before, path, "") == value
	is := read(item.object, path, "")
	is != value
	fact := {"item": item, "path": path, "key": "weakened", "before": value, "after": is}
}

label_names := {"labels.dataClass": "tilsyn/data-class", "labels.environment": "tilsyn/environment"}

# Labels that keep an engine away from a namespace, or bring it there.
ignoring := {
	"admission.gatekeeper.sh/ignore",
	"control-plane",
	"policy.sigstore.dev/exclude",
	"kubewarden.io/ignore",
}

labels contains fact if {
	some item in namespaces
	some label in ignoring
	path := ["metadata", "labels", label]
	object.get(item.entry.before, path, null) == null
	is := object.get(item.object, path, null)
	is != null
	fact := {"item": item, "path": path, "key": "weakened", "before": "", "after": is}
}

labels contains fact if {
	some item in namespaces
	some label, strong in {"istio-injection": "enabled", "policy.sigstore.dev/include": "true", "linkerd.io/inject": "enabled"}
	some place in ["labels", "annotations"]
	path := ["metadata", place, label]
	read(item.entry.before, path, "") == strong
	is := read(item.object, path, "")
	is != strong
	fact := {"item": item, "path": path, "key": "weakened", "before": strong, "after": is}
}

# Each webhook of one name before and after.
webhooks contains fact if {
	some item in altered
	item.group == "admissionregistration.k8s.io"
	item.kind in {"ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"}
	some index, hook in item.object.webhooks
	some earlier in item.entry.before.webhooks
	earlier.name == hook.name
	was := text(object.get(earlier, "failurePolicy", null), "Fail")
	is := text(object.get(hook, "failurePolicy", null), "Fail")
	object.get(fails_closed, is, 0) < object.get(fails_closed, was, 0)
	fact := {"item": item, "path": ["webhooks", index, "failurePolicy"], "key": "weakened", "before": was, "after": is}
}

secrets_at_rest contains fact if {
	some item in altered
	item.group == "apiserver.config.k8s.io"
	item.kind == "EncryptionConfiguration"
	some entry in item.entry.before.resources
	some resource in entry.resources
	was := encryption.first_provider(item.entry.before, resource)
	is := encryption.first_provider(item.object, resource)
	encryption.providers[is] < encryption.providers[was]
	fact := {"item": item, "path": ["resources"], "key": "weakened", "before": $"{resource}: {was}", "after": $"{resource}: {is}"}
}

# A release's values, by the chart that it runs.
release_rows := {
	"falco": [
		["falcosidekick.enabled", "false", on_is_strong],
		["falco.json_output", "false", on_is_strong],
		["falco.http_output.enabled", "false", on_is_strong],
		["falco.grpc_output.enabled", "false", on_is_strong],
		["falco.syslog_output.enabled", "true", on_is_strong],
		["falco.priority", "debug", priorities],
		["driver.enabled", "true", on_is_strong],
	],
	"velero": [
		["backupsEnabled", "true", on_is_strong],
		["snapshotsEnabled", "true", on_is_strong],
		["deployNodeAgent", "false", on_is_strong],
	],
	"gatekeeper": [
		["validatingWebhookFailurePolicy", "Ignore", fails_closed],
		["disableValidatingWebhook", "false", off_is_strong],
	],
	"kyverno": [
		["admissionController.enabled", "true", on_is_strong],
		["features.policyExceptions.enabled", "false", off_is_strong],
	],
}

priorities := {"debug": 7, "informational": 6, "info": 6, "notice": 5, "warning": 4, "error": 3, "critical": 2, "alert": 1, "emergency": 0}

value_places := {
	"helm.toolkit.fluxcd.io/HelmRelease": ["spec", "values"],
	"argoproj.io/Application": ["spec", "source", "helm", "valuesObject"],
	"argoproj.io/ApplicationSet": ["spec", "template", "spec", "source", "helm", "valuesObject"],
}

releases contains fact if {
	some item in altered
	at := value_places[kinds.type_of(item)]
	some row in release_rows[kinds.component(item)]
	path := array.concat(at, split(row[0], "."))
	fact := lowered(item, path, row[1], row[2])
}

# Another chart in its place is the removal of the one before.
releases contains fact if {
	some item in altered
	some at in kinds.charts[kinds.type_of(item)]
	was := kinds.last_step(object.get(item.entry.before, at, ""))
	kinds.components[was]
	is := kinds.last_step(object.get(item.object, at, ""))
	is != was
	fact := {"item": item, "path": at, "key": "weakened", "before": was, "after": is}
}

# Image and schedule of a program are its own business; that it is told to leave machines out is not.
releases contains fact if {
	some item in altered
	kinds.component(item) in {"falco", "tetragon", "tracee", "kubearmor", "wazuh-agent", "fluent-bit", "fluentd", "vector", "promtail", "alloy"}
	some place in scheduling(item)
	some field in ["nodeSelector", "affinity"]
	path := array.concat(place, [field])
	was := object.get(item.entry.before, path, {})
	is := object.get(item.object, path, {})
	is != was
	not is in [{}, null]
	fact := {"item": item, "path": path, "key": "narrowed", "before": was, "after": is}
}

releases contains fact if {
	some item in altered
	kinds.component(item) in {"falco", "tetragon", "tracee", "kubearmor", "wazuh-agent", "fluent-bit", "fluentd", "vector", "promtail", "alloy"}
	some place in scheduling(item)
	path := array.concat(place, ["tolerations"])
	was := {one | some one in object.get(item.entry.before, path, [])}
	is := {one | some one in object.get(item.object, path, [])}
	count(was - is) > 0
	fact := {"item": item, "path": path, "key": "narrowed", "before": was, "after": is}
}

scheduling(item) := [value_places[kinds.type_of(item)]] if {
	value_places[kinds.type_of(item)]
} else := [array.concat(where.at, ["spec"]) | some where in item.entry.pods; not where.podSpecOnly]
