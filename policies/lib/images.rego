# METADATA
# title: Image references
# description: The grammar of distribution/reference, name[:tag][@digest]; a colon before the last slash belongs to the registry's port.
package tilsyn.lib.images

import data.tilsyn.lib.pods

# Every image that a pod runs or mounts.
used := array.concat(of_containers, of_volumes)

of_containers := [image |
	some container in pods.containers
	is_string(container.value.image)
	image := {
		"object": container.object,
		"path": array.concat(container.path, ["image"]),
		"container": container.name,
		"value": container.value.image,
		"injected": injected(container),
	}
]

# Istio's injector replaces `auto` when the pod starts; without its marks the word is an image of Docker Hub.
injected(container) if {
	container.value.image == "auto"
	at := array.slice(container.pod.path, 0, count(container.pod.path) - 1)
	metadata := object.get(input.objects[container.object].object, array.concat(at, ["metadata"]), {})
	some field in {"annotations", "labels"}
	some mark in {"inject.istio.io/templates", "sidecar.istio.io/inject"}
	not object.get(metadata, [field, mark], "false") in {"", "false", false}
} else := false

of_volumes := [image |
	some pod in pods.specs
	some index, volume in pod.spec.volumes
	is_string(volume.image.reference)
	image := {
		"object": pod.object,
		"path": array.concat(pod.path, ["volumes", index, "image", "reference"]),
		"container": "",
		"value": volume.image.reference,
		"injected": false,
	}
]

parse(reference) := {"tag": tag(parts[0]), "digest": concat("@", array.slice(parts, 1, count(parts)))} if {
	parts := split(trim_space(reference), "@")
}

tag(named) := substring(last, at + 1, -1) if {
	steps := split(named, "/")
	last := steps[count(steps) - 1]
	at := indexof(last, ":")
	at >= 0
} else := ""

# Lengths of the registered algorithms by the OCI image specification (descriptor, digests); others are only checked for their form.
well_formed(digest) if regex.match(`^sha256:[a-f0-9]{64}$`, digest)

well_formed(digest) if regex.match(`^sha512:[a-f0-9]{128}$`, digest)

well_formed(digest) if {
	regex.match(`^[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$`, digest)
	not split(digest, ":")[0] in {"sha256", "sha512"}
}

# A variable or template expression that nothing has filled in.
unresolved(reference) if {
	some mark in {"${", "$(", "{{"}
	contains(reference, mark)
}
