# METADATA
# title: Numbers that got worse
# description: Backups that are taken less often or kept for less time, and locks that end sooner.
package tilsyn.change.chg_06.schedules

import data.tilsyn.change.chg_06.kinds
import data.tilsyn.change.chg_06.settings
import data.tilsyn.lib.cron
import data.tilsyn.lib.durations

facts := (rarer | shorter) | unlocked

backups := [item | some item in settings.altered; kinds.type_of(item) in {"velero.io/Schedule", "postgresql.cnpg.io/ScheduledBackup"}]

rarer contains fact if {
	some item in backups
	was := object.get(item.entry.before, ["spec", "schedule"], "")
	is := object.get(item.object, ["spec", "schedule"], "")
	was != is
	not as_often(item, was, is)
	fact := {"item": item, "path": ["spec", "schedule"], "key": "weakened", "before": was, "after": is}
}

# A schedule that cannot be read is not known to be as good.
as_often(item, was, is) if cron.longest_gap(five(item, is)) <= cron.longest_gap(five(item, was))

# CloudNativePG puts seconds before the five fields.
five(item, text) := concat(" ", array.slice(words, 1, 6)) if {
	item.kind == "ScheduledBackup"
	words := [parts[0] | some parts in regex.find_all_string_submatch_n(`[^\s]+`, text, -1)]
	count(words) == 6
} else := text

# Without a ttl Velero's server decides, 30 days by default.
shorter contains fact if {
	some item in backups
	was := ttl(item.entry.before)
	is := ttl(item.object)
	was != is
	not as_long(was, is)
	fact := {"item": item, "path": ["spec", "template", "ttl"], "key": "weakened", "before": was, "after": is}
}

as_long(was, is) if durations.seconds(is) >= durations.seconds(was)

ttl(schedule) := "720h" if {
	object.get(schedule, ["spec", "template", "ttl"], null) in {null, "", "0s", "0"}
} else := object.get(schedule, ["spec", "template", "ttl"], null)

# Days and years for which a store lets nobody delete.
unlocked contains fact if {
	some item in settings.altered
	regex.match(`(^|[.])(upbound[.]io|crossplane[.]io)$`, item.group)
	some place in [["spec", "forProvider", "rule", 0, "defaultRetention", 0], ["spec", "forProvider", "rule", "defaultRetention"]]
	some field in ["days", "years"]
	path := array.concat(place, [field])
	was := object.get(item.entry.before, path, null)
	is := object.get(item.object, path, null)
	is_number(was)
	not at_least(is, was)
	fact := {"item": item, "path": path, "key": "weakened", "before": was, "after": is}
}

at_least(is, was) if {
	is_number(is)
	is >= was
}
