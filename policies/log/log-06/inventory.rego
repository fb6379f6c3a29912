package tilsyn.inventory.log_06

import data.tilsyn.lib.objects

# A manifest can only show a fault here: that there is none proves nothing, so nothing counts as examined and the register is asked.
examined := set()

mode := object.get(input.parameters, "log.lockMode", "COMPLIANCE")

s3(item) if item.group in {"s3.aws.upbound.io", "s3.aws.m.upbound.io"}

# A bucket of the account that production itself uses; what lies in another account the register tells.
buckets := [item |
	some item in objects.by_kind["Bucket"]
	s3(item)
	for_logs(item)
	object.get(item.object, ["spec", "providerConfigRef", "name"], "default") == "default"
]

for_logs(item) if objects.labels(item.object)["tilsyn/log-store"] == "true"

for_logs(item) if objects.labels(item.object)["tilsyn/log-stream"]

for_logs(item) if regex.match(`(^|[-_.])(audit|auditlogs?|logs?|logging|loki)([-_.]|$)`, item.object.metadata.name)

violations contains violation if {
	some item in buckets
	object.get(item.object, ["spec", "forProvider", "objectLockEnabled"], false) != true
	not item.object.metadata.name in locked
	violation := {
		"object": item.index,
		"path": ["spec", "forProvider", "objectLockEnabled"],
		"messageKey": "unlocked",
		"params": {"bucket": item.object.metadata.name},
		"value": {"bucket": item.object.metadata.name},
	}
}

locks := [item |
	some item in objects.by_kind["BucketObjectLockConfiguration"]
	s3(item)
]

locked := {item.object.spec.forProvider.bucketRef.name | some item in locks}

violations contains violation if {
	some item in locks
	item.object.spec.forProvider.bucketRef.name in {bucket.object.metadata.name | some bucket in buckets}
	some index, rule in item.object.spec.forProvider.rule
	some position, retention in rule.defaultRetention
	found := object.get(retention, "mode", "")
	found != mode
	violation := {
		"object": item.index,
		"path": ["spec", "forProvider", "rule", index, "defaultRetention", position, "mode"],
		"messageKey": "weakMode",
		"params": {"found": found, "mode": mode},
		"value": {"mode": found},
	}
}
