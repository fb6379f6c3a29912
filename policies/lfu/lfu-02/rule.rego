# METADATA
# title: "Security alarms reach people"
# custom:
#   id: LFU-02
#   family: LFU
#   severity: medium
#   scope: [O]
#   references:
#     guide: [4, 8]
#     iso27001:
#       - {id: "8.16", title: "Monitoring activities"}
#     gdpr: ["33(1)", "33(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Stikprøver i log over brugernes anvendelser af personoplysninger"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "alerts.maxSilence", default: "7d", source: "house default"}
#   en:
#     why: "If an alarm ends in an empty receiver, the theft goes on while everyone believes all is well."
#     change: "Give Alertmanager's default route a real receiver, remove null routes and endless silences for security alarms, and keep a watchdog."
#     notEvaluableWhen: "Alertmanager's configuration is in an encrypted Secret."
#     waivable: "During a planned migration of the alarm chain, with someone watching by hand."
#     messages:
#       emptyDefault: "The default route ends in the receiver `{receiver}`, which tells nobody. Alarms that no other route takes are lost."
#       nullRoute: "A route sends alarms to the receiver `{receiver}`, which tells nobody. Alarms about security can end there."
#       watchdogMuted: "The watchdog ends in the receiver `{receiver}`, which tells nobody. Nobody sees when the chain of alarms itself stops."
#       unknownReceiver: "The route names the receiver `{receiver}`, which does not exist. Its alarms reach nobody."
#       tooQuiet: "`{field}` is `{found}`, longer than {allowed}. An alarm that was overlooked is not told again for so long."
#       alwaysMuted: "A route is muted by the interval `{found}`, which has no end. Its alarms reach nobody."
#       endlessSilence: "The silence has no end. What it covers is never told."
#       unreadable: "The Alertmanager configuration in `{place}` cannot be read. Whom alarms reach is not known."
#       encrypted: "The Alertmanager configuration `{key}` is encrypted or comes from a store. Whom alarms reach cannot be seen here."
#   da:
#     title: "Sikkerhedsalarmer når frem til mennesker"
#     why: "Ender en alarm hos en tom modtager, fortsætter tyveriet, mens alle tror, at intet er galt."
#     change: "Giv Alertmanagers standardrute en rigtig modtager, fjern nulruter og tidsubegrænsede dæmpninger for sikkerhedsalarmer, og behold en watchdog."
#     notEvaluableWhen: "Alertmanagers opsætning ligger i en krypteret Secret."
#     waivable: "Ja, under planlagt omlægning af alarmkæden, når nogen holder øje manuelt."
#     messages:
#       emptyDefault: "Standardruten ender hos modtageren `{receiver}`, som ikke giver besked til nogen. Alarmer, som ingen anden rute tager, går tabt."
#       nullRoute: "En rute sender alarmer til modtageren `{receiver}`, som ikke giver besked til nogen. Sikkerhedsalarmer kan ende dér."
#       watchdogMuted: "Watchdog ender hos modtageren `{receiver}`, som ikke giver besked til nogen. Ingen ser, når selve alarmkæden går i stå."
#       unknownReceiver: "Ruten angiver modtageren `{receiver}`, som ikke findes. Dens alarmer når ingen."
#       tooQuiet: "`{field}` er `{found}`, længere end {allowed}. En overset alarm gentages først efter så lang tid."
#       alwaysMuted: "En rute er dæmpet af intervallet `{found}`, som ikke har nogen ende. Dens alarmer når ingen."
#       endlessSilence: "Dæmpningen har ingen slutdato. Det, den dækker, giver aldrig besked."
#       unreadable: "Alertmanager-opsætningen i `{place}` kan ikke læses. Det vides ikke, hvem alarmer når."
#       encrypted: "Alertmanager-opsætningen `{key}` er krypteret eller hentes fra et lager. Det kan ikke ses her, hvem alarmer når."
package tilsyn.controls.lfu_02

import data.tilsyn.controls.lfu_02.routes
import data.tilsyn.lib.documents
import data.tilsyn.lib.durations
import data.tilsyn.lib.encrypted
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

examined := (({configuration.object | some configuration in routes.configurations} | documents.examined("alertmanager")) | {silence.index | some silence in silences}) | {entry.object | some entry in sealed}

max_silence := object.get(input.parameters, "alerts.maxSilence", "7d")

# A receiver without any means tells nobody, whatever it is called.
violations contains violation if {
	some route in routes.all
	key := receiver_fault(route)
	violation := finding(route, "receiver", key, {"receiver": route.node.receiver})
}

receiver_fault(route) := "unknownReceiver" if {
	not route.node.receiver in routes.names(route.configuration)
} else := "emptyDefault" if {
	tells_nobody(route)
	route.inner == []
} else := "watchdogMuted" if {
	tells_nobody(route)
	routes.selects_watchdog(route.node)
} else := "nullRoute" if {
	tells_nobody(route)
	not routes.harmless(route.node)
}

tells_nobody(route) if not route.node.receiver in routes.real_names(route.configuration)

violations contains violation if {
	some route in routes.all_nodes
	some field in ["repeat_interval", "repeatInterval"]
	durations.longer(route.node[field], max_silence)
	violation := finding(route, field, "tooQuiet", {"field": field, "found": route.node[field], "allowed": max_silence})
}

violations contains violation if {
	some route in routes.all_nodes
	some field in ["mute_time_intervals", "muteTimeIntervals"]
	some name in route.node[field]
	name in routes.endless(route.configuration)
	violation := finding(route, field, "alwaysMuted", {"found": name})
}

finding(route, field, key, params) := {
	"object": route.configuration.object,
	"path": documents.path(route.configuration, array.concat(array.concat(["route"], route.inner), [field])),
	"messageKey": key,
	"params": params,
	"value": {"fault": key, "route": documents.written(route.inner), "found": params},
}

# Silences as objects of an operator (silence-operator), which puts the end in an annotation or a field.
silences := [item |
	some item in objects.by_kind["Silence"]
	regex.match(`(^|[.])giantswarm[.]io$|^monitoring[.]`, item.group)
]

violations contains violation if {
	some item in silences
	not ends(item)
	not routes.harmless(values.section(item.object, "spec"))
	violation := {"object": item.index, "path": ["spec"], "messageKey": "endlessSilence", "params": {}}
}

ends(item) if object.get(item.object, ["spec", "endsAt"], "") != ""

ends(item) if objects.annotations(item.object)["valid-until"] != ""

violations contains violation if {
	some document in documents.unreadable("alertmanager")
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"place": documents.written(document.at)},
	}
}

sealed := encrypted.named(`alertmanager`, `^alertmanager[.]ya?ml`)

violations contains violation if {
	some entry in sealed
	violation := {
		"object": entry.object,
		"path": entry.path,
		"status": "not-evaluable",
		"messageKey": "encrypted",
		"params": {"key": entry.key},
	}
}
