# METADATA
# title: Roles that Kubernetes makes itself
# description: |
#   The rules, of the roles that the API server makes at every start, that rules about access ask for (kubernetes/kubernetes
#   plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go); what harms nobody is left out. A system role that is not here is not known.
package tilsyn.lib.built_in_roles

rules := object.union(
	{name: [] | some name in harmless},
	{
		"cluster-admin": [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}],
		"admin": array.concat(edit, [{"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles", "rolebindings"], "verbs": writes}]),
		"edit": edit,
		"system:kubelet-api-admin": [{"apiGroups": [""], "resources": ["nodes/proxy"], "verbs": ["*"]}],
		"system:persistent-volume-provisioner": [{"apiGroups": [""], "resources": ["persistentvolumes"], "verbs": ["get", "list", "watch", "create", "delete"]}],
	},
)

harmless := {
	"view",
	"system:auth-delegator",
	"system:basic-user",
	"system:certificates.k8s.io:certificatesigningrequests:nodeclient",
	"system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
	"system:discovery",
	"system:kube-dns",
	"system:monitoring",
	"system:node-bootstrapper",
	"system:node-problem-detector",
	"system:node-proxier",
	"system:public-info-viewer",
	"system:service-account-issuer-discovery",
	"system:volume-scheduler",
}

writes := ["create", "update", "patch", "delete", "deletecollection"]

edit := [
	{"apiGroups": [""], "resources": ["pods/attach", "pods/proxy", "pods/exec", "pods/portforward", "secrets", "services/proxy"], "verbs": ["get", "list", "watch"]},
	{"apiGroups": [""], "resources": ["pods", "pods/attach", "pods/proxy", "pods/exec", "pods/portforward", "secrets", "services/proxy", "replicationcontrollers"], "verbs": writes},
	{"apiGroups": [""], "resources": ["serviceaccounts"], "verbs": ["impersonate"]},
	{"apiGroups": [""], "resources": ["serviceaccounts/token"], "verbs": ["create"]},
	{"apiGroups": ["apps"], "resources": ["daemonsets", "deployments", "replicasets", "statefulsets"], "verbs": writes},
	{"apiGroups": ["batch"], "resources": ["cronjobs", "jobs"], "verbs": writes},
]
