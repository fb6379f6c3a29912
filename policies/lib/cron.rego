# METADATA
# title: Schedules in cron's words
# description: |
#   The longest time between two runs of a schedule as robfig/cron reads it: five fields, names of days and months, `@daily` and its like,
#   `@every 6h`, a time zone in front. Undefined where a schedule cannot be read. Where months are left out the answer is a year: too long is the safe side.
package tilsyn.lib.cron

import data.tilsyn.lib.durations

# Seconds.
longest_gap(text) := gap if {
	words := split(single_spaces(without_zone(text)), " ")
	gap := gap_of(words)
}

single_spaces(text) := concat(" ", [parts[0] | some parts in regex.find_all_string_submatch_n(`[^\s]+`, text, -1)])

without_zone(text) := substring(text, indexof(text, " ") + 1, -1) if {
	regex.match(`^(CRON_TZ|TZ)=[^ ]+ `, text)
} else := text

gap_of(["@every", text]) := durations.seconds(text)

gap_of([word]) := named[word]

named := {"@hourly": 3600, "@daily": 86400, "@midnight": 86400, "@weekly": 604800, "@monthly": 2678400, "@yearly": 31622400, "@annually": 31622400}

gap_of(words) := gap if {
	count(words) == 5
	minutes := numbers_of(words[0], 0, 59, {})
	hours := numbers_of(words[1], 0, 23, {})
	months := numbers_of(words[3], 1, 12, month_names)
	moments := sort([moment | some hour in hours; some minute in minutes; moment := (hour * 60) + minute])
	days := day_gap(words[2], words[4], months)
	gap := max(within_day(moments) | {across(moments, days)}) * 60
}

within_day(moments) := {step |
	some index, moment in moments
	index + 1 < count(moments)
	step := moments[index + 1] - moment
}

# From the last run of one day to the first of the next day that has one.
across(moments, days) := (days * 1440) - (moments[count(moments) - 1] - moments[0])

# Days of the month and of the week: where either is a star both must hold, else one is enough.
day_gap(of_month, of_week, months) := 366 if {
	count(months) < 12
	set_of_month := numbers_of(of_month, 1, 31, {})
	set_of_week := numbers_of(of_week, 0, 7, day_names)
	count(set_of_month) + count(set_of_week) > 0
} else := gap if {
	set_of_month := numbers_of(of_month, 1, 31, {})
	set_of_week := {weekday | some day in numbers_of(of_week, 0, 7, day_names); weekday := day % 7}
	gap := combined(gap_of_month(set_of_month), gap_of_week(set_of_week), [star(of_month), star(of_week)])
}

combined(_, week, [true, _]) := week

combined(month, _, [false, true]) := month

combined(month, week, [false, false]) := min([month, week])

# robfig/cron: a star with a step is no star.
star(field) if field in {"*", "?"}

else := false

gap_of_month(days) := 1 if {
	count(days) == 31
} else := max(steps | {(31 - ordered[count(ordered) - 1]) + ordered[0]}) if {
	ordered := sort([day | some day in days])
	steps := {step | some index, day in ordered; index + 1 < count(ordered); step := ordered[index + 1] - day}
}

gap_of_week(days) := max(steps | {(7 - ordered[count(ordered) - 1]) + ordered[0]}) if {
	ordered := sort([day | some day in days])
	steps := {step | some index, day in ordered; index + 1 < count(ordered); step := ordered[index + 1] - day}
}

# The numbers of one field; undefined where a part is not of the grammar.
numbers_of(field, low, high, names) := found if {
	parts := split(field, ",")
	sets := [numbers | some part in parts; numbers := range_of(lower(part), low, high, names)]
	count(sets) == count(parts)
	found := {number | some numbers in sets; some number in numbers}
	count(found) > 0
}

range_of(part, low, high, names) := {number |
	some number in numbers.range(from, to)
	(number - from) % step == 0
} if {
	pieces := split(part, "/")
	count(pieces) <= 2
	step := step_of(pieces)
	step >= 1
	bounds := bounds_of(pieces, low, high, names)
	from := bounds[0]
	to := bounds[1]
	from >= low
	to <= high
	from <= to
}

step_of([_]) := 1

step_of([_, text]) := to_number(text) if regex.match(`^[0-9]{1,3}$`, text)

# The seventh day is Sunday again, and a star ends before it.
bounds_of(pieces, low, high, _) := [low, min([high, 59])] if {
	pieces[0] in {"*", "?"}
	high != 7
}

bounds_of(pieces, _, 7, _) := [0, 6] if pieces[0] in {"*", "?"}

bounds_of(pieces, _, high, names) := [number_of(ends[0], names), last_of(pieces, ends, high, names)] if {
	not pieces[0] in {"*", "?"}
	ends := split(pieces[0], "-")
	count(ends) <= 2
}

last_of(_, [_, end], _, names) := number_of(end, names)

last_of([_], [start], _, names) := number_of(start, names)

# `3/5` begins at three and goes on to the end.
last_of([_, _], [_], high, _) := high

number_of(text, _) := to_number(text) if regex.match(`^[0-9]{1,2}$`, text)

number_of(text, names) := names[text]

month_names := {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

day_names := {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}
