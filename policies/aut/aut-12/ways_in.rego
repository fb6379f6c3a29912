# METADATA
# title: Ways into a running system that pass its own access control
package tilsyn.inventory.aut_12.ways_in

import data.tilsyn.lib.rbac

# What a rule gives, as `verb resource`.
of(rule) := {power |
	rbac.touches(rule, resources)
	some one in ways
	some resource in one.resources
	rbac.covers(rule, one.group, resource)
	verbs := rbac.allowed(rule, one.verbs) - nameless(rule, resource)
	count(verbs) > 0
	power := $"`{concat(", ", sort(verbs))} {resource}`"
}

resources := {resource | some one in ways; some resource in one.resources}

# All that the rules written in an object give.
by_object := {object: powers |
	some object, entries in rbac.own
	powers := {power | some entry in entries; some power in of(entry.rule)}
	count(powers) > 0
}

# A new object has no name yet when it is asked for; a subresource stands under a name that is known.
nameless(rule, resource) := {"create"} if {
	rbac.narrowed(rule)
	not contains(resource, "/")
} else := set()

# A browser's connection is a get, `kubectl`'s a create: either opens the session. Changing a workload puts a program of one's own beside the data, just as
# making one does.
ways := [
	{"group": "", "resources": ["pods/exec", "pods/attach", "pods/portforward"], "verbs": {"create", "get"}},
	{"group": "", "resources": ["pods/proxy", "services/proxy"], "verbs": {"create", "delete", "get", "patch", "update"}},
	{"group": "", "resources": ["pods/ephemeralcontainers"], "verbs": {"patch", "update"}},
	{"group": "", "resources": ["pods", "replicationcontrollers"], "verbs": {"create", "patch", "update"}},
	{"group": "apps", "resources": ["daemonsets", "deployments", "replicasets", "statefulsets"], "verbs": {"create", "patch", "update"}},
	{"group": "batch", "resources": ["cronjobs", "jobs"], "verbs": {"create", "patch", "update"}},
]
