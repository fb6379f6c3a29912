# METADATA
# title: "Intrusion detection runs on every node"
# custom:
#   id: INC-01
#   family: INC
#   severity: critical
#   scope: [I, D]
#   references:
#     guide: [8]
#     iso27001:
#       - {id: "8.16", title: "Monitoring activities"}
#       - {id: "8.7", title: "Protection against malware"}
#     gdpr: ["32(1)(b)", "33(1)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "ids.kinds", default: ["falco"], source: "house default"}
#   en:
#     why: "An intruder on a node nobody watches can copy patient data for months."
#     change: "Run Falco on all nodes, the control plane included, without node selectors that leave some out; a pull request must not remove it."
#     notEvaluableWhen: "Detection is delivered by the provider or an agent outside the cluster: register it."
#     waivable: "During a version change, hours rather than days."
#     messages:
#       leavesOut: "`{field}` lets the detector run on some nodes only. An intruder on the others is not seen."
#       controlPlane: "The detector does not tolerate `node-role.kubernetes.io/control-plane`. The nodes that hold the keys to everything are not watched."
#       notEveryNode: "`{field}` is `{found}`, so the detector does not run on every node."
#       noDriver: "`driver.enabled` is off. The detector runs and sees no system call."
#       notRunning: "The container starts `{found}` instead of the detector."
#       stopped: "The release of the detector is suspended. Whether it runs as it is described here is not known."
#       elsewhere: "Some of the detector's values are set elsewhere. Whether it runs on every node is not known."
#       removed: "{kind} `{name}` is removed. It is the detection of intruders."
#       notHere: "No detection of intruders is in this repository. Whether the nodes are watched is not known."
#   da:
#     title: "Indbrudsdetektion kører på alle noder"
#     why: "En indtrængende på en node, som ingen holder øje med, kan kopiere patientdata i månedsvis."
#     change: "Kør Falco på alle noder, også kontrolplanet, uden nodeSelector, der udelader nogen. En pull request må ikke fjerne det."
#     notEvaluableWhen: "Detektionen leveres af leverandøren eller en agent uden for klyngen. Registrér den."
#     waivable: "Ja, under et versionsskift, i timer snarere end dage, og med to godkendelser."
#     messages:
#       leavesOut: "`{field}` lader kun detektoren køre på nogle noder. En indtrængende på de andre bliver ikke set."
#       controlPlane: "Detektoren tolererer ikke `node-role.kubernetes.io/control-plane`. Noderne med nøglerne til det hele overvåges ikke."
#       notEveryNode: "`{field}` er `{found}`, så detektoren kører ikke på alle noder."
#       noDriver: "`driver.enabled` er slået fra. Detektoren kører uden at se et eneste systemkald."
#       notRunning: "Containeren starter `{found}` i stedet for detektoren."
#       stopped: "Detektorens udrulning er sat på pause. Det vides ikke, om den kører, som det er beskrevet her."
#       elsewhere: "Nogle af detektorens værdier sættes et andet sted. Det vides ikke, om den kører på alle noder."
#       removed: "{kind} `{name}` fjernes. Det er den, der opdager indtrængende."
#       notHere: "Der er ingen indbrudsdetektion i dette repository. Det vides ikke, om noderne overvåges."
package tilsyn.inventory.inc_01

import data.tilsyn.lib.objects
import data.tilsyn.lib.releases

kinds := {lower(kind) | some kind in object.get(input.parameters, "ids.kinds", ["falco"])}

examined := {detector.object | some detector in detectors}

# object, at (path of what decides where it runs), settings, source: `release`, `pods` or `resource`.
detectors := array.concat(in_releases, array.concat(in_pods, in_resources))

in_releases := [detector |
	some kind in kinds
	some release in releases.by_chart[kind]
	detector := {"object": release.object, "at": release.at, "settings": release.values, "source": "release", "release": release}
]

in_pods := [detector |
	some item in objects.by_kind["DaemonSet"]
	item.group == "apps"
	spec := object.get(item.object, ["spec", "template", "spec"], {})
	some container in spec.containers
	name := releases.image_name(object.get(container, "image", ""))
	some kind in kinds
	name in {kind, $"{kind}-no-driver", $"{kind}-debian", $"{kind}-distroless"}
	detector := {"object": item.index, "at": ["spec", "template", "spec"], "settings": spec, "source": "pods", "container": container, "kind": kind}
]

