# METADATA
# title: Locked copies among the manifests
package tilsyn.inventory.bak_05

import data.tilsyn.inventory.bak_05.buckets
import data.tilsyn.lib.objects

examined := {copy.bucket.object | some copy in copies} | {store.object | some store in stores}

# Where Velero writes to.
stores := [store |
	some item in objects.by_kind["BackupStorageLocation"]
	item.group == "velero.io"
	bucket := object.get(item.object, ["spec", "objectStorage", "bucket"], "")
	is_string(bucket)
	bucket != ""
	store := {"object": item.index, "bucket": bucket}
]

# A bucket that says whose copy it is, or that a replication of the store writes to.
copies := [copy |
	some bucket in buckets.all
	some source in sources(bucket)
	copy := {"bucket": bucket, "source": source}
]

sources(bucket) := {bucket.copy_of | bucket.copy_of != ""} | {source | some source in buckets.replicated_from[bucket.name]}

violations contains violation if {
	some copy in copies
	some fault in lock_faults(copy.bucket) | place_faults(copy)
	violation := {
		"object": copy.bucket.object,
		"path": fault.path,
		"messageKey": fault.key,
		"params": object.union({"copy": copy.bucket.name, "source": copy.source}, object.get(fault, "params", {})),
		"status": object.get(status, fault.key, "fail"),
		"value": object.union({"source": copy.source}, object.get(fault, "params", {})),
	}
}

status := {"accountUnseen": "not-evaluable", "lockUnseen": "not-evaluable"}

lock_faults(bucket) := {{"key": "noLock", "path": bucket.lock_path}} if {
	bucket.lock == "none"
} else := {{"key": "noRetention", "path": bucket.lock_path}} if {
	bucket.lock == "empty"
} else := {{"key": "lockUnseen", "path": bucket.lock_path}} if {
	bucket.lock == "unseen"
} else := {{"key": "governance", "path": bucket.lock_path, "params": {"found": bucket.mode}}} if {
	bucket.mode != "COMPLIANCE"
} else := {{"key": "lockEndsSoon", "path": bucket.lock_path, "params": {"found": bucket.days, "allowed": minimum}}} if {
	bucket.days < minimum
} else := set()

minimum := object.get(input.parameters, "backup.copy.minLockDays", 30)

place_faults(copy) := found if {
	some source in buckets.by_name[copy.source]
	found := {{"key": "beside", "path": copy.bucket.place_path} |
		source.account == copy.bucket.account
		source.region == copy.bucket.region
	}
} else := {{"key": "accountUnseen", "path": copy.bucket.place_path}} if {
	copy.bucket.account in {"", "default"}
} else := set()

violations contains violation if {
	some store in stores
	some bucket in buckets.by_name[store.bucket]
	bucket.lock == "on"
	violation := open(bucket.object, bucket.lock_path, "lockedStore", {"copy": bucket.name})
}

violations contains violation if {
	some store in stores
	count([copy | some copy in copies; copy.source == store.bucket]) == 0
	violation := open(store.object, ["spec", "objectStorage", "bucket"], "noCopy", {"source": store.bucket})
}

open(index, path, key, params) := {
	"object": index,
	"path": path,
	"status": "not-evaluable",
	"messageKey": key,
	"params": params,
	"value": params,
}
