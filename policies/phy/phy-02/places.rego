# METADATA
# title: Where manifests say in which region data lie
package tilsyn.controls.phy_02.places

import data.tilsyn.lib.hosts
import data.tilsyn.lib.objects
import data.tilsyn.lib.pods
import data.tilsyn.lib.values

# object, path, found
named := array.concat(array.concat(fields, topologies), array.concat(pod_places, locations))

fields := [place |
	some item in objects.applied
	some path in paths(item)
	found := object.get(item.object, path, null)
	is_string(found)
	found != ""
	place := {"object": item.index, "path": path, "found": found}
]

# Crossplane's managed resources, the infrastructure of Cluster API, buckets of the providers' own operators, stores of External Secrets.
paths(item) := [["spec", "forProvider", "region"], ["spec", "forProvider", "location"]] if {
	regex.match(`(^|[.])(upbound[.]io|crossplane[.]io)$`, item.group)
} else := [["spec", "region"], ["spec", "location"], ["spec", "network", "region"]] if {
	item.group in {"infrastructure.cluster.x-k8s.io", "controlplane.cluster.x-k8s.io"}
} else := [["spec", "location"], ["spec", "region"], ["spec", "createBucketConfiguration", "locationConstraint"]] if {
	regex.match(`[.](services[.]k8s[.]aws|cnrm[.]cloud[.]google[.]com|azure[.]com)$`, item.group)
} else := [["spec", "provider", "aws", "region"], ["spec", "provider", "alibaba", "regionID"], ["spec", "provider", "ibm", "region"]] if {
	item.kind in {"SecretStore", "ClusterSecretStore"}
} else := [["spec", "config", "region"]] if {
	item.group == "velero.io"
	item.kind == "VolumeSnapshotLocation"
} else := []

place_labels := {
	"topology.kubernetes.io/region",
	"topology.kubernetes.io/zone",
	"failure-domain.beta.kubernetes.io/region",
	"failure-domain.beta.kubernetes.io/zone",
	"topology.ebs.csi.aws.com/zone",
	"topology.gke.io/zone",
	"topology.disk.csi.azure.com/zone",
}

topologies := [place |
	some item in objects.by_kind["StorageClass"]
	some term, topology in item.object.allowedTopologies
	some index, expression in topology.matchLabelExpressions
	expression.key in place_labels
	some at, found in expression.values
	is_string(found)
	place := {"object": item.index, "path": ["allowedTopologies", term, "matchLabelExpressions", index, "values", at], "found": found}
]

pod_places := array.concat(selectors, affinities)

selectors := [place |
	some pod in pods.specs
	some label, found in pod.spec.nodeSelector
	label in place_labels
	is_string(found)
	place := {"object": pod.object, "path": array.concat(pod.path, ["nodeSelector", label]), "found": found}
]

affinities := [place |
	some pod in pods.specs
	some term, terms in pod.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms
	some index, expression in terms.matchExpressions
	expression.key in place_labels
	expression.operator == "In"
	some at, found in expression.values
	is_string(found)
	place := {
		"object": pod.object,
		"path": array.concat(pod.path, ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms", term, "matchExpressions", index, "values", at]),
		"found": found,
	}
]

# Of a storage location the address has the last word: to a store of one's own, `region` is only a word.
stores := [store |
	some item in objects.by_kind["BackupStorageLocation"]
	item.group == "velero.io"
	config := values.section(values.section(item.object, "spec"), "config")
	store := {"object": item.index, "region": text(config, "region"), "address": text(config, "s3Url"), "host": host(text(config, "s3Url"))}
]

text(parent, field) := parent[field] if {
	is_string(parent[field])
} else := ""

host("") := ""

host(address) := found if {
	address != ""
	found := hosts.of(address)
} else := address if address != ""

locations := array.concat(
	[{"object": store.object, "path": ["spec", "config", "region"], "found": store.region} |
		some store in stores
		store.region != ""
		store.host == ""
	],
	[{"object": store.object, "path": ["spec", "config", "s3Url"], "found": aws_region(store.host)} |
		some store in stores
		aws_region(store.host)
	],
)

aws_region(name) := parts[0][1] if {
	parts := regex.find_all_string_submatch_n(`(?:^|[.-])([a-z]{2,3}(?:-[a-z]+)+-[0-9])[.]amazonaws[.]com([.]cn)?$`, name, 1)
	count(parts) > 0
}

# object, path, key, found: data go somewhere, and no region says where.
silent := array.concat(
	[{"object": store.object, "path": ["spec", "config", "region"], "key": "unsaid", "found": ""} |
		some store in stores
		store.region == ""
		store.host == ""
	],
	[{"object": store.object, "path": ["spec", "config", "s3Url"], "key": "endpoint", "found": store.host} |
		some store in stores
		store.host != ""
		not hosts.in_cluster(store.host)
		not aws_region(store.host)
	],
)
