# METADATA
# title: "Pods mount no host paths and only safe volume types"
# custom:
#   id: WKL-04
#   family: WKL
#   severity: high
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.3", title: "Information access restriction"}
#       - {id: "8.27", title: "Secure system architecture and engineering principles"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.2.12"], "1.10": ["5.2.12"], "1.11": ["5.2.12"], "1.12": ["5.2.11"], "2.0": ["5.2.11"]}
#     pss: restricted
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "wkl.platformExceptions", default: "built-in list, by name and exact path", source: "house default"}
#   en:
#     why: "A host path lets a pod read the machine's disk, where other systems' patient data and keys lie."
#     change: "Use a PersistentVolumeClaim, configMap, secret, emptyDir, projected, downwardAPI, ephemeral or csi volume instead."
#     notEvaluableWhen: "The pod spec is made by an operator from a custom resource that tilsyn does not know."
#     waivable: "Log collectors and drivers need single read-only paths; name the path."
#     messages:
#       hostPath: "Volume `{volume}` mounts the host path `{path}`. The pod reaches the machine's disk, where other systems' data lie."
#       runtimeSocket: "Volume `{volume}` mounts the container runtime's socket `{path}`. Who can write to it commands every container on the machine."
#       volumeType: "Volume `{volume}` is of type `{type}`, which is not among the safe types. It can reach past the pod's own storage."
#       persistentVolume: "The PersistentVolume uses `{type}` with the path `{path}`. Its data lie on one machine's disk, within reach of what else runs there."
#   da:
#     title: "Pods monterer ingen værtsstier og kun sikre volumentyper"
#     why: "En værtssti lader en pod læse maskinens disk, hvor andre systemers patientdata og nøgler ligger."
#     change: "Brug i stedet PersistentVolumeClaim, configMap, secret, emptyDir, projected, downwardAPI, ephemeral eller csi."
#     notEvaluableWhen: "Pod-specifikationen dannes af en operator ud fra en ressourcetype, som tilsyn ikke kender."
#     waivable: "Ja, til logopsamlere og drivere, der skal læse en enkelt sti. Angiv stien, og montér den skrivebeskyttet."
#     messages:
#       hostPath: "Volumen `{volume}` monterer værtsstien `{path}`. Podden når maskinens disk, hvor andre systemers data ligger."
#       runtimeSocket: "Volumen `{volume}` monterer container-runtimens socket `{path}`. Den, der kan skrive til den, styrer alle containere på maskinen."
#       volumeType: "Volumen `{volume}` har typen `{type}`, som ikke er blandt de sikre typer. Den kan nå ud over poddens eget lager."
#       persistentVolume: "PersistentVolumet bruger `{type}` med stien `{path}`. Dets data ligger på én maskines disk, inden for rækkevidde af alt andet på den."
package tilsyn.controls.wkl_04

import data.tilsyn.lib.objects
import data.tilsyn.lib.pods

examined := pods.examined | {volume.index | some volume in persistent_volumes}

# The restricted Pod Security Standard's list. A volume without any source is an emptyDir by default.
allowed := {
	"configMap",
	"csi",
	"downwardAPI",
	"emptyDir",
	"ephemeral",
	"image",
	"persistentVolumeClaim",
	"projected",
	"secret",
}

violations contains violation if {
	some pod in pods.specs
	some index, volume in pod.spec.volumes
	volume.hostPath != null
	path := object.get(volume.hostPath, "path", "")
	violation := {
		"object": pod.object,
		"path": array.concat(pod.path, ["volumes", index, "hostPath"]),
		"messageKey": host_path_key(path),
		"params": {"volume": object.get(volume, "name", ""), "path": path},
		# Read-only is part of what a waiver permits: mounting the same path writable is another finding.
		"value": {"hostPath": volume.hostPath, "writable": writable(pod, volume)},
	}
}

host_path_key(path) := "runtimeSocket" if {
	regex.match(`(docker|containerd|crio|cri-dockerd|podman)\.sock/*$`, path)
} else := "hostPath"

writable(pod, volume) if {
	writable_mounts[[pod.object, pod.path, volume.name]]
} else := false

# Collected once for the whole batch, and asked by index: `in` goes through a whole set in wasm.
writable_mounts := {[container.object, container.pod.path, mount.name] |
	some container in pods.containers
	some mount in container.value.volumeMounts
	object.get(mount, "readOnly", false) != true
}

violations contains violation if {
	some pod in pods.specs
	some index, volume in pod.spec.volumes
	some source, value in volume
	value != null
	not source in allowed
	not source in {"name", "hostPath"}
	violation := {
		"object": pod.object,
		"path": array.concat(pod.path, ["volumes", index, source]),
		"messageKey": "volumeType",
		"params": {"volume": object.get(volume, "name", ""), "type": source},
		"value": source,
	}
}

persistent_volumes := [item |
	some item in objects.by_kind["PersistentVolume"]
	item.group == ""
]

violations contains violation if {
	some item in persistent_volumes
	some source in {"hostPath", "local"}
	value := item.object.spec[source]
	value != null
	violation := {
		"object": item.index,
		"path": ["spec", source],
		"messageKey": "persistentVolume",
		"params": {"type": source, "path": object.get(value, "path", "")},
		"value": value,
	}
}
