# METADATA
# title: Velero's schedules
# description: |
#   The schedules of Velero, as objects and in the values of its chart, and which namespaces each takes: none named is all of them, `*` as well
#   (velero.io/docs, api-types/schedule). A star inside a name is understood by some versions only, so what it takes is not known.
package tilsyn.lib.velero

import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.selectors
import data.tilsyn.lib.values

schedules := array.concat(alone, in_charts)

alone := [schedule(item, ["spec"], values.section(item.object, "spec"), "paused") |
	some item in objects.by_kind["Schedule"]
	item.group == "velero.io"
]

chart_values := {
	"helm.toolkit.fluxcd.io": {"HelmRelease": {"chart": ["spec", "chart", "spec", "chart"], "values": ["spec", "values"]}},
	"argoproj.io": {"Application": {"chart": ["spec", "source", "chart"], "values": ["spec", "source", "helm", "valuesObject"]}},
}

in_charts := [schedule(item, array.concat(place["values"], ["schedules", name]), spec, "disabled") |
	some item in objects.of_groups(object.keys(chart_values))
	place := chart_values[item.group][item.kind]
	endswith(object.get(item.object, place.chart, ""), "velero")
	some name, spec in object.get(item.object, array.concat(place["values"], ["schedules"]), {})
	is_object(spec)
]

schedule(item, path, spec, pause) := {
	"object": item.index,
	"item": item,
	"name": values.name(values.section(item.object, "metadata")),
	"path": path,
	"pause": pause,
	"paused": paused(spec, pause),
	"template": values.section(spec, "template"),
	"included": texts(values.section(spec, "template"), "includedNamespaces"),
	"excluded": texts(values.section(spec, "template"), "excludedNamespaces"),
}

# Anything but a clear no stops it; what an expression says is not known.
paused(spec, field) := "unknown" if {
	is_string(spec[field])
	images.unresolved(spec[field])
} else := "yes" if {
	values.on(spec, field)
	spec[field] != "false"
} else := "no"

texts(parent, field) := {text | some text in parent[field]; is_string(text)}

# Velero itself is described here: then a missing schedule is missing, and not elsewhere.
installed if count(schedules) > 0

installed if {
	some item in objects.by_kind["BackupStorageLocation"]
	item.group == "velero.io"
}

takes_all(one) if count(one.included) == 0

takes_all(one) if "*" in one.included

# `yes`, `no` or `unknown`.
takes(one, namespace) := "no" if {
	namespace in one.excluded
} else := "unknown" if {
	some name in one.excluded
	doubtful(name)
} else := "yes" if {
	takes_all(one)
} else := "yes" if {
	namespace in one.included
} else := "unknown" if {
	some name in one.included
	doubtful(name)
} else := "no"

doubtful(name) if images.unresolved(name)

doubtful(name) if {
	regex.match(`[*?\[]`, name)
	name != "*"
}

# By namespace, the schedules that name it; schedules that take all, or name some by an expression or pattern, are asked one by one. Clusters have few of
# those and many namespaces.
naming[namespace] contains index if {
	some index, one in schedules
	some namespace in one.included
}

asked := [index | some index, one in schedules; broad(one)]

broad(one) if takes_all(one)

broad(one) if {
	some name in one.included | one.excluded
	doubtful(name)
}

# The schedules that may take a namespace, with what is known of it.
of_namespace(namespace) := [{"one": schedules[index], "index": index, "takes": takes(schedules[index], namespace)} |
	some index in object.get(naming, namespace, set()) | {at | some at in asked}
]

# Label selectors leave out what does not bear the labels.
narrowed(one) if count(label_selectors(one)) > 0

label_selectors(one) := array.concat(
	[selector | selector := one.template.labelSelector; is_object(selector); not selectors.everything(selector)],
	[selector | some selector in one.template.orLabelSelectors; is_object(selector)],
)

picks(one, labels) if {
	some selector in label_selectors(one)
	selectors.matches(selector, labels)
}
