# METADATA
# title: Security contexts
# description: Every security context that reaches a container, be it the pod's, the container's, or one that a custom resource hands to its operator.
package tilsyn.lib.contexts

import data.tilsyn.lib.pods

# `level` says where it stands, `more` belongs to each finding on it, `params` to each message.
all := array.concat(array.concat(of_pods, of_containers), of_operators)

of_pods := [context |
	some pod in pods.specs
	context := {
		"object": pod.object,
		"path": array.concat(pod.path, ["securityContext"]),
		"level": "pod",
		"security": pod.security,
		"more": {},
		"params": {},
	}
]

of_containers := [context |
	some container in pods.containers
	context := {
		"object": container.object,
		"path": array.concat(container.path, ["securityContext"]),
		"level": "container",
		"security": container.security,
		"more": object.union({"container": container.name}, pods.implied(container)),
		"params": {"container": container.name},
	}
]

of_operators := [context |
	some field in pods.fields
	field.last in {"securityContext", "containerSecurityContext"}
	is_object(field.value)
	context := {
		"object": field.object,
		"path": field.path,
		"level": "operator",
		"security": field.value,
		"more": pods.implied({"security": field.value}),
		"params": {},
	}
]
