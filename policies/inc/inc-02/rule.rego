# METADATA
# title: "Detections leave the cluster and are not muted"
# custom:
#   id: INC-02
#   family: INC
#   severity: high
#   scope: [O, D]
#   references:
#     guide: [8]
#     iso27001:
#       - {id: "8.16", title: "Monitoring activities"}
#       - {id: "5.25", title: "Assessment and decision on information security events"}
#     gdpr: ["33(1)", "33(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "ids.maxPriority", default: "warning", source: "house default"}
#   en:
#     why: "A detection that stays in the pod's log dies with the pod, and the breach is not reported in time."
#     change: "Turn on JSON output and falcosidekick (or http_output) to a receiver outside the cluster, set priority to warning or a less severe level, and do not disable rules with a wildcard."
#     notEvaluableWhen: "The receiver's address comes from an encrypted value."
#     waivable: "A single noisy rule can be muted with a reason and an end date."
#     messages:
#       notJson: "`json_output` is off and falcosidekick does not turn it on. What receives detections cannot read them."
#       noSink: "No receiver of detections is turned on. They die with the pod."
#       sinkInCluster: "Detections go to `{found}` inside the cluster only. Who takes over the cluster takes them too."
#       sinkHidden: "Where detections go is in an encrypted value, a Secret or another object. Whether they leave the cluster cannot be seen."
#       tooSevere: "`priority` is `{found}`, so detections less severe than that are dropped. `{allowed}` must still be reported."
#       unknownPriority: "`priority` is `{found}`, which is no level of Falco. What is reported is not known."
#       noDefaultRules: "`rules_files` leaves out Falco's own rules. Known attacks are not seen."
#       disabled: "Rules are disabled by the pattern `{found}`. Detections are muted that nobody has named."
#       unreadable: "The Falco configuration in `{place}` cannot be read. What it reports is not known."
#   da:
#     title: "Detektioner sendes ud af klyngen og er ikke dæmpet"
#     why: "En detektion, der bliver i poddens log, forsvinder med podden, og bruddet bliver ikke anmeldt i tide."
#     change: "Slå JSON og falcosidekick (eller http_output) til mod en modtager uden for klyngen, sæt priority til warning eller et mindre alvorligt niveau, og slå ikke regler fra med jokertegn."
#     notEvaluableWhen: "Modtagerens adresse ligger i en krypteret værdi."
#     waivable: "Ja: En enkelt støjende regel kan dæmpes med begrundelse og slutdato."
#     messages:
#       notJson: "`json_output` er slået fra, og falcosidekick slår det ikke til. Modtageren kan ikke læse detektionerne."
#       noSink: "Ingen modtager af detektioner er slået til. De forsvinder med podden."
#       sinkInCluster: "Detektioner sendes kun til `{found}` inde i klyngen. Den, der overtager klyngen, overtager også dem."
#       sinkHidden: "Modtageren af detektioner ligger i en krypteret værdi, en Secret eller et andet objekt. Det kan ikke ses, om de forlader klyngen."
#       tooSevere: "`priority` er `{found}`, så mindre alvorlige detektioner kasseres. `{allowed}` skal stadig meldes."
#       unknownPriority: "`priority` er `{found}`, som ikke er et niveau i Falco. Det vides ikke, hvad der meldes."
#       noDefaultRules: "`rules_files` udelader Falcos egne regler. Kendte angreb opdages ikke."
#       disabled: "Regler er slået fra med mønsteret `{found}`. Der er dæmpet detektioner, som ingen har nævnt."
#       unreadable: "Falco-opsætningen i `{place}` kan ikke læses. Det vides ikke, hvad den melder."
package tilsyn.controls.inc_02

import data.tilsyn.controls.inc_02.sinks
import data.tilsyn.lib.documents
import data.tilsyn.lib.values

examined := {falco.object | some falco in sinks.falcos} | documents.examined("falco")

levels := {"emergency": 0, "alert": 1, "critical": 2, "error": 3, "warning": 4, "notice": 5, "informational": 6, "info": 6, "debug": 7}

least := object.get(input.parameters, "ids.maxPriority", "warning")

violations contains violation if {
	some falco in sinks.falcos
	not values.on(falco.config, "json_output")
	not falco.sidekick
	violation := of_config(falco, ["json_output"], "notJson", "", "fail")
}

violations contains violation if {
	some falco in sinks.falcos
	fault := sinks.fault(falco)
	violation := {
		"object": falco.object,
		"path": fault.path,
		"status": fault.status,
		"messageKey": fault.key,
		"params": {"found": fault.found},
		"value": {"fault": fault.key},
	}
}

violations contains violation if {
	some falco in sinks.falcos
	found := lower(falco.config.priority)
	levels[found] < levels[least]
	violation := of_config(falco, ["priority"], "tooSevere", found, "fail")
}

violations contains violation if {
	some falco in sinks.falcos
	found := falco.config.priority
	not found in {null, ""}
	not levels[lower(json_text(found))]
	violation := of_config(falco, ["priority"], "unknownPriority", json_text(found), "not-evaluable")
}

json_text(value) := value if {
	is_string(value)
} else := json.marshal(value)

# Both spellings of the key, the file of Falco's own rules and the folder that holds it.
violations contains violation if {
	some falco in sinks.falcos
	some field in ["rules_files", "rules_file"]
	files := falco.config[field]
	is_array(files)
	count([file | some file in files; is_string(file); regex.match(`(^|/)falco_rules[.]ya?ml$|/etc/falco/?$`, file)]) == 0
	violation := of_config(falco, [field], "noDefaultRules", "", "fail")
}

violations contains violation if {
	some falco in sinks.falcos
	some index, rule in falco.config.rules
	some field in ["rule", "tag"]
	found := rule.disable[field]
	is_string(found)
	regex.match(`[*?]`, found)
	violation := of_config(falco, ["rules", index, "disable", field], "disabled", found, "fail")
}

of_config(falco, inner, key, found, status) := {
	"object": falco.object,
	"path": documents.path(falco, inner),
	"status": status,
	"messageKey": key,
	"params": {"found": found, "allowed": least},
	"value": {"fault": key, "field": documents.written(inner), "found": found},
}

violations contains violation if {
	some document in documents.unreadable("falco")
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"place": documents.written(document.at)},
	}
}
