# METADATA
# title: Objects that protect
# description: |
#   Kinds that do nothing but protect, and programs that watch, back up, refuse or record: taking one away is the loss of it. Where a policy's worth depends
#   on what else stands beside it, `networks` judges.
package tilsyn.change.chg_06.kinds

import data.tilsyn.lib.objects
import data.tilsyn.lib.patients
import data.tilsyn.lib.pods
import data.tilsyn.lib.registries
import data.tilsyn.lib.selectors
import data.tilsyn.lib.values

protecting := {
	"policy.networking.k8s.io/AdminNetworkPolicy",
	"policy.networking.k8s.io/BaselineAdminNetworkPolicy",
	"policy.networking.k8s.io/ClusterNetworkPolicy",
	"cilium.io/CiliumNetworkPolicy",
	"cilium.io/CiliumClusterwideNetworkPolicy",
	"crd.projectcalico.org/NetworkPolicy",
	"crd.projectcalico.org/GlobalNetworkPolicy",
	"projectcalico.org/NetworkPolicy",
	"projectcalico.org/GlobalNetworkPolicy",
	"security.istio.io/AuthorizationPolicy",
	"security.istio.io/PeerAuthentication",
	"security.istio.io/RequestAuthentication",
	"velero.io/Schedule",
	"velero.io/BackupStorageLocation",
	"velero.io/VolumeSnapshotLocation",
	"postgresql.cnpg.io/ScheduledBackup",
	"audit.k8s.io/Policy",
	"auditregistration.k8s.io/AuditSink",
	"apiserver.config.k8s.io/EncryptionConfiguration",
	"apiserver.config.k8s.io/AdmissionConfiguration",
	"apiserver.config.k8s.io/AuthenticationConfiguration",
	"apiserver.config.k8s.io/AuthorizationConfiguration",
	"config.openshift.io/OAuth",
	"pod-security.admission.config.k8s.io/PodSecurityConfiguration",
	"admissionregistration.k8s.io/ValidatingAdmissionPolicy",
	"admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
	"admissionregistration.k8s.io/MutatingAdmissionPolicy",
	"admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
	"admissionregistration.k8s.io/ValidatingWebhookConfiguration",
	"admissionregistration.k8s.io/MutatingWebhookConfiguration",
	"templates.gatekeeper.sh/ConstraintTemplate",
	"kyverno.io/ClusterPolicy",
	"kyverno.io/Policy",
	"policies.kyverno.io/ValidatingPolicy",
	"policies.kyverno.io/NamespacedValidatingPolicy",
	"policies.kyverno.io/ImageValidatingPolicy",
	"policies.kyverno.io/NamespacedImageValidatingPolicy",
	"policies.kyverno.io/MutatingPolicy",
	"policies.kubewarden.io/ClusterAdmissionPolicy",
	"policies.kubewarden.io/AdmissionPolicy",
	"policies.kubewarden.io/ClusterAdmissionPolicyGroup",
	"policies.kubewarden.io/AdmissionPolicyGroup",
	"policies.kubewarden.io/PolicyServer",
	"policy.sigstore.dev/ClusterImagePolicy",
	"instance.falcosecurity.dev/Falco",
	"artifact.falcosecurity.dev/Rulesfile",
	"artifact.falcosecurity.dev/Plugin",
	"artifact.falcosecurity.dev/Config",
	"cilium.io/TracingPolicy",
	"cilium.io/TracingPolicyNamespaced",
	"security.kubearmor.com/KubeArmorPolicy",
	"security.kubearmor.com/KubeArmorClusterPolicy",
	"security.kubearmor.com/KubeArmorHostPolicy",
	"security-profiles-operator.x-k8s.io/SeccompProfile",
	"security-profiles-operator.x-k8s.io/AppArmorProfile",
	"logging.banzaicloud.io/ClusterFlow",
	"logging.banzaicloud.io/ClusterOutput",
	"logging.banzaicloud.io/Logging",
	"fluentbit.fluent.io/ClusterFluentBitConfig",
	"fluentbit.fluent.io/ClusterInput",
	"fluentbit.fluent.io/ClusterOutput",
	"opentelemetry.io/OpenTelemetryCollector",
	"monitoring.coreos.com/PrometheusRule",
	"monitoring.coreos.com/AlertmanagerConfig",
	"s3.aws.upbound.io/BucketObjectLockConfiguration",
	"s3.aws.upbound.io/BucketVersioning",
	"s3.aws.upbound.io/BucketReplicationConfiguration",
	"s3.aws.upbound.io/BucketServerSideEncryptionConfiguration",
	"s3.aws.upbound.io/BucketPublicAccessBlock",
	"s3.aws.upbound.io/BucketLifecycleConfiguration",
	"s3.aws.m.upbound.io/BucketObjectLockConfiguration",
	"s3.aws.m.upbound.io/BucketVersioning",
	"s3.aws.m.upbound.io/BucketReplicationConfiguration",
	"s3.aws.m.upbound.io/BucketServerSideEncryptionConfiguration",
	"s3.aws.m.upbound.io/BucketPublicAccessBlock",
	"cert-manager.io/Certificate",
	"cert-manager.io/ClusterIssuer",
	"cert-manager.io/Issuer",
}

