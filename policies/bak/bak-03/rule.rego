# METADATA
# title: "The backup really holds the data volumes"
# custom:
#   id: BAK-03
#   family: BAK
#   severity: high
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
#   parameters: []
#   en:
#     why: "A backup without the volumes restores an empty system: the records are not in it."
#     change: "Turn on volume snapshots or file-system backup, remove exclusions of volumes and secrets, and check selectors and pod annotations."
#     notEvaluableWhen: "The volume's backup is made by the database itself: declare it."
#     waivable: "For a volume that holds only what can be made again."
#     messages:
#       volumesOff: "The schedule takes neither snapshots of volumes nor their files. A restore brings back an empty system."
#       excluded: "The schedule leaves out `{found}`. What they hold is not in the backup."
#       notIncluded: "The schedule takes only {found}, and volumes are not among them. A restore brings back an empty system."
#       clusterResources: "`includeClusterResources` is off, so no PersistentVolume is in the backup and no snapshot of it is taken. A restore brings back an empty system."
#       labels: "The schedule chooses by labels, and `{found}` does not bear them. Its data are not in the backup."
#       excludeLabel: "The label `velero.io/exclude-from-backup` keeps `{found}` out of every backup."
#       excludedByPod: "An annotation of the pods keeps {found} out of the file backup, and no snapshot is taken. The data are not in the backup."
#       policy: "A resource policy decides which volumes are taken, and it skips some. Which ones cannot be told here."
#       policyElsewhere: "The resource policy `{found}` is not among the manifests that were read. Which volumes it skips is not known."
#       labelsUnseen: "The schedule chooses by labels, and no volume of its namespaces is among the manifests that were read. Whether it takes their data cannot be seen."
#       unresolved: "`{found}` holds an expression that nothing here fills in. Whether volumes are in the backup cannot be seen."
#       elsewhere: "No backup schedule is in this repository. Whether volumes are in a backup cannot be seen."
#   da:
#     title: "Backuppen indeholder faktisk datavolumenerne"
#     why: "En backup uden volumener gendanner et tomt system. Journalerne er ikke med."
#     change: "Slå volumensnapshots eller filbackup til, fjern undtagelser for volumener og Secrets, og se på selectors og pod-annotationer."
#     notEvaluableWhen: "Volumenets backup tages af databasen selv. Angiv den."
#     waivable: "Ja, for et volumen, der kun rummer det, der kan dannes igen."
#     messages:
#       volumesOff: "Planen tager hverken snapshots af volumener eller deres filer. En gendannelse giver et tomt system."
#       excluded: "Planen udelader `{found}`. Det, de rummer, er ikke med i backuppen."
#       notIncluded: "Planen tager kun {found}, og volumener er ikke med. En gendannelse giver et tomt system."
#       clusterResources: "`includeClusterResources` er slået fra, så ingen PersistentVolume er med i backuppen, og der tages ikke snapshot af den. En gendannelse giver et tomt system."
#       labels: "Planen vælger efter mærkater, og dem har `{found}` ikke. Dens data er ikke med i backuppen."
#       excludeLabel: "Mærkaten `velero.io/exclude-from-backup` holder `{found}` ude af enhver backup."
#       excludedByPod: "En annotation på poddene holder {found} ude af filbackuppen, og der tages ikke snapshot. Data er ikke med i backuppen."
#       policy: "En resource policy afgør, hvilke volumener der tages med, og den springer nogle over. Hvilke kan ikke afgøres her."
#       policyElsewhere: "Resource policyen `{found}` findes ikke blandt de læste manifester. Det vides ikke, hvilke volumener den springer over."
#       labelsUnseen: "Planen vælger efter mærkater, og ingen volumener i dens namespaces er blandt de læste manifester. Det kan ikke ses, om den tager deres data med."
#       unresolved: "`{found}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, om volumener er med i backuppen."
#       elsewhere: "Der er ingen backupplan i dette repository. Det kan ikke ses, om volumener er med i en backup."
package tilsyn.inventory.bak_03

import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.pods
import data.tilsyn.lib.values
import data.tilsyn.lib.velero
import data.tilsyn.lib.volumes

examined := {one.object | some one in velero.schedules} | {one.object | some one in left_out}

# What runs is judged; a schedule that does not is the business of the controls on coverage and frequency.
running := {index: one | some index, one in velero.schedules; one.paused != "yes"}

faults_of[index] := faults(one) if some index, one in running

