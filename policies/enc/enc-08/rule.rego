# METADATA
# title: "Patient traffic inside the cluster is encrypted too"
# custom:
#   id: ENC-08
#   family: ENC
#   severity: medium
#   scope: [I]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.21", title: "Security of network services"}
#       - {id: "8.24", title: "Use of cryptography"}
#     gdpr: ["32(1)(a)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Sikker transmission"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#   en:
#     why: "Whoever gets into one pod or one node can otherwise read the traffic of all patient systems."
#     change: "Set mutual TLS to STRICT, encrypt in the network plugin, or connect to the database with sslmode=verify-full."
#     notEvaluableWhen: "Encryption is a setting of the network plugin or the nodes outside the repository."
#     waivable: "While the mesh or the drivers are introduced."
#     messages:
#       weakMode: "Mutual TLS is `{mode}`. Patient data may travel in the clear, and nobody can see when they do."
#       leftMesh: "These pods leave the mesh. What they send and receive travels in the clear, whatever the namespace asks for."
#       plain: "Namespace `{namespace}` holds patient data. Neither the mesh nor the network plugin, whose settings are here, encrypts its traffic."
#       weakDatabase: "The connection to the database has sslmode `{mode}`. It may be in the clear, or with somebody who only poses as the database."
#       linkerdOpen: "Linkerd's policy here is `{mode}`. Pods outside the mesh are answered in the clear."
#       notInMesh: "`{namespace}` asks for strict mutual TLS, and nothing here says that its pods are in the mesh."
#       linkerdDefault: "The pods of `{namespace}` are in Linkerd's mesh. Whether callers outside it are refused, the control plane's settings say elsewhere."
#       notSeen: "Nothing here says how traffic of `{namespace}`, which holds patient data, is encrypted."
#       unclassified: "Mutual TLS is `{mode}` here. Whether patient data are in reach is not known: a data class is missing."
#       noClass: "No namespace among the manifests says that it holds patient data, and not all say that they do not. Whose traffic must be encrypted is not known."
#   da:
#     title: "Patienttrafik inde i klyngen er også krypteret"
#     why: "Den, der kommer ind i én pod eller én node, kan ellers læse trafikken i alle patientsystemer."
#     change: "Sæt gensidig TLS til STRICT, kryptér i netværkslaget, eller forbind til databasen med sslmode=verify-full."
#     notEvaluableWhen: "Krypteringen er en indstilling i netværkspluginet eller på noderne uden for repositoriet."
#     waivable: "Ja, mens mesh eller drivere indføres."
#     messages:
#       weakMode: "Gensidig TLS er `{mode}`. Patientdata kan blive sendt ukrypteret, og ingen kan se, hvornår det sker."
#       leftMesh: "Disse pods er uden for meshet. Det, de sender og modtager, er ukrypteret, uanset hvad namespacet kræver."
#       plain: "Namespacet `{namespace}` rummer patientdata. Hverken meshet eller netværkspluginet, hvis opsætning ligger her, krypterer dets trafik."
#       weakDatabase: "Forbindelsen til databasen har sslmode `{mode}`. Den kan være ukrypteret eller gå til nogen, der blot udgiver sig for databasen."
#       linkerdOpen: "Linkerds politik er her `{mode}`. Pods uden for meshet får svar ukrypteret."
#       notInMesh: "`{namespace}` kræver streng gensidig TLS, og intet her siger, at dets pods er i meshet."
#       linkerdDefault: "Pods i `{namespace}` er i Linkerds mesh. Om kald udefra afvises, fremgår af kontrolplanets opsætning et andet sted."
#       notSeen: "Intet her viser, hvordan trafikken i `{namespace}`, som rummer patientdata, krypteres."
#       unclassified: "Gensidig TLS er `{mode}` her. Det vides ikke, om det berører patientdata: En dataklasse mangler."
#       noClass: "Intet namespace blandt manifesterne siger, at det rummer patientdata, og ikke alle siger, at de ikke gør. Det vides ikke, hvis trafik der skal krypteres."
package tilsyn.inventory.enc_08

import data.tilsyn.inventory.enc_08.databases
import data.tilsyn.inventory.enc_08.mesh
import data.tilsyn.inventory.enc_08.plugin
import data.tilsyn.lib.patients
import data.tilsyn.lib.pods
import data.tilsyn.lib.values

examined := ({item.index | some item in judged} | {one.object | some one in mesh.modes}) | {one.object | some one in databases.connections}

judged := [item |
	some item in patients.namespaces
	patients.patient(values.name(item.object.metadata))
]

violations contains violation if {
	not plugin.encrypts
	some item in judged
	name := values.name(item.object.metadata)
	outcome := judge(item, name)
	violation := object.union(
		{
			"object": item.index,
			"path": ["metadata", "name"],
			"params": {"namespace": name, "mode": mesh.linkerd_policy(item)},
			"value": name,
		},
		outcome,
	)
}

# Undefined where the traffic is encrypted, or where a weak setting says by itself that it is not.
judge(item, name) := {"messageKey": "notInMesh", "status": "not-evaluable"} if {
	mesh.strict(name)
	not mesh.has_members(item)
} else := {"messageKey": "linkerdDefault", "status": "not-evaluable"} if {
	not mesh.strict(name)
	mesh.linkerd(item)
	mesh.linkerd_policy(item) == ""
} else := {"messageKey": "linkerdOpen"} if {
	not mesh.strict(name)
	mesh.linkerd(item)
	not mesh.linkerd_policy(item) in {"", "all-authenticated", "cluster-authenticated", "deny"}
} else := {"messageKey": "plain"} if {
	open(item, name)
	plugin.read
} else := {"messageKey": "notSeen", "status": "not-evaluable"} if {
	open(item, name)
}

open(item, name) if {
	not mesh.strict(name)
	not mesh.weak(name)
	not mesh.linkerd(item)
	not databases.all_verified(name)
	not databases.any_weak(name)
}

# The network plugin encrypts below the mesh: then its modes decide about identity alone.
violations contains violation if {
	not plugin.encrypts
	some one in mesh.modes
	one.mode in {"PERMISSIVE", "DISABLE"}
	outcome := mode_outcome(mesh.reach(one))
	violation := object.union(
		{
			"object": one.object,
			"path": one.path,
			"params": {"mode": one.mode},
			"value": one.mode,
		},
		outcome,
	)
}

mode_outcome("patients") := {"messageKey": "weakMode"}

mode_outcome("unknown") := {"messageKey": "unclassified", "status": "not-evaluable"}

violations contains violation if {
	not plugin.encrypts
	some pod in pods.specs
	name := object.get(input.objects[pod.object].object, ["metadata", "namespace"], "")
	patients.patient(name)
	mesh.strict(name)
	some place in mesh.ways_out
	at := array.concat(pod.metadata, place.at)
	value := object.get(input.objects[pod.object].object, at, null)
	value in place.values
	violation := {
		"object": pod.object,
		"path": at,
		"messageKey": "leftMesh",
		"params": {},
		"value": value,
	}
}

violations contains violation if {
	not plugin.encrypts
	some one in databases.connections
	one.mode in databases.weak_modes
	not mesh.strict(one.namespace)
	violation := {
		"object": one.object,
		"path": one.path,
		"messageKey": "weakDatabase",
		"params": {"mode": one.mode},
		"value": one.mode,
	}
}

cluster contains {"messageKey": "noClass", "params": {}, "status": "not-evaluable"} if {
	patients.unknown
	count(pods.specs) > 0
}
