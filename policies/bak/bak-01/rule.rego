# METADATA
# title: "Every namespace with data is backed up"
# custom:
#   id: BAK-01
#   family: BAK
#   severity: critical
#   scope: [I]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.13", title: "Information backup"}
#     gdpr: ["32(1)(c)"]
#     nis2: ["§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Backup"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "backup.nativeKinds", default: ["postgresql.cnpg.io/ScheduledBackup", "k8up.io/Schedule", "volsync.backube/ReplicationSource"], source: "house default", reason: "backups of a database's or storage's own, by `group/kind`: one in the namespace that is not stopped counts as a declaration for it"}
#     - {name: "backup.declared", default: [], source: "house default", reason: "what is backed up in another way, as `namespace` or `namespace/name`; only the configuration of the protected branch can say so"}
#   en:
#     why: "After ransomware or an error, patient data without a backup are gone for good."
#     change: "Include the namespace in a Velero Schedule that is not paused, or declare the database's own backup."
#     notEvaluableWhen: "Backup is taken by the storage provider: register it."
#     waivable: "Only for data that can be made again, with two approvals."
#     messages:
#       uncovered: "No schedule takes namespace `{namespace}`. What `{name}` holds is in no backup."
#       paused: "The only schedules that take namespace `{namespace}` are stopped: {schedules}. What `{name}` holds is in no new backup."
#       leftOut: "The schedules that take namespace `{namespace}` choose by labels that `{name}` does not bear. It is in no backup."
#       unknown: "A schedule names its namespaces with an expression that nothing here fills in. Whether it takes `{namespace}` cannot be seen."
#       noNamespace: "`{name}` names no namespace. Whether a schedule takes it cannot be seen."
#       elsewhere: "Volumes hold data, and no backup schedule is in this repository. If the provider takes the backup, it belongs in the register."
#   da:
#     title: "Alle namespaces med data er omfattet af backup"
#     why: "Efter ransomware eller en fejl er patientdata uden backup tabt for altid."
#     change: "Tag namespacet med i en Velero-Schedule, der ikke er sat på pause, eller angiv databasens egen backup."
#     notEvaluableWhen: "Backup tages af leverandøren af lageret. Registrér den."
#     waivable: "Ja, kun for data, der kan genskabes på anden vis, og med to godkendelser."
#     messages:
#       uncovered: "Ingen plan omfatter namespacet `{namespace}`. Det, som `{name}` rummer, er ikke med i nogen backup."
#       paused: "De eneste planer, der omfatter namespacet `{namespace}`, er stoppet: {schedules}. Det, som `{name}` rummer, kommer ikke med i nye backupper."
#       leftOut: "De planer, der omfatter namespacet `{namespace}`, vælger efter mærkater, som `{name}` ikke har. Det er ikke med i nogen backup."
#       unknown: "En plan angiver sine namespaces med et udtryk, som intet her udfylder. Det kan ikke ses, om den omfatter `{namespace}`."
#       noNamespace: "`{name}` angiver intet namespace. Det kan ikke ses, om en plan omfatter det."
#       elsewhere: "Volumener rummer data, og der er ingen backupplan i dette repository. Tager leverandøren backup, hører det hjemme i registeret."
package tilsyn.inventory.bak_01

import data.tilsyn.lib.objects
import data.tilsyn.lib.values
import data.tilsyn.lib.velero
import data.tilsyn.lib.volumes

examined := {one.object | some one in volumes.claims}

# Several templates of one workload are one thing to back up, unless their labels tell them apart.
violations contains violation if {
	some one in volumes.claims
	not declared(one)
	key := fault(one)
	violation := object.union(status_of(key), {
		"object": one.object,
		"path": ["metadata", "namespace"],
		"messageKey": key,
		"params": {"namespace": one.namespace, "name": one.name, "schedules": concat(", ", stopped(one.namespace))},
		"value": {"namespace": one.namespace, "labels": one.labels},
	})
}

fault(one) := "noNamespace" if {
	one.namespace == ""
	velero.installed
	not fully_taken[one.namespace]
} else := key if {
	one.namespace != ""
	velero.installed
	key := faults[one.namespace]
} else := "leftOut" if {
	only_by_labels[one.namespace]
	not chosen(one)
}