violations contains violation if {
	some index, one in running
	not others_stand_in(one)
	some found in faults_of[index]
	violation := {
		"object": one.object,
		"path": array.concat(array.concat(one.path, ["template"]), found.path),
		"messageKey": found.key,
		"params": {"found": found.found},
		"status": object.get(status, found.key, "fail"),
		"value": found.found,
	}
}

status := {
	"policy": "not-evaluable",
	"policyElsewhere": "not-evaluable",
	"labelsUnseen": "not-evaluable",
	"unresolved": "not-evaluable",
}

# Other schedules take the same namespaces with all that is in them: then this one is a quicker copy of some of it.
others_stand_in(_) if all_is_taken

all_is_taken if {
	some index, one in running
	count(faults_of[index]) == 0
	velero.takes_all(one)
	count(one.excluded) == 0
}

others_stand_in(one) if {
	count(one.included) > 0
	not velero.takes_all(one)
	every namespace in one.included {
		wholly_taken[namespace]
	}
}

wholly_taken contains namespace if {
	some index, one in running
	count(faults_of[index]) == 0
	some namespace in one.included
	velero.takes(one, namespace) == "yes"
}

wholly_taken contains namespace if {
	some index, one in running
	count(faults_of[index]) == 0
	velero.takes_all(one)
	some _, other in running
	some namespace in other.included
	velero.takes(one, namespace) == "yes"
}

faults(one) := union({off(one), excluded(one), not_included(one), cluster_resources(one), labels(one), policies(one), unresolved(one)})

files(one) if {
	some field in ["defaultVolumesToFsBackup", "defaultVolumesToRestic"]
	yes(object.get(one.template, field, false))
}

yes(value) if value in {true, "true"}

no(value) if value in {false, "false"}

snapshots_off(one) if no(object.get(one.template, "snapshotVolumes", null))

off(one) := {{"key": "volumesOff", "path": ["snapshotVolumes"], "found": false}} if {
	snapshots_off(one)
	not files(one)
	not all_opted_in(one)
} else := set()

# Pods can ask for the backup of their files themselves, volume by volume.
all_opted_in(one) if {
	holding := [pod | some namespace in reached(one); some pod in pods_by_namespace[namespace]]
	count(holding) > 0
	every pod in holding {
		opted_in[pod.object]
	}
}

# The namespaces with pods that hold data, of those that the schedule takes.
reached(one) := {namespace | some namespace, _ in pods_by_namespace; velero.takes(one, namespace) == "yes"} if {
	velero.takes_all(one)
} else := one.included - one.excluded

opted_in[pod.object] := true if {
	some pod in data_pods
	count(pod.volumes - listed(pod.annotations, "backup.velero.io/backup-volumes")) == 0
}

pods_by_namespace[pod.namespace] contains pod if some pod in data_pods

# Names by which Velero finds a resource, in lower case and without the group.
needed := {
	"persistentvolumes": "persistentvolumes", "persistentvolume": "persistentvolumes", "pv": "persistentvolumes",
	"persistentvolumeclaims": "persistentvolumeclaims", "persistentvolumeclaim": "persistentvolumeclaims", "pvc": "persistentvolumeclaims",
	"secrets": "secrets", "secret": "secrets",
	"*": "*",
}

excluded(one) := {{"key": "excluded", "path": [field, index], "found": resource} |
	some field in ["excludedResources", "excludedNamespaceScopedResources", "excludedClusterScopedResources"]
	some index, resource in one.template[field]
	is_string(resource)
	needed[plain(resource)]
}

# `secrets.` with the empty group is the same resource.
plain(resource) := split(lower(trim_space(resource)), ".")[0]

not_included(one) := {{"key": "notIncluded", "path": [field], "found": concat(", ", sort(names))} |
	some field in ["includedResources", "includedNamespaceScopedResources"]
	names := {plain(resource) | some resource in one.template[field]; is_string(resource); not images.unresolved(resource)}
	count(names) > 0
	not "*" in names
	count({needed[name] | some name in names} & {"persistentvolumeclaims"}) == 0
}

cluster_resources(one) := {{"key": "clusterResources", "path": ["includeClusterResources"], "found": false}} if {
	no(object.get(one.template, "includeClusterResources", null))
	not files(one)
} else := set()

labels(one) := found if {
	velero.narrowed(one)
	holding := [claim | some claim in volumes.claims; velero.takes(one, claim.namespace) == "yes"]
	count(holding) > 0
	found := {{"key": "labels", "path": ["labelSelector"], "found": claim.name} | some claim in holding; not velero.picks(one, claim.labels)}
} else := {{"key": "labelsUnseen", "path": ["labelSelector"], "found": ""}} if {
	velero.narrowed(one)
} else := set()

