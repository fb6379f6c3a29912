# METADATA
# title: "Known flaws are found and nodes are patched"
# custom:
#   id: INC-03
#   family: INC
#   severity: medium
#   scope: [I]
#   references:
#     guide: [8]
#     iso27001:
#       - {id: "8.8", title: "Management of technical vulnerabilities"}
#     gdpr: ["32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "patch.means", default: ["kured", "managed"], source: "house default"}
#   en:
#     why: "Most break-ins use flaws that were known and could have been closed before patient data were lost."
#     change: "Run a vulnerability scanner over images and cluster, and restart nodes automatically after updates (kured) or let the provider upgrade them."
#     notEvaluableWhen: "Scanning happens in the registry or patching at the provider: register it."
#     waivable: "While the scanner or the patch routine is replaced."
#     messages:
#       scannerOff: "The scanner is here, and `{field}` is `{found}`. No image is scanned for known flaws."
#       never: "`{field}` leaves no time in which a node may restart. Updates of the nodes never take effect."
#       stopped: "The release `{name}` is suspended. Whether it runs as it is described here is not known."
#       elsewhere: "Some of the values of `{name}` are set elsewhere. Whether it is switched on is not known."
#       noScanner: "No scanner for known flaws is in this repository. Whether the images are scanned is not known."
#       noPatching: "Nothing that restarts nodes after updates is in this repository. Whether they are patched is not known."
#   da:
#     title: "Kendte sårbarheder findes, og noder opdateres"
#     why: "De fleste indbrud udnytter sårbarheder, der var kendt og kunne være lukket, inden patientdata gik tabt."
#     change: "Kør en sårbarhedsscanner over images og klynge, og genstart noder automatisk efter opdateringer (kured), eller lad leverandøren opgradere dem."
#     notEvaluableWhen: "Scanning sker i registry'et, eller opdatering sker hos leverandøren. Registrér det."
#     waivable: "Ja, mens scanner eller opdateringsrutine udskiftes."
#     messages:
#       scannerOff: "Scanneren er her, men `{field}` er `{found}`. Ingen images gennemgås for kendte sårbarheder."
#       never: "`{field}` giver intet tidsrum, hvor en node må genstarte. Nodernes opdateringer træder aldrig i kraft."
#       stopped: "Udrulningen `{name}` er sat på pause. Det vides ikke, om den kører, som det er beskrevet her."
#       elsewhere: "Nogle af værdierne for `{name}` sættes et andet sted. Det vides ikke, om den er slået til."
#       noScanner: "Der er ingen sårbarhedsscanner i dette repository. Det vides ikke, om images gennemgås."
#       noPatching: "Intet i dette repository genstarter noder efter opdateringer. Det vides ikke, om de opdateres."
package tilsyn.inventory.inc_03

import data.tilsyn.lib.objects
import data.tilsyn.lib.releases

scanner_names := {"trivy-operator"}

# `managed` is a means that no manifest shows.
patch_names := {lower(means) | some means in object.get(input.parameters, "patch.means", ["kured", "managed"])} - {"managed"}

scanners := of_names(scanner_names)

patchers := of_names(patch_names)

examined := {part.object | some part in array.concat(scanners, patchers)} | {setting.object | some setting in settings}

of_names(names) := array.concat(
	[{"object": release.object, "release": release, "name": name} | some name in names; some release in releases.by_chart[name]],
	[{"object": workload.object, "workload": workload, "name": name} | some name in names; some workload in workloads[name]],
)

# Lookup of workloads by the name of an image.
workloads[name] contains workload if {
	some item in objects.of_kinds({"Deployment", "DaemonSet", "StatefulSet"})
	some container in item.object.spec.template.spec.containers
	name := releases.image_name(object.get(container, "image", ""))
	workload := {"object": item.index, "replicas": object.get(item.object, ["spec", "replicas"], 1)}
}

violations contains violation if {
	some part in scanners
	some found in switched_off(part)
	violation := finding(part.object, found.path, "scannerOff", {"field": found.field, "found": found.value}, "fail")
}

switched_off(part) := {{"path": ["spec", "replicas"], "field": "replicas", "value": 0}} if {
	part.workload.replicas == 0
} else := {{"path": array.concat(part.release.at, switch), "field": concat(".", switch), "value": value} |
	some switch in [["operator", "vulnerabilityScannerEnabled"], ["operator", "replicas"]]
	value := releases.value(part.release, switch, true)
	off(switch[1], value)
}

off("vulnerabilityScannerEnabled", value) if lower(text(value)) == "false"

off("replicas", 0)

text(value) := value if {
	is_string(value)
} else := json.marshal(value)

# The operator takes its switches from this ConfigMap.
settings := [{"object": item.index, "value": value} |
	some item in objects.by_kind["ConfigMap"]
	item.group == ""
	value := item.object.data.OPERATOR_VULNERABILITY_SCANNER_ENABLED
]

violations contains violation if {
	some setting in settings
	lower(text(setting.value)) == "false"
	field := "OPERATOR_VULNERABILITY_SCANNER_ENABLED"
	violation := finding(setting.object, ["data", field], "scannerOff", {"field": field, "found": setting.value}, "fail")
}

# kured with an empty list of days, or a window that ends as it begins.
violations contains violation if {
	some part in patchers
	part.name == "kured"
	configuration := releases.value(part.release, ["configuration"], {})
	some field in ["rebootDays", "endTime"]
	never(configuration, field)
	violation := finding(part.object, array.concat(part.release.at, ["configuration", field]), "never", {"field": $"configuration.{field}"}, "fail")
}

never(configuration, "rebootDays") if configuration.rebootDays == []

never(configuration, "endTime") if configuration.endTime == configuration.startTime

violations contains violation if {
	some part in array.concat(scanners, patchers)
	found := doubt(part)
	violation := finding(part.object, found.path, found.key, {"name": part.name}, "not-evaluable")
}

doubt(part) := {"path": part.release.stoppedAt, "key": "stopped"} if {
	part.release.stopped
} else := {"path": ["spec"], "key": "elsewhere"} if {
	part.release.elsewhere
}

finding(index, path, key, params, status) := {
	"object": index,
	"path": path,
	"status": status,
	"messageKey": key,
	"params": params,
	"value": {"fault": key, "params": params},
}

cluster contains {"messageKey": "noScanner", "params": {}, "status": "not-evaluable"} if count(scanners) == 0

cluster contains {"messageKey": "noPatching", "params": {}, "status": "not-evaluable"} if count(patchers) == 0
