# METADATA
# title: "Audit events raise alarms"
# custom:
#   id: LFU-01
#   family: LFU
#   severity: medium
#   scope: [I]
#   references:
#     guide: [4, 8]
#     iso27001:
#       - {id: "8.16", title: "Monitoring activities"}
#       - {id: "5.25", title: "Assessment and decision on information security events"}
#     gdpr: ["32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Stikprøver i log over brugernes anvendelser af personoplysninger"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "alerts.required", default: ["failed-login-surge", "secret-read", "pod-exec", "rbac-change", "audit-silence"], source: "house default"}
#     - {name: "alerts.maxDelay", default: "15m", source: "house default"}
#   en:
#     why: "A log nobody looks at reveals the theft of patient data months later, if ever."
#     change: "Add alert rules for login surges, secret reads, exec, changes of rights and a silent audit log, and feed them from the audit stream."
#     notEvaluableWhen: "Alert rules live in the log store or a SOC outside the repository and are not registered."
#     waivable: "One rule at a time may be missing while it is tuned."
#     messages:
#       missing: "There are alarms on audit events here, and none for `{alert}`. Such an event is seen by nobody."
#       notFed: "The alarm for `{alert}` does not look at the audit log or at sign-ins. It stays silent whatever happens."
#       slow: "The alarm for `{alert}` waits for {found} before it sounds. An intruder is long gone by then."
#       notHere: "No alarm on audit events is in this repository. Whether anybody is told of them is not known."
#   da:
#     title: "Audithændelser udløser alarmer"
#     why: "En log, som ingen ser på, afslører tyveri af patientdata måneder senere, om overhovedet."
#     change: "Opret alarmer for bølger af login, læsning af Secrets, exec, ændrede rettigheder og en tavs auditlog, og lad dem bygge på auditstrømmen."
#     notEvaluableWhen: "Alarmreglerne ligger i loglageret eller hos et sikkerhedscenter (SOC) uden for repositoriet og er ikke registreret."
#     waivable: "Ja: Én regel ad gangen kan mangle, mens den justeres."
#     messages:
#       missing: "Her er alarmer på audithændelser, men ingen for `{alert}`. Den slags hændelser bliver ikke set af nogen."
#       notFed: "Alarmen for `{alert}` ser hverken på auditloggen eller på login. Den forbliver tavs, uanset hvad der sker."
#       slow: "Alarmen for `{alert}` venter i {found}, før den lyder. Da er en indtrængende for længst væk."
#       notHere: "Der er ingen alarmer på audithændelser i dette repository. Det vides ikke, om nogen får besked."
package tilsyn.inventory.lfu_01

import data.tilsyn.lib.durations
import data.tilsyn.lib.objects

required := {name | some name in object.get(input.parameters, "alerts.required", ["failed-login-surge", "secret-read", "pod-exec", "rbac-change", "audit-silence"])}

examined := {alarm.object | some alarm in alarms}

# Rules of Prometheus or of Loki's ruler that say by a label which event they tell of.
alarms := [alarm |
	some item in objects.of_kinds({"PrometheusRule", "AlertingRule", "VMRule"})
	some group_index, group in item.object.spec.groups
	some index, rule in group.rules
	event := rule.labels.tilsyn_alert
	event in required
	alarm := {
		"object": item.index,
		"event": event,
		"path": ["spec", "groups", group_index, "rules", index],
		"rule": rule,
	}
]

violations contains violation if {
	some alarm in alarms
	not fed(alarm.rule)
	violation := finding(alarm, ["expr"], "notFed", "")
}

# The rule must ask for something that comes of the audit log or of signing in; a constant asks for nothing.
fed(rule) if {
	is_string(rule.alert)
	is_string(rule.expr)
	regex.match(`(?i)[a-z_:]*(audit|login|logon|signin|auth|falco|kube_apiserver|apiserver)[a-z0-9_:]*`, rule.expr)
	not regex.match(`(?i)vector\s*\(\s*0\s*\)\s*>`, rule.expr)
}

longest := object.get(input.parameters, "alerts.maxDelay", "15m")

violations contains violation if {
	some alarm in alarms
	durations.longer(alarm.rule["for"], longest)
	violation := finding(alarm, ["for"], "slow", alarm.rule["for"])
}

finding(alarm, inner, key, found) := {
	"object": alarm.object,
	"path": array.concat(alarm.path, inner),
	"messageKey": key,
	"params": {"alert": alarm.event, "found": found},
	"value": {"fault": key, "rule": alarm.rule},
}

# Where some of these alarms are here, this is where they are kept.
cluster contains {"messageKey": "missing", "params": {"alert": event}, "status": "fail"} if {
	count(alarms) > 0
	some event in required - {alarm.event | some alarm in alarms}
}

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if count(alarms) == 0