# The policy's text lies in a ConfigMap of Velero's own namespace.
policies(one) := {{"key": "policyElsewhere", "path": ["resourcePolicy"], "found": name}} if {
	name := policy_name(one)
	not policies_written[[volumes.namespace(one.item), name]]
} else := {{"key": "policy", "path": ["resourcePolicy"], "found": name}} if {
	name := policy_name(one)
	some text in policy_texts[[volumes.namespace(one.item), name]]
	regex.match(`type["']?\s*:\s*["']?skip`, text)
} else := set()

policy_name(one) := name if {
	name := object.get(one.template, ["resourcePolicy", "name"], "")
	name != ""
}

policy_texts[key] contains text if {
	some key, items in policies_written
	some item in items
	some text in item.object.data
	is_string(text)
}

# Every one of a name: where two are written, nobody knows which one the cluster has.
policies_written[[volumes.namespace(item), values.name(values.section(item.object, "metadata"))]] contains item if {
	some item in objects.by_kind["ConfigMap"]
	item.group == ""
}

unresolved(one) := {{"key": "unresolved", "path": [field], "found": field} |
	some field in ["snapshotVolumes", "defaultVolumesToFsBackup", "includeClusterResources"]
	is_string(one.template[field])
	images.unresolved(one.template[field])
} | {{"key": "unresolved", "path": [field], "found": field} |
	some field in ["excludedResources", "includedResources", "excludedNamespaceScopedResources", "includedNamespaceScopedResources"]
	some text in one.template[field]
	is_string(text)
	images.unresolved(text)
}

# The label keeps an object out of every backup, and a namespace with all that is in it.
exclude := "velero.io/exclude-from-backup"

left_out := array.concat(
	[{"object": claim.object, "path": labels_path(claim), "name": claim.name} |
		some claim in volumes.claims
		claim.labels[exclude] in {"true", true}
	],
	[{"object": item.index, "path": ["metadata", "labels"], "name": values.name(values.section(item.object, "metadata"))} |
		some item in objects.by_kind["Namespace"]
		item.group == ""
		objects.labels(item.object)[exclude] in {"true", true}
		volumes_in[values.name(values.section(item.object, "metadata"))]
	],
)

labels_path(claim) := ["metadata", "labels"] if {
	claim.kind == "PersistentVolumeClaim"
} else := array.concat(array.slice(claim.path, 0, count(claim.path) - 1), ["metadata", "labels"])

volumes_in := {claim.namespace: true | some claim in volumes.claims}

violations contains violation if {
	some one in left_out
	violation := {
		"object": one.object,
		"path": array.concat(one.path, [exclude]),
		"messageKey": "excludeLabel",
		"params": {"found": one.name},
		"value": "true",
	}
}

# Pods with claims, the names of those volumes and their annotations.
data_pods := [found |
	some pod in pods.specs
	names := {volume.name | some volume in pod.spec.volumes; is_object(volume.persistentVolumeClaim); is_string(volume.name)} | templates(pod)
	count(names) > 0
	found := {
		"object": pod.object,
		"metadata": pod.metadata,
		"namespace": object.get(input.objects[pod.object].object, ["metadata", "namespace"], ""),
		"volumes": names,
		"annotations": object.get(input.objects[pod.object].object, array.concat(pod.metadata, ["annotations"]), {}),
	}
]

templates(pod) := {template.metadata.name |
	some template in input.objects[pod.object].object.spec.volumeClaimTemplates
	is_string(template.metadata.name)
}

listed(annotations, name) := {trim_space(part) | some part in split(annotations[name], ",")} if {
	is_string(annotations[name])
} else := set()

violations contains violation if {
	some pod in data_pods
	dropped := pod.volumes & listed(pod.annotations, "backup.velero.io/backup-volumes-excludes")
	count(dropped) > 0
	taking := [offer.one | some offer in velero.of_namespace(pod.namespace); offer.takes == "yes"; offer.one.paused != "yes"]
	count(taking) > 0
	every one in taking {
		snapshots_off(one)
	}
	violation := {
		"object": pod.object,
		"path": array.concat(pod.metadata, ["annotations", "backup.velero.io/backup-volumes-excludes"]),
		"messageKey": "excludedByPod",
		"params": {"found": concat(", ", sort(dropped))},
		"value": sort(dropped),
	}
}

cluster contains {"messageKey": "elsewhere", "params": {}, "status": "not-evaluable"} if {
	count(velero.schedules) == 0
	count(volumes.claims) > 0
}
