# METADATA
# title: Volumes that hold data
# description: |
#   Claims and templates of claims, also those that operators of databases make from their own kinds. Volumes that end with their pod hold nothing that
#   lasts. `claims` has the object, the path of the claim's spec in it, the namespace, the claim's labels and the name of its class (null where none is written).
package tilsyn.lib.volumes

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

claims := array.concat(array.concat(alone, templates), of_operators)

namespace(item) := found if {
	found := object.get(values.section(item.object, "metadata"), "namespace", "")
	is_string(found)
} else := ""

claim(item, path, spec, labels) := {
	"object": item.index,
	"item": item,
	"kind": item.kind,
	"name": values.name(values.section(item.object, "metadata")),
	"namespace": namespace(item),
	"path": path,
	"labels": labels,
	"class": class(spec),
}

class(spec) := spec.storageClassName if {
	is_object(spec)
	is_string(spec.storageClassName)
} else := spec.storageClass if {
	is_object(spec)
	is_string(spec.storageClass)
} else := spec.class if {
	is_object(spec)
	is_string(spec["class"])
} else := null

alone := [claim(item, ["spec"], values.section(item.object, "spec"), objects.labels(item.object)) |
	some item in objects.by_kind["PersistentVolumeClaim"]
	item.group == ""
]

templates := [claim(item, ["spec", "volumeClaimTemplates", index, "spec"], values.section(template, "spec"), objects.labels(template)) |
	some item in objects.by_kind["StatefulSet"]
	item.group in {"apps", "apps.kruise.io"}
	some index, template in item.object.spec.volumeClaimTemplates
	is_object(template)
]

# Where operators keep the spec of the claims that they make. Lists are given by their path, with what lies in each item.
places := {
	"postgresql.cnpg.io": {"Cluster": [{"at": ["spec", "storage"]}, {"at": ["spec", "walStorage"]}]},
	"acid.zalan.do": {"postgresql": [{"at": ["spec", "volume"]}]},
	"postgres-operator.crunchydata.com": {"PostgresCluster": [{"list": ["spec", "instances"], "in": ["dataVolumeClaimSpec"]}]},
	"pgv2.percona.com": {"PerconaPGCluster": [{"list": ["spec", "instances"], "in": ["dataVolumeClaimSpec"]}]},
	"psmdb.percona.com": {"PerconaServerMongoDB": [{"list": ["spec", "replsets"], "in": ["volumeSpec", "persistentVolumeClaim"]}]},
	"pxc.percona.com": {"PerconaXtraDBCluster": [{"at": ["spec", "pxc", "volumeSpec", "persistentVolumeClaim"]}]},
	"k8s.mariadb.com": {"MariaDB": [{"at": ["spec", "storage"]}]},
	"mysql.oracle.com": {"InnoDBCluster": [{"at": ["spec", "datadirVolumeClaimTemplate"]}]},
	"rabbitmq.com": {"RabbitmqCluster": [{"at": ["spec", "persistence"]}]},
	"kafka.strimzi.io": {
		"Kafka": [{"at": ["spec", "kafka", "storage"]}, {"at": ["spec", "zookeeper", "storage"]}],
		"KafkaNodePool": [{"at": ["spec", "storage"]}],
	},
	"elasticsearch.k8s.elastic.co": {"Elasticsearch": [{"list": ["spec", "nodeSets"], "in": ["volumeClaimTemplates", 0, "spec"]}]},
	"opensearch.opster.io": {"OpenSearchCluster": [{"list": ["spec", "nodePools"], "in": ["persistence", "pvc"]}]},
	"monitoring.coreos.com": {
		"Prometheus": [{"at": ["spec", "storage", "volumeClaimTemplate", "spec"]}],
		"Alertmanager": [{"at": ["spec", "storage", "volumeClaimTemplate", "spec"]}],
	},
	"minio.min.io": {"Tenant": [{"list": ["spec", "pools"], "in": ["volumeClaimTemplate", "spec"]}]},
}

of_operators := array.concat(
	[claim(item, place.at, spec, {}) |
		some item in objects.of_groups(object.keys(places))
		some place in places[item.group][item.kind]
		spec := object.get(item.object, place.at, null)
		is_object(spec)
	],
	[claim(item, path, spec, {}) |
		some item in objects.of_groups(object.keys(places))
		some place in places[item.group][item.kind]
		some index, _ in object.get(item.object, place.list, [])
		path := array.concat(array.concat(place.list, [index]), place["in"])
		spec := object.get(item.object, path, null)
		is_object(spec)
	],
)

# Volumes that an administrator made; what they hold is claimed by somebody.
volumes := [claim(item, ["spec"], values.section(item.object, "spec"), objects.labels(item.object)) |
	some item in objects.by_kind["PersistentVolume"]
	item.group == ""
]

# Every one of a name: where two are written, nobody knows which one the cluster has.
classes[name] contains item if {
	some item in objects.by_kind["StorageClass"]
	item.group == "storage.k8s.io"
	name := values.name(values.section(item.object, "metadata"))
}

default_classes := [name |
	some name, items in classes
	some item in items
	objects.annotations(item.object)["storageclass.kubernetes.io/is-default-class"] == "true"
]