# Taken away with their namespace, or with all that they bound, they protect nothing any more.
dependent := {
	"policy/PodDisruptionBudget",
	"/ResourceQuota",
	"/LimitRange",
}

by_type := {kind: true | some kind in protecting}

type_of(item) := $"{item.group}/{item.kind}"

safeguard(item) if by_type[type_of(item)]

safeguard(item) if item.group == "constraints.gatekeeper.sh"

safeguard(item) if component(item) != ""

# All that the change altered or took away. What became a test hook of a Helm release is applied no more, and so is gone as well.
changed := [item |
	some index, entry in input.objects
	reached_before(entry)
	item := {
		"index": index,
		"group": objects.group(entry.object),
		"kind": object.get(entry.object, "kind", ""),
		"object": entry.object,
		"entry": entry,
		"gone": is_gone(entry),
	}
]

reached_before(entry) if entry.applied

reached_before(entry) if {
	not entry.removed
	not contains(object.get(objects.annotations(entry.before), "helm.sh/hook", ""), "test")
}

is_gone(entry) := true if {
	entry.removed
} else := true if {
	not entry.applied
} else := true if {
	disabled := {"kustomize.toolkit.fluxcd.io/reconcile": "disabled", "kustomize.toolkit.fluxcd.io/ssa": "Ignore"}
	some annotation, value in disabled
	lower(object.get(objects.annotations(entry.object), annotation, "")) == lower(value)
	lower(object.get(objects.annotations(entry.before), annotation, "")) != lower(value)
} else := false

watched := [item |
	some item in changed
	watches(item)
]

watches(item) if safeguard(item)

watches(item) if type_of(item) in dependent

watches(item) if {
	item.group == ""
	item.kind == "Namespace"
}

watches(item) if {
	item.group in {"networking.k8s.io", "extensions"}
	item.kind == "NetworkPolicy"
}

removed contains item if {
	some item in changed
	item.gone
	safeguard(item)
	not whole_namespace(item)
}

# A quota is worth something while anything can start in the namespace.
removed contains item if {
	some item in changed
	item.gone
	item.kind in {"ResourceQuota", "LimitRange"}
	item.group == ""
	not whole_namespace(item)
}

removed contains item if {
	some item in changed
	item.gone
	item.kind == "PodDisruptionBudget"
	item.group == "policy"
	not whole_namespace(item)
	still_chosen(item)
}

# Pods that stay in a namespace lose what its labels asked of them.
removed contains item if {
	some item in changed
	item.gone
	item.kind == "Namespace"
	item.group == ""
	count(item.entry.surroundings.podLabels) > 0
	some label, value in object.get(item.entry.before, ["metadata", "labels"], {})
	protecting_label(label, value)
}

