# METADATA
# title: Pods and containers
# description: |
#   Where pods stand in each object is worked out before the policies run (built-in kinds and known custom resources); here they become one list of
#   pod specs and one list of containers, each with the path that leads to it.
package tilsyn.lib.pods

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

# `partial`: the operator of a custom resource adds the rest, so that a missing field says nothing.
specs := [pod |
	some item in objects.applied
	some where in item.entry.pods
	at := spec_path(where)
	spec := object.get(item.object, at, null)
	is_object(spec)
	pod := {
		"object": item.index,
		"path": at,
		"metadata": metadata_path(where),
		"spec": spec,
		"security": values.section(spec, "securityContext"),
		"windows": windows(spec),
		"partial": where.podSpecOnly,
		"custom": not_built_in(item.group),
	}
]

# Kubernetes' own kinds, and OpenShift's DeploymentConfig: nobody fills their templates in.
not_built_in(group) := false if {
	group in {"", "apps", "batch", "extensions", "apps.openshift.io"}
} else := true

spec_path(where) := where.at if {
	where.podSpecOnly
} else := array.concat(where.at, ["spec"])

# Custom resources that hold a pod spec in place keep the pods' labels and annotations beside it.
metadata_path(where) := array.concat(where.at, ["podMetadata"]) if {
	where.podSpecOnly
} else := array.concat(where.at, ["metadata"])

# `os.name` decides; the node selector only where it is silent. Both as the API server spells them: what it does not know runs on Linux, if anywhere.
windows(spec) if {
	spec.os.name == "windows"
} else if {
	object.get(values.section(spec, "os"), "name", null) == null
	spec.nodeSelector["kubernetes.io/os"] == "windows"
} else := false

lists := {"containers": "container", "initContainers": "init", "ephemeralContainers": "ephemeral"}

containers := array.concat(in_pods, alone)

in_pods := [container |
	some pod in specs
	some field, kind in lists
	some index, value in pod.spec[field]
	is_object(value)
	container := {
		"object": pod.object,
		"path": array.concat(pod.path, [field, index]),
		"kind": kind_of(kind, value),
		"name": values.name(value),
		"value": value,
		"security": values.section(value, "securityContext"),
		"pod": pod,
		"partial": partial(pod, value),
	}
]

# A container without an image in a custom resource is laid over one that the operator makes: what it leaves out says nothing either.
partial(pod, value) if {
	pod.partial
} else if {
	pod.custom
	object.get(value, "image", null) in {"", null}
} else := false

# An init container that restarts always is a side-car: it runs as long as the pod does.
kind_of("init", value) := "sidecar" if {
	value.restartPolicy == "Always"
} else := "init"

kind_of(kind, _) := kind if kind != "init"

# Containers that a custom resource names outside any pod spec.
alone := [container |
	some item in objects.applied
	some at in item.entry.containers
	value := object.get(item.object, at, null)
	is_object(value)
	container := {
		"object": item.index,
		"path": at,
		"kind": "container",
		"name": values.name(value),
		"value": value,
		"security": values.section(value, "securityContext"),
		"pod": {"object": item.index, "path": [], "metadata": [], "spec": {}, "security": {}, "windows": false, "partial": true, "custom": true},
		"partial": true,
	}
]

# Single fields of custom resources that reach a pod.
fields := [field |
	some item in objects.applied
	some at in item.entry.fields
	value := object.get(item.object, at, null)
	value != null
	field := {"object": item.index, "path": at, "last": at[count(at) - 1], "value": value}
]

examined := ({pod.object | some pod in specs} | {container.object | some container in alone}) | {field.object | some field in fields}

# What the cluster enforces: the container's own field, else the pod's (runAs*, seccomp and SELinux are inherited; privileged never is).
effective(container, field) := value if {
	value := container.security[field]
	value != null
} else := value if {
	value := container.pod.security[field]
	value != null
} else := null

privileged(container) if values.on(container.security, "privileged")

# A privileged container owns the machine: what else its own security context leaves open is the same fact.
implied(container) := {"impliedBy": "WKL-02"} if {
	privileged(container)
} else := {}
