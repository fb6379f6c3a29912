# METADATA
# title: Annotations
# description: Profiles that a pod sets by annotation, the older way to say what the fields say now.
package tilsyn.controls.wkl_08.annotations

import data.tilsyn.lib.pods
import data.tilsyn.lib.versions

annotations := [annotation |
	some pod in pods.specs
	at := array.concat(pod.metadata, ["annotations"])
	some name, value in object.get(input.objects[pod.object].object, at, {})
	annotation := {"object": pod.object, "path": array.concat(at, [name]), "name": name, "value": value}
]

violations contains violation if {
	some annotation in annotations
	key := annotation_key(annotation)
	violation := {
		"object": annotation.object,
		"path": annotation.path,
		"messageKey": key,
		"params": {"annotation": annotation.name, "value": annotation.value},
		"value": annotation.value,
	}
}

annotation_key(annotation) := "appArmorAnnotation" if {
	startswith(annotation.name, "container.apparmor.security.beta.kubernetes.io/")
	not annotation.value in {"", "runtime/default"}
	not startswith(annotation.value, "localhost/")
}

# The API server copied these into the fields up to 1.26 and has passed over them since.
annotation_key(annotation) := "seccompAnnotation" if {
	not versions.from(27)
	names_seccomp(annotation.name)
	not annotation.value in {"runtime/default", "docker/default"}
	not startswith(annotation.value, "localhost/")
}

names_seccomp("seccomp.security.alpha.kubernetes.io/pod")

names_seccomp(name) if startswith(name, "container.seccomp.security.alpha.kubernetes.io/")