status_of(key) := {"status": "not-evaluable"} if {
	key in {"unknown", "noNamespace"}
} else := {}

# By namespace, so that many claims ask once.
namespaces := {one.namespace | some one in volumes.claims}

# What each namespace gets, worked out once.
offers[namespace] := velero.of_namespace(namespace) if some namespace in namespaces

fully_taken contains namespace if {
	some namespace, list in offers
	some offer in list
	runs(offer)
	not velero.narrowed(offer.one)
}

taken_by_labels contains namespace if {
	some namespace, list in offers
	some offer in list
	runs(offer)
	velero.narrowed(offer.one)
}

runs(offer) if {
	offer.takes == "yes"
	offer.one.paused == "no"
}

only_by_labels := taken_by_labels - fully_taken

faults[namespace] := key if {
	some namespace in (namespaces - fully_taken) - taken_by_labels
	key := absence(namespace)
}

absence(namespace) := "unknown" if {
	some offer in offers[namespace]
	doubtful(offer)
} else := "paused" if {
	count(stopped(namespace)) > 0
} else := "uncovered"

doubtful(offer) if {
	offer.one.paused != "yes"
	offer.takes == "unknown"
}

doubtful(offer) if {
	offer.one.paused == "unknown"
	offer.takes == "yes"
}

stopped(namespace) := sort([offer.one.name |
	some offer in offers[namespace]
	offer.one.paused == "yes"
	offer.takes == "yes"
])

chosen(one) if {
	some offer in offers[one.namespace]
	runs(offer)
	velero.picks(offer.one, one.labels)
}

# A backup of the database's own, or of another tool, that is not stopped.
declared(one) if native[one.namespace][one.name]

declared(one) if native[one.namespace]["*"]

declared(one) if keeps_backups(one.item)

declared(one) if by_configuration[one.namespace]

declared(one) if by_configuration[concat("/", [one.namespace, one.name])]

by_configuration := {entry: true | some entry in object.get(input.parameters, "backup.declared", [])}

# By group first, which spares making a name of every object.
kinds[parts[0]][parts[1]] := true if {
	some kind in object.get(input.parameters, "backup.nativeKinds", ["postgresql.cnpg.io/ScheduledBackup", "k8up.io/Schedule", "volsync.backube/ReplicationSource"])
	parts := split(kind, "/")
}

# Which claims or databases of a namespace an object backs up; `*` is all of them.
native[namespace][name] := true if {
	some item in objects.of_groups(object.keys(kinds))
	kinds[item.group][item.kind]
	not stops(item)
	namespace := volumes.namespace(item)
	name := target(item)
}

target(item) := item.object.spec.cluster.name if {
	is_string(item.object.spec.cluster.name)
} else := item.object.spec.sourcePVC if {
	is_string(item.object.spec.sourcePVC)
} else := "*"

stops(item) if {
	some field in ["suspend", "paused", "disabled"]
	values.on(values.section(item.object, "spec"), field)
}

stops(item) if {
	item.group == "k8up.io"
	object.get(item.object, ["spec", "backup", "schedule"], "") == ""
}

stops(item) if {
	item.group == "volsync.backube"
	object.get(item.object, ["spec", "trigger", "schedule"], "") == ""
}

# Operators that keep the schedule of the backup in the database's own object.
keeps_backups(item) if {
	item.group == "postgres-operator.crunchydata.com"
	some repo in item.object.spec.backups.pgbackrest.repos
	some _, schedule in repo.schedules
	is_string(schedule)
}

keeps_backups(item) if {
	item.group in {"psmdb.percona.com", "pxc.percona.com", "pgv2.percona.com"}
	object.get(item.object, ["spec", "pause"], false) != true
	some task in item.object.spec.backup.schedule
	object.get(task, "enabled", true) == true
}

keeps_backups(item) if {
	item.group == "acid.zalan.do"
	item.object.spec.enableLogicalBackup == true
}

# Nothing here speaks of backup at all: it may be taken elsewhere, and that is for the register to say.
cluster contains {"messageKey": "elsewhere", "params": {}, "status": "not-evaluable"} if {
	not velero.installed
	some one in volumes.claims
	not declared(one)
}
