# METADATA
# title: API versions that Kubernetes has removed
# description: |
#   The minor from which an API version is no longer served, by kinds (kubernetes.io/docs/reference/using-api/deprecation-guide).
package tilsyn.inventory.sup_05.removals

minor(version, kind) := since if {
	some row in by_version[version]
	kind in row.kinds
	since := row.minor
}

by_version := {
	"extensions/v1beta1": [
		{"minor": 16, "kinds": {"DaemonSet", "Deployment", "NetworkPolicy", "PodSecurityPolicy", "ReplicaSet"}},
		{"minor": 22, "kinds": {"Ingress"}},
	],
	"apps/v1beta1": [{"minor": 16, "kinds": {"Deployment", "StatefulSet"}}],
	"apps/v1beta2": [{"minor": 16, "kinds": {"DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"}}],
	"admissionregistration.k8s.io/v1beta1": [{"minor": 22, "kinds": {"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"}}],
	"apiextensions.k8s.io/v1beta1": [{"minor": 22, "kinds": {"CustomResourceDefinition"}}],
	"apiregistration.k8s.io/v1beta1": [{"minor": 22, "kinds": {"APIService"}}],
	"certificates.k8s.io/v1beta1": [{"minor": 22, "kinds": {"CertificateSigningRequest"}}],
	"coordination.k8s.io/v1beta1": [{"minor": 22, "kinds": {"Lease"}}],
	"networking.k8s.io/v1beta1": [{"minor": 22, "kinds": {"Ingress", "IngressClass"}}],
	"rbac.authorization.k8s.io/v1beta1": [{"minor": 22, "kinds": {"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"}}],
	"scheduling.k8s.io/v1beta1": [{"minor": 22, "kinds": {"PriorityClass"}}],
	"storage.k8s.io/v1beta1": [
		{"minor": 22, "kinds": {"CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"}},
		{"minor": 27, "kinds": {"CSIStorageCapacity"}},
	],
	"batch/v1beta1": [{"minor": 25, "kinds": {"CronJob"}}],
	"discovery.k8s.io/v1beta1": [{"minor": 25, "kinds": {"EndpointSlice"}}],
	"events.k8s.io/v1beta1": [{"minor": 25, "kinds": {"Event"}}],
	"autoscaling/v2beta1": [{"minor": 25, "kinds": {"HorizontalPodAutoscaler"}}],
	"policy/v1beta1": [{"minor": 25, "kinds": {"PodDisruptionBudget", "PodSecurityPolicy"}}],
	"node.k8s.io/v1beta1": [{"minor": 25, "kinds": {"RuntimeClass"}}],
	"autoscaling/v2beta2": [{"minor": 26, "kinds": {"HorizontalPodAutoscaler"}}],
	"flowcontrol.apiserver.k8s.io/v1beta1": [{"minor": 26, "kinds": {"FlowSchema", "PriorityLevelConfiguration"}}],
	"flowcontrol.apiserver.k8s.io/v1beta2": [{"minor": 29, "kinds": {"FlowSchema", "PriorityLevelConfiguration"}}],
	"flowcontrol.apiserver.k8s.io/v1beta3": [{"minor": 32, "kinds": {"FlowSchema", "PriorityLevelConfiguration"}}],
}