protecting_label("pod-security.kubernetes.io/enforce", value) if value in {"baseline", "restricted"}

protecting_label(label, "patient") if label == patients.label

# The namespace is gone and nothing of it runs any more. Where a component's own namespace goes, the component is what is lost.
whole_namespace(item) if {
	item.entry.surroundings.namespaceRemoved
	count(item.entry.surroundings.podLabels) == 0
}

still_chosen(item) if {
	some labels in item.entry.surroundings.podLabels
	selectors.matches(values.section(item.object, "spec").selector, labels)
}

# Where the pods are in another repository, what the budget bound cannot be seen to be gone.
still_chosen(item) if {
	count(item.entry.surroundings.podLabels) == 0
	not item.entry.surroundings.hadPods
}

name(item) := values.name(values.section(item.object, "metadata"))

components := {lower(one): true |
	some one in object.get(input.parameters, "safeguards.components", default_components)
}

default_components := [
	"falco", "falco-operator", "falcosidekick", "tetragon", "tracee", "kubearmor", "wazuh-agent", "velero", "gatekeeper", "kyverno",
	"kubewarden-controller", "trivy-operator", "kured", "fluent-bit", "fluentd", "vector", "promtail", "alloy", "cert-manager", "dex",
]

# The program that a release or a workload runs, where it is one of these.
component(item) := found[0] if {
	found := [chart |
		some at in charts[type_of(item)]
		chart := last_step(object.get(item.object, at, ""))
		components[chart]
	]
	count(found) > 0
} else := found[0] if {
	item.kind in {"Deployment", "DaemonSet", "StatefulSet"}
	found := [image |
		some container in item_containers[item.index]
		some image in image_names(container)
		components[image]
	]
	count(found) > 0
} else := ""

charts := {
	"helm.toolkit.fluxcd.io/HelmRelease": [["spec", "chart", "spec", "chart"], ["spec", "chartRef", "name"]],
	"argoproj.io/Application": [["spec", "source", "chart"], ["spec", "sources", 0, "chart"], ["spec", "sources", 1, "chart"]],
	"argoproj.io/ApplicationSet": [["spec", "template", "spec", "source", "chart"]],
	"helm.cattle.io/HelmChart": [["spec", "chart"]],
	"source.toolkit.fluxcd.io/HelmChart": [["spec", "chart"]],
}

item_containers[index] contains container if {
	some container in pods.containers
	index := container.object
}

image_names(container) := names if {
	is_string(container.value.image)
	steps := split(registries.repository(container.value.image), "/")
	# `falcosecurity/falco` and `kyverno/background-controller` are both known by one of their last two steps.
	names := {lower(step) | some step in array.slice(steps, max([1, count(steps) - 2]), count(steps))}
} else := set()

last_step(value) := lower(steps[count(steps) - 1]) if {
	is_string(value)
	steps := split(value, "/")
} else := ""

# Texts in a ConfigMap that were policies of the control plane, or rules of a detector, before the change.
config_maps := [item |
	some item in changed
	item.kind == "ConfigMap"
	item.group == ""
	safeguard_texts[item.index]
]

safeguard_texts[index] := texts if {
	some index, entry in input.objects
	entry.object.kind == "ConfigMap"
	texts := {key: text |
		some key, text in entry.before.data
		is_string(text)
		regex.match(safeguard_text, text)
	}
	count(texts) > 0
}

safeguard_text := concat("|", [
	`(?m)^\s*["']?apiVersion["']?:\s*["']?(audit\.k8s\.io|apiserver\.config\.k8s\.io|pod-security\.admission\.config\.k8s\.io)/`,
	`(?m)^\s*-\s*(rule|macro):\s`,
	`(?m)^\s*rules_files?:`,
])

watches(item) if {
	item.kind == "ConfigMap"
	item.group == ""
	safeguard_texts[item.index]
}

removed contains item if {
	some item in config_maps
	item.gone
}
