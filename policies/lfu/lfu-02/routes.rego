# METADATA
# title: Routes of Alertmanager and what they select
# description: The configuration file and the AlertmanagerConfig object, which differ in the case of their names only.
package tilsyn.controls.lfu_02.routes

import data.tilsyn.lib.documents
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

# object, at, text, value: as of a document.
configurations := array.concat(documents.readable("alertmanager"), [configuration |
	some item in objects.by_kind["AlertmanagerConfig"]
	item.group == "monitoring.coreos.com"
	configuration := {"object": item.index, "at": ["spec"], "text": false, "value": values.section(item.object, "spec")}
])

# Every route of the tree, with the steps that lead to it from the top.
all_nodes := [route |
	some configuration in configurations
	walk(values.section(configuration.value, "route"), [inner, node])
	is_object(node)
	is_route(inner)
	route := {"configuration": configuration, "inner": inner, "node": node}
]

is_route([])

is_route(inner) if {
	count(inner) % 2 == 0
	count(inner) > 0
	every index, step in inner {
		alternates(index % 2, step)
	}
}

alternates(0, "routes")

alternates(1, step) if is_number(step)

# A route without a receiver has its parent's; the top must have one.
all := [route |
	some route in all_nodes
	is_string(route.node.receiver)
	route.node.receiver != ""
]

receivers(configuration) := configuration.value.receivers if {
	is_array(configuration.value.receivers)
} else := []

names(configuration) := {receiver.name | some receiver in receivers(configuration)}

real_names(configuration) := {receiver.name |
	some receiver in receivers(configuration)
	some field, means in receiver
	regex.match(`(_configs|Configs)$`, field)
	count(means) > 0
}

# What a route asks of alarms: name, value, whether the value is met exactly.
selections(node) := (old_exact(node) | old_patterns(node)) | new_matchers(node)

old_exact(node) := {{"name": name, "value": value, "exact": true} | some name, value in node.match}

old_patterns(node) := {{"name": name, "value": value, "exact": false} | some name, value in node.match_re}

new_matchers(node) := {selection |
	some matcher in node.matchers
	is_string(matcher)
	parts := regex.find_all_string_submatch_n(`^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=~|!~|!=|=)\s*"?([^"]*?)"?\s*$`, matcher, 1)
	selection := {"name": parts[0][1], "value": parts[0][3], "exact": parts[0][2] == "=", "positive": startswith(parts[0][2], "=")}
} | {selection |
	some matcher in node.matchers
	is_object(matcher)
	operator := object.get(matcher, "matchType", regex_or_equal(object.get(matcher, "regex", object.get(matcher, "isRegex", false)), object.get(matcher, "isEqual", true)))
	selection := {"name": matcher.name, "value": object.get(matcher, "value", ""), "exact": operator == "=", "positive": startswith(operator, "=")}
}

regex_or_equal(_, false) := "!="

regex_or_equal(true, true) := "=~"

regex_or_equal(false, true) := "="

selects_watchdog(node) if {
	some selection in selections(node)
	selection.name == "alertname"
	object.get(selection, "positive", true)
	contains(lower(selection.value), "watchdog")
}

# One alarm by its name that is none of security, or what says of itself that it is no alarm.
harmless(node) if {
	some selection in selections(node)
	selection.exact
	selection.name == "alertname"
	not regex.match(`falco|secur|sikkerhed|audit|intrusion|trivy|vulnerab|kube-?bench|breach|malware|login`, lower(selection.value))
}

harmless(node) if {
	some selection in selections(node)
	selection.exact
	selection.name == "severity"
	lower(selection.value) in {"none", "info"}
}

# Intervals that hold at all times, or for years on end.
endless(configuration) := {interval.name |
	some list in ["time_intervals", "mute_time_intervals", "timeIntervals", "muteTimeIntervals"]
	some interval in configuration.value[list]
	some inner in ["time_intervals", "timeIntervals"]
	some part in interval[inner]
	count({field | some field in ["times", "weekdays", "days_of_month", "daysOfMonth", "months"]; not object.get(part, field, []) in [null, []]}) == 0
}
