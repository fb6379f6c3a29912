# METADATA
# title: "Logs can be brought back for the whole retention period"
# custom:
#   id: ALR-02
#   family: ALR
#   severity: medium
#   scope: [I]
#   references:
#     guide: [7]
#     iso27001:
#       - {id: "8.13", title: "Information backup"}
#       - {id: "5.33", title: "Protection of records"}
#     gdpr: ["32(1)(c)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)", "§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Backup", "Logning af brugernes anvendelser af personoplysninger"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters: []
#   en:
#     why: "If the log store crashes, nobody can answer a patient who asks who looked, or find out how far a breach went."
#     change: "Give the log store snapshots or object storage, and cover it with a backup schedule."
#     notEvaluableWhen: "The log store is a service of a provider: register its backup."
#     waivable: "While the log store is moved."
#     messages:
#       volatile: "The log store keeps its data on no lasting volume and in no object storage. They are gone with the pod."
#       uncovered: "No backup schedule here covers the volumes of the log store in `{namespace}`. If it crashes, the logs are gone."
#       noBackup: "No backup schedule is in this repository. Whether the log store can be brought back is not known."
#       notHere: "No log store is in this repository. Whether logs can be brought back is not known."
#   da:
#     title: "Logs kan gendannes i hele opbevaringstiden"
#     why: "Går loglageret ned, kan ingen svare en patient, der spørger, hvem der har set med, eller finde ud af, hvor langt et brud gik."
#     change: "Giv loglageret snapshots eller objektlager, og lad en backupplan dække det."
#     notEvaluableWhen: "Loglageret er en tjeneste hos en leverandør. Registrér dens backup."
#     waivable: "Ja, mens loglageret flyttes."
#     messages:
#       volatile: "Loglageret har sine data hverken på et blivende volume eller i et objektlager. De forsvinder med podden."
#       uncovered: "Ingen backupplan her dækker loglagerets volumes i `{namespace}`. Går det ned, er loggene væk."
#       noBackup: "Der er ingen backupplan i dette repository. Det vides ikke, om loglageret kan gendannes."
#       notHere: "Der er intet loglager i dette repository. Det vides ikke, om logs kan gendannes."
package tilsyn.inventory.alr_02

import data.tilsyn.lib.documents
import data.tilsyn.lib.objects
import data.tilsyn.lib.releases

examined := {store.object | some store in stores}

# Workloads that say that they hold logs, and Loki, which holds nothing else.
stores := [store |
	some item in objects.of_kinds({"StatefulSet", "Deployment"})
	item.group == "apps"
	spec := object.get(item.object, ["spec", "template", "spec"], {})
	holds_logs(item, spec)
	store := {
		"object": item.index,
		"namespace": object.get(item.object, ["metadata", "namespace"], "default"),
		"lasting": lasting(item, spec),
		"bucket": in_bucket(item, spec),
	}
]

holds_logs(item, _) if objects.labels(item.object)["tilsyn/log-store"] in {"true", true}

holds_logs(_, spec) if is_loki(spec)

is_loki(spec) if {
	some container in spec.containers
	releases.image_name(object.get(container, "image", "")) == "loki"
}

lasting(item, spec) if {
	count(object.get(item.object, ["spec", "volumeClaimTemplates"], [])) > 0
} else if {
	some volume in spec.volumes
	volume.persistentVolumeClaim
} else := false

# Loki whose schema in force now keeps its chunks in a bucket; the last period is the one in force.
in_bucket(item, spec) if {
	is_loki(spec)
	object.get(item.object, ["metadata", "namespace"], "default") in bucket_namespaces
} else := false

bucket_namespaces := {namespace |
	some document in documents.readable("loki")
	namespace := object.get(document.item.object, ["metadata", "namespace"], "default")
	some name in ["schema_config", "schemaConfig"]
	periods := document.value[name].configs
	periods[count(periods) - 1].object_store in {"s3", "aws", "gcs", "azure", "swift", "cos", "bos", "alibabacloud"}
}

violations contains violation if {
	some store in stores
	not store.bucket
	found := fault(store)
	violation := {
		"object": store.object,
		"path": ["spec"],
		"status": found.status,
		"messageKey": found.key,
		"params": {"namespace": store.namespace},
		"value": {"fault": found.key},
	}
}

fault(store) := {"key": "volatile", "status": "fail"} if {
	not store.lasting
} else := {"key": "noBackup", "status": "not-evaluable"} if {
	count(schedules) == 0
} else := {"key": "uncovered", "status": "fail"} if {
	not covered(store.namespace)
}

schedules := [item.object.spec |
	some item in objects.by_kind["Schedule"]
	item.group == "velero.io"
]

# A schedule that is paused, takes a part of what it names, or leaves volumes out does not cover.
covered(namespace) if {
	some spec in schedules
	object.get(spec, "paused", false) != true
	template := object.get(spec, "template", {})
	named(object.get(template, "includedNamespaces", []), namespace)
	not namespace in object.get(template, "excludedNamespaces", [])
	count(object.keys(template) & {"labelSelector", "orLabelSelectors", "includedNamespaceScopedResources"}) == 0
	volumes(template)
}

named([], _)

named(names, _) if "*" in names

named(names, namespace) if namespace in names

volumes(template) if {
	object.get(template, "snapshotVolumes", true) != false
	takes_volumes(template)
}

volumes(template) if {
	template.defaultVolumesToFsBackup == true
	takes_volumes(template)
}

takes_volumes(template) if {
	included := {resource | some resource in object.get(template, "includedResources", [])}
	whole(included)
	excluded := {resource | some resource in object.get(template, "excludedResources", [])}
	count(excluded & volume_kinds) == 0
}

whole(included) if count(included) == 0

whole(included) if "*" in included

whole(included) if {
	count(included & {"persistentvolumeclaims", "pvc"}) > 0
	count(included & {"persistentvolumes", "pv"}) > 0
}

volume_kinds := {"*", "persistentvolumeclaims", "pvc", "persistentvolumes", "pv"}

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if count(stores) == 0
