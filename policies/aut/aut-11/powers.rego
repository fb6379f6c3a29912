# METADATA
# title: Rights that lead to more rights
package tilsyn.inventory.aut_11.powers

import data.tilsyn.lib.rbac

# What a rule gives, as `verb resource`: `anywhere` counts in one namespace too, `cluster` only where the whole cluster is given, for these are asked
# without a namespace.
of(rule) := {"anywhere": found(rule, anywhere), "cluster": found(rule, cluster) | signers(rule)} if {
	rbac.touches(rule, resources)
} else := {"anywhere": set(), "cluster": set()}

resources := {resource | some one in array.concat(anywhere, cluster); some resource in one.resources} | {"signers"}

# The objects in whose rules one of these stands.
objects_anywhere contains object if {
	some object, entries in rbac.own
	some entry in entries
	count(of(entry.rule).anywhere) > 0
}

objects_cluster contains object if {
	some object, entries in rbac.own
	some entry in entries
	count(of(entry.rule).cluster) > 0
}

found(rule, list) := {power |
	some one in list
	some resource in one.resources
	rbac.covers(rule, one.group, resource)
	not needs_no_name(rule, one)
	verbs := verbs_of(rule, one)
	count(verbs) > 0
	power := $"`{concat(", ", sort(verbs))} {resource}`"
}

# A request to make something has no name yet: a rule with names never grants it.
needs_no_name(rule, one) if {
	one.names == "none"
	rbac.narrowed(rule)
}

# A hook of a name is the component's own; a hook of any name is everybody's.
needs_no_name(rule, one) if {
	one.names == "open"
	rbac.narrowed(rule)
}

verbs_of(rule, one) := rbac.allowed(rule, one.verbs) | {verb | some verb in rule.verbs; one.verbs == {"impersonate"}; startswith(verb, "impersonate:")}

changes := {"create", "update", "patch", "delete", "deletecollection"}

anywhere := [
	{"group": "rbac.authorization.k8s.io", "resources": ["roles"], "verbs": {"escalate", "bind"}, "names": "any"},
	{"group": "", "resources": ["serviceaccounts"], "verbs": {"impersonate"}, "names": "any"},
	{"group": "", "resources": ["serviceaccounts/token"], "verbs": {"create"}, "names": "any"},
	{"group": "", "resources": ["namespaces"], "verbs": {"update", "patch"}, "names": "any"},
]

cluster := [
	{"group": "rbac.authorization.k8s.io", "resources": ["clusterroles"], "verbs": {"escalate", "bind"}, "names": "any"},
	{"group": "", "resources": ["users", "groups"], "verbs": {"impersonate"}, "names": "any"},
	{"group": "authentication.k8s.io", "resources": ["users", "groups", "serviceaccounts", "uids"], "verbs": {"impersonate"}, "names": "any"},
	{"group": "", "resources": ["nodes/proxy"], "verbs": {"get", "create", "update", "patch", "delete"}, "names": "any"},
	{"group": "", "resources": ["persistentvolumes"], "verbs": {"create"}, "names": "none"},
	{"group": "certificates.k8s.io", "resources": ["certificatesigningrequests/approval"], "verbs": {"update", "patch"}, "names": "any"},
	{
		"group": "admissionregistration.k8s.io",
		"resources": ["mutatingadmissionpolicies", "mutatingadmissionpolicybindings", "mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
		"verbs": changes,
		"names": "open",
	},
]

# Certificates of an issuer outside Kubernetes open nothing at the API server.
signers(rule) := {"`approve signers`"} if {
	rbac.covers(rule, "certificates.k8s.io", "signers")
	count(rbac.allowed(rule, {"approve"})) > 0
	kubernetes_signers(rule)
} else := set()

kubernetes_signers(rule) if not rbac.narrowed(rule)

kubernetes_signers(rule) if {
	some name in rule.resourceNames
	startswith(name, "kubernetes.io/")
}
