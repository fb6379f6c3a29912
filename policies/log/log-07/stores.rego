# METADATA
# title: How long log stores keep what they are given
# description: |
#   `days` is undefined where the length cannot be read; `unlimited` is true where nothing is ever deleted. `text` is the length as it stands there.
package tilsyn.inventory.log_07.stores

import data.tilsyn.lib.documents
import data.tilsyn.lib.durations
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

all := array.concat(in_opensearch, array.concat(in_loki, in_buckets))

policies := [item |
	some item in objects.by_kind["OpenSearchISMPolicy"]
	item.group in {"opensearch.org", "opensearch.opster.io"}
]

in_opensearch := array.concat(
	[store |
		some item in policies
		some [path, condition] in deletions(item)
		text := text_of(object.get(condition, "minIndexAge", "-"))
		store := store_of(item.index, array.concat(path, ["conditions", "minIndexAge"]), text)
	],
	[{"object": item.index, "path": ["spec", "states"], "text": "", "unlimited": true} | some item in policies; count(deletions(item)) == 0],
)

# Transitions into a state that deletes. A condition without an age (size, number of documents) says nothing of time.
deletions(item) := [[path, values.section(transition, "conditions")] |
	some index, state in item.object.spec.states
	some position, transition in state.transitions
	transition.stateName in deleting(item)
	path := ["spec", "states", index, "transitions", position]
]

deleting(item) := {state.name |
	some state in item.object.spec.states
	some action in state.actions
	"delete" in object.keys(action)
}

# Sections have one name in the file and sometimes another in the values of the chart, where a part of them is in `structuredConfig`.
lokis := [document |
	some document in documents.readable("loki")
	not document.at[count(document.at) - 1] == "structuredConfig"
]

in_loki := [store |
	some document in lokis
	some store in of_loki(document)
]

of_loki(document) := [object.union(store, {"unlimited": true}) |
	store := {"object": document.object, "path": documents.path(document, []), "text": ""}
] if {
	not enabled(document)
} else := [store_of(document.object, path, text) | some [path, text] in periods(document)]

enabled(document) if {
	some part in parts(document)
	some name in {"compactor"}
	part.value[name].retention_enabled == true
}

parts(document) := [{"at": at, "value": value} |
	some at in [[], ["structuredConfig"]]
	value := object.get(document.value, at, null)
	is_object(value)
]

# Without a period Loki keeps everything.
periods(document) := found if {
	found := array.concat(
		[[documents.path(document, path), text_of(part.value.limits_config.retention_period)] |
			some part in parts(document)
			path := array.concat(part.at, ["limits_config", "retention_period"])
			_ = part.value.limits_config.retention_period
		],
		[[documents.path(document, path), text_of(stream.period)] |
			some part in parts(document)
			some index, stream in part.value.limits_config.retention_stream
			path := array.concat(part.at, ["limits_config", "retention_stream", index, "period"])
		],
	)
	count(found) > 0
} else := [[documents.path(document, []), "0s"]]

# Only buckets that say that they hold logs: many others have lifecycles.
buckets := [item |
	some item in objects.by_kind["BucketLifecycleConfiguration"]
	objects.labels(item.object)["tilsyn/log-stream"]
]

in_buckets := array.concat(
	[store |
		some item in buckets
		some [path, days] in expirations(item)
		store := {"object": item.index, "path": path, "text": $"{text_of(days)}d", "days": number(days), "unlimited": false}
	],
	[{"object": item.index, "path": ["spec"], "text": "", "unlimited": true} | some item in buckets; count(expirations(item)) == 0],
)

expirations(item) := [[path, expiration.days] |
	some index, rule in item.object.spec.forProvider.rule
	object.get(rule, "status", "Enabled") == "Enabled"
	some position, expiration in rule.expiration
	path := ["spec", "forProvider", "rule", index, "expiration", position, "days"]
]

number(value) := value if {
	is_number(value)
} else := -1

store_of(index, path, text) := {"object": index, "path": path, "text": text, "unlimited": true} if {
	durations.seconds(text) == 0
} else := {"object": index, "path": path, "text": text, "days": durations.seconds(text) / 86400, "unlimited": false} if {
	durations.seconds(text)
} else := {"object": index, "path": path, "text": text, "unlimited": false}

text_of(value) := value if {
	is_string(value)
} else := json.marshal(value)
