# METADATA
# title: "One copy of the backup is immutable and lies apart"
# custom:
#   id: BAK-05
#   family: BAK
#   severity: high
#   scope: [I, A]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.13", title: "Information backup"}
#       - {id: "5.29", title: "Information security during disruption"}
#     gdpr: ["32(1)(c)"]
#     nis2: ["§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Backup"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "backup.copy.minLockDays", default: 30, source: "house default", reason: "an intruder is often found weeks after the break-in"}
#   en:
#     why: "Ransomware encrypts the backups too. Only a copy that cannot be changed brings the patients' records back."
#     change: "Replicate to a bucket with object lock and versioning in another account or site, or register the provider's copy. Do not lock the bucket Velero writes to."
#     notEvaluableWhen: "The copy is made outside the repository and no register entry describes it."
#     waivable: "While the copy is set up."
#     messages:
#       noLock: "Nothing locks the copy `{copy}`. Whoever holds its key can delete or overwrite it."
#       noRetention: "The copy `{copy}` can be locked, but no rule says for how long. Nothing in it is locked."
#       governance: "The lock of the copy `{copy}` has the mode `{found}`, which those with enough rights can lift. Only `COMPLIANCE` holds against everybody."
#       lockTooShort: "The copy `{copy}` cannot be changed for {found} days only. At least {allowed} are asked for."
#       notApart: "The copy `{copy}` lies in the same account and region as `{source}`. One break-in takes both."
#       accountUnseen: "Whether the copy `{copy}` lies in another account or region than `{source}` cannot be seen."
#       lockUnseen: "The copy `{copy}` can be locked; the rule that says for how long is not among the manifests that were read."
#       lockedStore: "Velero writes to `{copy}`, which is locked. Backups can then fail, so the lock belongs on a copy."
#       noCopy: "No copy of the backups in `{source}` is in this repository. If one is made elsewhere, it belongs in the register."
#   da:
#     title: "Én kopi af backuppen kan ikke ændres og ligger adskilt"
#     why: "Ransomware krypterer også backup. Kun en kopi, der ikke kan ændres, bringer patienternes journaler tilbage."
#     change: "Kopiér til et lager med object lock og versionering i en anden konto eller lokation, eller registrér leverandørens kopi. Lås ikke det lager, Velero skriver til."
#     notEvaluableWhen: "Kopien laves uden for repositoriet, og ingen registerpost beskriver den."
#     waivable: "Ja, mens kopien etableres."
#     messages:
#       noLock: "Intet låser kopien `{copy}`. Den, der har nøglen, kan slette eller overskrive den."
#       noRetention: "Kopien `{copy}` kan låses, men ingen regel siger hvor længe. Intet i den er låst."
#       governance: "Låsen på kopien `{copy}` har tilstanden `{found}`, som enhver med rettigheder nok kan ophæve. Kun `COMPLIANCE` holder over for alle."
#       lockTooShort: "Kopien `{copy}` er kun låst i {found} dage. Mindst {allowed} er nødvendige."
#       notApart: "Kopien `{copy}` ligger i samme konto og region som `{source}`. Ét indbrud tager begge."
#       accountUnseen: "Det kan ikke ses, om kopien `{copy}` ligger i en anden konto eller region end `{source}`."
#       lockUnseen: "Kopien `{copy}` kan låses; den regel, der siger hvor længe, er ikke blandt de læste manifester."
#       lockedStore: "Velero skriver til `{copy}`, som er låst. Backup kan så fejle, og låsen hører til på en kopi."
#       noCopy: "Ingen kopi af backuppen i `{source}` er i dette repository. Laves den et andet sted, hører den hjemme i registeret."
package tilsyn.inventory.bak_05

import data.tilsyn.inventory.bak_05.buckets
import data.tilsyn.lib.objects

examined := {copy.bucket.object | some copy in copies} | {store.object | some store in stores}

# Where Velero writes to.
stores := [store |
	some item in objects.applied
	item.group == "velero.io"
	item.kind == "BackupStorageLocation"
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
} else := {{"key": "lockTooShort", "path": bucket.lock_path, "params": {"found": bucket.days, "allowed": minimum}}} if {
	bucket.days < minimum
} else := set()

minimum := object.get(input.parameters, "backup.copy.minLockDays", 30)

place_faults(copy) := found if {
	some source in buckets.by_name[copy.source]
	found := {{"key": "notApart", "path": copy.bucket.place_path} |
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