# The operator of Falco makes a DaemonSet that tolerates the control plane, unless its template says otherwise.
in_resources := [detector |
	"falco" in kinds
	some item in objects.by_kind["Falco"]
	item.group == "instance.falcosecurity.dev"
	settings := object.get(item.object, ["spec", "podTemplateSpec", "spec"], {})
	detector := {"object": item.index, "at": ["spec", "podTemplateSpec", "spec"], "settings": settings, "source": "resource", "type": object.get(item.object, ["spec", "type"], "DaemonSet")}
]

violations contains violation if {
	some detector in detectors
	some found in faults(detector)
	violation := {
		"object": detector.object,
		"path": found.path,
		"status": found.status,
		"messageKey": found.key,
		"params": found.params,
		"value": {"fault": found.key, "params": found.params},
	}
}

faults(detector) := union({selected(detector), affine(detector), untolerated(detector), of_source(detector), doubts(detector)})

fault(detector, inner, key, params) := {"path": array.concat(detector.at, inner), "key": key, "params": params, "status": "fail"}

# Every node that such a pod can run on is a Linux node.
selected(detector) := {fault(detector, ["nodeSelector"], "leavesOut", {"field": "nodeSelector"})} if {
	some label, value in detector.settings.nodeSelector
	not linux(label, [value])
} else := set()

linux(label, values) if {
	label in {"kubernetes.io/os", "beta.kubernetes.io/os"}
	"linux" in values
}

affine(detector) := {fault(detector, ["affinity", "nodeAffinity"], "leavesOut", {"field": "affinity.nodeAffinity"})} if {
	some term in detector.settings.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms
	some field in ["matchExpressions", "matchFields"]
	some expression in term[field]
	not harmless(expression)
} else := set()

harmless(expression) if {
	expression.operator == "In"
	linux(expression.key, expression.values)
}

# Nodes that are none: there no DaemonSet can run.
harmless(expression) if {
	expression.operator == "NotIn"
	expression.key in {"eks.amazonaws.com/compute-type", "type"}
	every value in expression.values {
		value in {"fargate", "virtual-kubelet"}
	}
}

# Chart and operator tolerate the control plane by themselves; a list of one's own takes the place of theirs.
untolerated(detector) := {fault(detector, ["tolerations"], "controlPlane", {})} if {
	is_array(detector.settings.tolerations)
	not tolerates(detector.settings.tolerations)
} else := {fault(detector, [], "controlPlane", {})} if {
	detector.source == "pods"
	not detector.settings.tolerations
} else := set()

tolerates(list) if {
	some toleration in list
	object.get(toleration, "operator", "Equal") == "Exists"
	object.get(toleration, "key", "") in {"", "node-role.kubernetes.io/control-plane"}
	object.get(toleration, "effect", "") in {"", "NoSchedule"}
}

tolerates(list) if {
	some toleration in list
	object.get(toleration, "operator", "Equal") == "Equal"
	object.get(toleration, "key", "") == "node-role.kubernetes.io/control-plane"
	object.get(toleration, "value", "") == ""
	object.get(toleration, "effect", "") in {"", "NoSchedule"}
}

of_source(detector) := {fault(detector, ["controller", "kind"], "notEveryNode", {"field": "controller.kind", "found": found})} if {
	detector.source == "release"
	found := detector.settings.controller.kind
	lower(found) != "daemonset"
} else := {fault(detector, ["driver", "enabled"], "noDriver", {})} if {
	detector.source == "release"
	detector.settings.driver.enabled == false
} else := {fault(detector, [], "notRunning", {"found": command[0]})} if {
	detector.source == "pods"
	command := [word | some word in detector.container.command; is_string(word)]
	count(command) > 0
	not contains(concat(" ", command), detector.kind)
} else := {object.union(fault(detector, [], "notEveryNode", {"field": "type", "found": detector.type}), {"path": ["spec", "type"]})} if {
	detector.source == "resource"
	lower(detector.type) != "daemonset"
} else := set()

# Said only where nothing worse is.
doubts(detector) := {{"path": detector.release.stoppedAt, "key": "stopped", "params": {}, "status": "not-evaluable"}} if {
	detector.release.stopped
} else := {{"path": ["spec"], "key": "elsewhere", "params": {}, "status": "not-evaluable"}} if {
	detector.release.elsewhere
} else := {{"path": array.concat(detector.at, [field]), "key": "elsewhere", "params": {}, "status": "not-evaluable"}} if {
	some field in ["tolerations", "nodeSelector", "affinity"]
	is_string(detector.settings[field])
} else := set()

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if count(detectors) == 0
