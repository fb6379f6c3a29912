# METADATA
# title: When the objects of a store are deleted
package tilsyn.controls.out_02.expiry

import data.tilsyn.controls.out_02.openness
import data.tilsyn.lib.objects

max_days := object.get(input.parameters, "export.maxDays", 90)

examined := {store.object | some store in ruled} | {item.index | some item in bare}

# Stores with their rules in the object; `days` has the days of each active rule that deletes all objects.
ruled := array.concat(array.concat(aws_rules, ack_rules), google_rules)

aws_rules := [{"object": item.index, "path": ["spec", "forProvider", "rule"], "days": s3_days(object.get(item.object, ["spec", "forProvider", "rule"], []))} |
	some item in openness.aws
	item.kind == "BucketLifecycleConfiguration"
]

ack_rules := [{"object": item.index, "path": ["spec", "lifecycle", "rules"], "days": s3_days(object.get(item.object, ["spec", "lifecycle", "rules"], []))} |
	some item in openness.ack
	not maybe_without(item, ["spec", "lifecycle", "rules"])
]

google_rules := [{"object": store.object, "path": array.concat(store.at, ["lifecycleRule"]), "days": google_days(object.get(store.settings, "lifecycleRule", []))} |
	some store in openness.google
]

maybe_without(item, path) if {
	object.get(item.object, path, null) in [null, []]
	not export_store(item)
}

s3_days(rules) := {days |
	some rule in rules
	rule.status == "Enabled"
	not narrow(rule)
	some expiration in listed(rule.expiration)
	days := expiration.days
	is_number(days)
	days > 0
}

# Crossplane writes blocks as lists, newer versions and ACK as objects.
listed(value) := value if {
	is_array(value)
} else := [value]

# A prefix, tag or size leaves objects out.
narrow(rule) if {
	some filter in listed(object.get(rule, "filter", {}))
	some value in filter
	not value in ["", null, [], {}]
}

narrow(rule) if object.get(rule, "prefix", "") != ""

google_days(rules) := {days |
	some rule in rules
	some action in listed(rule.action)
	action.type == "Delete"
	some condition in listed(rule.condition)
	days := condition.age
	is_number(days)
	count(object.keys(condition) - {"age", "withState"}) == 0
}

violations contains violation if {
	some store in ruled
	count(store.days) == 0
	violation := {"object": store.object, "path": store.path, "messageKey": "noExpiry", "params": {}, "value": {"days": 0}}
}

violations contains violation if {
	some store in ruled
	count(store.days) > 0
	min(store.days) > max_days
	violation := {
		"object": store.object,
		"path": store.path,
		"messageKey": "tooLong",
		"params": {"found": min(store.days), "allowed": max_days},
		"value": {"days": min(store.days)},
	}
}

# Buckets whose rules would stand in another object, and none is there.
bare := array.concat(
	[item |
		some item in openness.aws
		item.kind == "Bucket"
		count([related |
			some related in item.entry.related
			related.role == "bucket-setting"
			related.object.kind == "BucketLifecycleConfiguration"
		]) == 0
	],
	[item | some item in openness.ack; maybe_without(item, ["spec", "lifecycle", "rules"])],
)

violations contains violation if {
	some item in bare
	key := bare_key(item)
	violation := object.union(status(key), {"object": item.index, "path": ["spec"], "messageKey": key, "params": {}, "value": {"rule": key}})
}

bare_key(item) := "noExpiry" if {
	export_store(item)
} else := "expiryUnsaid"

status("expiryUnsaid") := {"status": "not-evaluable"}

status(key) := {} if key != "expiryUnsaid"

export_store(item) if regex.match(`(^|[-_.])(udtraek|eksport|exports?|dumps?|udlevering|extracts?)([-_.]|$)`, lower(object.get(item.object, ["metadata", "name"], "")))

export_store(item) if {
	some name, _ in objects.annotations(item.object)
	startswith(name, "tilsyn/export-")
}
