# METADATA
# title: Resources of containers
# description: A container without a request has no place kept free; one without a memory limit can take the node's memory from its neighbours.
package tilsyn.controls.wkl_09.resources

import data.tilsyn.lib.pods
import data.tilsyn.lib.values
import data.tilsyn.lib.versions

judged := [container |
	some container in pods.containers
	container.kind != "ephemeral"
	not container.pod.partial
]

examined := {container.object | some container in judged}

wanted := {
	"cpuRequest": {"of": "requests", "resource": "cpu"},
	"memoryRequest": {"of": "requests", "resource": "memory"},
	"memoryLimit": {"of": "limits", "resource": "memory"},
}

violations contains violation if {
	some container in judged
	some key, want in wanted
	not has(container, want)
	violation := object.union(
		found(container, want),
		{
			"object": container.object,
			"path": array.concat(container.path, ["resources", want.of, want.resource]),
			"container": container.name,
			"messageKey": key,
			"params": {"container": container.name},
		},
	)
}

# A size of nothing is a value that can be changed to another size of nothing.
found(container, want) := {"value": value} if {
	value := container.value.resources[want.of][want.resource]
} else := {}

has(container, want) if stated(values.section(container.value, "resources"), want)

# The API server copies a limit to a request that is not there.
has(container, want) if {
	want.of == "requests"
	resources := values.section(container.value, "resources")
	not resources.requests[want.resource]
	stated(resources, {"of": "limits", "resource": want.resource})
}

# Resources of the whole pod are on by default from Kubernetes 1.34 (feature gate PodLevelResources).
has(container, want) if {
	versions.from(34)
	stated(values.section(container.pod.spec, "resources"), want)
}

# The admission plug-in LimitRanger fills in what a container leaves out.
has(container, want) if {
	resources := values.section(container.value, "resources")
	not resources[want.of][want.resource]
	some related in input.objects[container.object].related
	related.role == "limits"
	some limit in related.object.spec.limits
	limit.type == "Container"
	some field in default_fields[want.of]
	amount(limit[field][want.resource])
}

# A default limit is the default request as well where none is named.
default_fields := {"limits": {"default"}, "requests": {"defaultRequest", "default"}}

stated(resources, want) if amount(resources[want.of][want.resource])

amount(quantity) if {
	is_number(quantity)
	quantity > 0
}

amount(quantity) if {
	is_string(quantity)
	regex.match(`[1-9]`, split(lower(quantity), "e")[0])
}
