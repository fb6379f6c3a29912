# METADATA
# title: Buckets and their locks
# description: |
#   Buckets of Crossplane's providers, of AWS' and Google's own operators: their name, account, region and lock. `lock` is `on`, `empty` (it can be locked, and
#   no rule locks), `unseen` (the rule is kept elsewhere) or `none`.
package tilsyn.inventory.bak_05.buckets

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

all := array.concat(array.concat(aws, google), operators)

by_name[bucket.name] contains bucket if some bucket in all

own_name(item) := values.name(values.section(item.object, "metadata"))

# The name in the cloud, where it is another one than the object's.
cloud_name(item) := found if {
	found := objects.annotations(item.object)["crossplane.io/external-name"]
	is_string(found)
} else := own_name(item)

copy_of(item) := found if {
	found := objects.labels(item.object)["tilsyn/backup-copy-of"]
	is_string(found)
} else := ""

of_kind(pattern, kind) := [item | some item in objects.by_kind[kind]; regex.match(pattern, item.group)]

account(item) := object.get(item.object, ["spec", "providerConfigRef", "name"], "default")

aws_group := `^s3[.]aws([.]m)?[.]upbound[.]io$`

aws := [bucket |
	some item in of_kind(aws_group, "Bucket")
	settings := object.get(item.object, ["spec", "forProvider"], {})
	rules := retention[item.index]
	bucket := object.union(aws_lock(settings, rules), {
		"object": item.index,
		"name": cloud_name(item),
		"copy_of": copy_of(item),
		"account": account(item),
		"region": object.get(settings, "region", ""),
		"lock_path": ["spec", "forProvider", "objectLockEnabled"],
		"place_path": ["spec", "providerConfigRef"],
	})
]

aws_lock(settings, rules) := {"lock": "none", "mode": "", "days": 0} if {
	object.get(settings, "objectLockEnabled", false) != true
} else := {"lock": "on", "mode": weakest[1], "days": weakest[0]} if {
	weakest := sort([[rule.days, rule.mode] | some rule in rules])[0]
} else := {"lock": "empty", "mode": "", "days": 0}

# Rules by the bucket's object: two may be written under one name.
retention := {item.index: rules |
	some item in of_kind(aws_group, "Bucket")
	rules := [rule |
		some lock in of_kind(aws_group, "BucketObjectLockConfiguration")
		points_at(lock, item)
		some entry in as_list(object.get(lock.object, ["spec", "forProvider", "rule"], []))
		some kept in as_list(object.get(entry, "defaultRetention", []))
		rule := {"mode": object.get(kept, "mode", ""), "days": days(kept)}
	]
}

points_at(lock, bucket) if object.get(lock.object, ["spec", "forProvider", "bucketRef", "name"], "") == own_name(bucket)

points_at(lock, bucket) if object.get(lock.object, ["spec", "forProvider", "bucket"], "") == cloud_name(bucket)

# One entry is written as a list of one by older versions and as an object by newer ones.
as_list(value) := value if is_array(value)

as_list(value) := [value] if is_object(value)

days(kept) := kept.days if {
	is_number(kept.days)
} else := kept.years * 365 if {
	is_number(kept.years)
} else := 0

google := [bucket |
	some item in array.concat(of_kind(`^storage[.]gcp([.]m)?[.]upbound[.]io$`, "Bucket"), of_kind(`^storage[.]cnrm[.]cloud[.]google[.]com$`, "StorageBucket"))
	settings := object.get(item.object, ["spec", "forProvider"], object.get(item.object, "spec", {}))
	bucket := object.union(google_lock(settings), {
		"object": item.index,
		"name": cloud_name(item),
		"copy_of": copy_of(item),
		"account": account(item),
		"region": object.get(settings, "location", ""),
		"lock_path": ["spec"],
		"place_path": ["spec"],
	})
]

# A policy that is not locked can be taken away like any setting.
google_lock(settings) := {"lock": "on", "mode": "COMPLIANCE", "days": floor(to_number(policy.retentionPeriod) / 86400)} if {
	some policy in as_list(object.get(settings, "retentionPolicy", []))
	policy.isLocked == true
} else := {"lock": "on", "mode": "not locked", "days": 0} if {
	count(as_list(object.get(settings, "retentionPolicy", []))) > 0
} else := {"lock": "none", "mode": "", "days": 0}

operators := [bucket |
	some item in of_kind(`^s3[.]services[.]k8s[.]aws$`, "Bucket")
	spec := values.section(item.object, "spec")
	bucket := {
		"object": item.index,
		"name": object.get(spec, "name", own_name(item)),
		"copy_of": copy_of(item),
		"account": object.get(objects.annotations(item.object), "services.k8s.aws/owner-account-id", "default"),
		"region": object.get(objects.annotations(item.object), "services.k8s.aws/region", ""),
		"lock": {true: "unseen", false: "none"}[object.get(spec, "objectLockEnabledForBucket", false) == true],
		"mode": "",
		"days": 0,
		"lock_path": ["spec", "objectLockEnabledForBucket"],
		"place_path": ["metadata", "annotations"],
	}
]

# Destination and source of replications, by the buckets' names.
replicated_from[target] contains source if {
	some item in of_kind(aws_group, "BucketReplicationConfiguration")
	settings := object.get(item.object, ["spec", "forProvider"], {})
	some source in {name | some field in [["bucketRef", "name"], ["bucket"]]; name := object.get(settings, field, ""); name != ""}
	some rule in as_list(object.get(settings, "rule", []))
	rule.status == "Enabled"
	some destination in as_list(object.get(rule, "destination", []))
	some target in {name |
		some field in [["bucketRef", "name"], ["bucket"]]
		found := object.get(destination, field, "")
		is_string(found)
		name := trim_prefix(found, "arn:aws:s3:::")
		name != ""
	}
}
