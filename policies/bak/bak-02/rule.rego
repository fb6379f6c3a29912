# METADATA
# title: "Backups are frequent, kept long enough and then deleted"
# custom:
#   id: BAK-02
#   family: BAK
#   severity: high
#   scope: [O]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.13", title: "Information backup"}
#       - {id: "8.10", title: "Information deletion"}
#     gdpr: ["32(1)(c)", "5(1)(e)"]
#     nis2: ["§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Backup"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "backup.rpo", default: "24h", source: "house default"}
#     - {name: "backup.ttlMin", default: "30d", source: "house default"}
#     - {name: "backup.ttlMax", default: "366d", source: "house default"}
#   en:
#     why: "A rare backup loses a day's patient notes; one kept for ever holds data that should have been deleted."
#     change: "Run the schedule at least daily and not paused, keep the location writable, and set ttl between 30 days and the deletion limit."
#     notEvaluableWhen: "The schedule is set by an operator or outside the repository."
#     waivable: "A longer interval during a migration; a longer ttl for a legal hold."
#     messages:
#       tooRare: "The schedule `{found}` leaves more than {allowed} between two backups. What is written in between can be lost."
#       unknownSchedule: "The schedule `{found}` cannot be read. How often a backup is taken is not known."
#       paused: "The schedule is paused. No backup is taken."
#       ttlTooShort: "A backup is kept for `{found}`, shorter than {allowed}. An error that is noticed late cannot be undone."
#       ttlTooLong: "A backup is kept for `{found}`, longer than {allowed}. It then holds data that should have been deleted."
#       unknownTtl: "`ttl` is no length of time that can be read. How long a backup is kept is not known."
#       readOnly: "The storage location is read-only. No backup can be written to it."
#   da:
#     title: "Backup tages ofte, gemmes længe nok og slettes derefter"
#     why: "En sjælden backup mister en dags journalnotater. En backup uden slutdato rummer data, der skulle være slettet."
#     change: "Kør planen mindst dagligt og uden pause, hold lageret skrivbart, og sæt ttl mellem 30 dage og slettefristen."
#     notEvaluableWhen: "Planen sættes af en operator eller uden for repositoriet."
#     waivable: "Ja: Længere interval under en flytning eller længere ttl på grund af en retssag."
#     messages:
#       tooRare: "Planen `{found}` lader mere end {allowed} gå mellem to backupper. Det, der skrives imellem, kan gå tabt."
#       unknownSchedule: "Planen `{found}` kan ikke læses. Det vides ikke, hvor ofte der tages backup."
#       paused: "Planen er sat på pause. Der tages ingen backup."
#       ttlTooShort: "En backup gemmes i `{found}`, kortere end {allowed}. En fejl, der opdages sent, kan ikke rettes."
#       ttlTooLong: "En backup gemmes i `{found}`, længere end {allowed}. Den rummer så data, der skulle være slettet."
#       unknownTtl: "`ttl` er ikke en læsbar varighed. Det vides ikke, hvor længe en backup gemmes."
#       readOnly: "Lagerstedet er skrivebeskyttet. Der kan ikke skrives backup til det."
package tilsyn.controls.bak_02

import data.tilsyn.lib.cron
import data.tilsyn.lib.durations
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

velero := [item | some item in objects.by_kind["Schedule"]; item.group == "velero.io"]

locations := [item | some item in objects.by_kind["BackupStorageLocation"]; item.group == "velero.io"]

databases := [item | some item in objects.by_kind["ScheduledBackup"]; item.group == "postgresql.cnpg.io"]

examined := {item.index | some item in array.concat(array.concat(velero, locations), databases)}

rpo := object.get(input.parameters, "backup.rpo", "24h")

ttl_min := object.get(input.parameters, "backup.ttlMin", "30d")

ttl_max := object.get(input.parameters, "backup.ttlMax", "366d")

# `pause`: the field that stops it. CloudNativePG puts seconds before the five fields.
schedules := array.concat(
	[{"object": item.index, "spec": values.section(item.object, "spec"), "text": text(item), "fields": text(item), "pause": "paused"} | some item in velero],
	[{"object": item.index, "spec": values.section(item.object, "spec"), "text": text(item), "fields": without_seconds(text(item)), "pause": "suspend"} | some item in databases],
)

text(item) := found if {
	found := object.get(item.object, ["spec", "schedule"], "")
	is_string(found)
} else := ""

without_seconds(schedule) := concat(" ", array.slice(words, 1, 6)) if {
	words := [parts[0] | some parts in regex.find_all_string_submatch_n(`[^\s]+`, schedule, -1)]
	count(words) == 6
	regex.match(`^[0-9]{1,2}$`, words[0])
} else := schedule if {
	startswith(schedule, "@")
} else := ""

violations contains violation if {
	some schedule in schedules
	cron.longest_gap(schedule.fields) > durations.seconds(rpo)
	violation := {
		"object": schedule.object,
		"path": ["spec", "schedule"],
		"messageKey": "tooRare",
		"params": {"found": schedule.text, "allowed": rpo},
		"value": schedule.text,
	}
}

violations contains violation if {
	some schedule in schedules
	not cron.longest_gap(schedule.fields)
	violation := {
		"object": schedule.object,
		"path": ["spec", "schedule"],
		"status": "not-evaluable",
		"messageKey": "unknownSchedule",
		"params": {"found": schedule.text},
		"value": schedule.text,
	}
}

violations contains violation if {
	some schedule in schedules
	values.on(schedule.spec, schedule.pause)
	violation := {"object": schedule.object, "path": ["spec", schedule.pause], "messageKey": "paused", "params": {}, "value": true}
}

# Without a ttl, or with zero, Velero's server decides: 30 days unless it was started with another default.
violations contains violation if {
	some item in velero
	found := object.get(item.object, ["spec", "template", "ttl"], null)
	key := ttl_fault(stated(found))
	violation := object.union(ttl_status(key), {
		"object": item.index,
		"path": ["spec", "template", "ttl"],
		"messageKey": key,
		"params": {"found": stated(found), "allowed": ttl_limit[key]},
		"value": {"ttl": found},
	})
}

stated(found) := "720h" if {
	found in {null, ""}
} else := "720h" if {
	durations.seconds(found) == 0
} else := found

ttl_fault(found) := "unknownTtl" if {
	not durations.seconds(found)
} else := "ttlTooShort" if {
	durations.seconds(found) < durations.seconds(ttl_min)
} else := "ttlTooLong" if {
	durations.seconds(found) > durations.seconds(ttl_max)
}

ttl_limit := {"ttlTooShort": ttl_min, "ttlTooLong": ttl_max, "unknownTtl": ""}

ttl_status("unknownTtl") := {"status": "not-evaluable"}

ttl_status(key) := {} if key != "unknownTtl"

violations contains violation if {
	some item in locations
	found := object.get(item.object, ["spec", "accessMode"], "ReadWrite")
	not found in {"ReadWrite", null, ""}
	violation := {"object": item.index, "path": ["spec", "accessMode"], "messageKey": "readOnly", "params": {}, "value": found}
}
