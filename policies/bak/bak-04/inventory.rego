# METADATA
# title: Backups beside the system, seen from the whole cluster
# description: |
#   A store's public name can lead back into the cluster, its key can be the one that an application holds, and a snapshot that nobody moves stays where the
#   volume is.
package tilsyn.inventory.bak_04

import data.tilsyn.lib.hosts
import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.values
import data.tilsyn.lib.velero
import data.tilsyn.lib.volumes

locations := [location |
	some item in objects.by_kind["BackupStorageLocation"]
	item.group == "velero.io"
	location := {
		"object": item.index,
		"name": name(item),
		"namespace": volumes.namespace(item),
		"spec": values.section(item.object, "spec"),
		"default": object.get(item.object, ["spec", "default"], false) == true,
	}
]

examined := {location.object | some location in locations} | {one.object | some one in running}

running := [one | some one in velero.schedules; one.paused != "yes"]

name(item) := values.name(values.section(item.object, "metadata"))

violations contains violation if {
	some location in locations
	some field in ["s3Url", "publicUrl", "storageAccountURI", "endpoint"]
	text := location.spec.config[field]
	is_string(text)
	host := host_of(text)
	some server in served[host]
	violation := {
		"object": location.object,
		"path": ["spec", "config", field],
		"messageKey": "servedHere",
		"params": {"found": host, "kind": server.kind, "name": server.name},
		"value": {"fault": "servedHere", "found": host},
	}
}

host_of(text) := host if {
	host := hosts.of(text)
} else := split(lower(trim_space(text)), ":")[0]

# Public names that this cluster answers to, and who says so.
served[host] contains {"kind": item.kind, "name": name(item)} if {
	some item in objects.applied
	some host in names_of(item)
}

names_of(item) := {lower(rule.host) | some rule in item.object.spec.rules; is_string(rule.host)} if {
	item.kind == "Ingress"
} else := {lower(host) | some host in item.object.spec.hostnames; is_string(host)} if {
	item.kind in {"HTTPRoute", "GRPCRoute", "TLSRoute"}
} else := {lower(listener.hostname) | some listener in item.object.spec.listeners; is_string(listener.hostname)} if {
	item.kind == "Gateway"
} else := {lower(host) | some host in item.object.spec.hosts; is_string(host)} if {
	item.kind == "VirtualService"
	item.group == "networking.istio.io"
} else := {lower(item.object.spec.host)} if {
	item.kind == "Route"
	item.group == "route.openshift.io"
	is_string(item.object.spec.host)
} else := {lower(found[1]) |
	some route in item.object.spec.routes
	is_string(route.match)
	some found in regex.find_all_string_submatch_n("Host\\(`([^`]+)`", route.match, -1)
} if {
	item.kind == "IngressRoute"
} else := {lower(trim_space(host)) | some host in split(objects.annotations(item.object)["external-dns.alpha.kubernetes.io/hostname"], ",")} if {
	item.kind == "Service"
}

# Accounts of a cloud that a service account may take on, and remote secrets that are fetched: what is used in two places is held by both.
identities := {"eks.amazonaws.com/role-arn", "iam.gke.io/gcp-service-account", "azure.workload.identity/client-id"}

holders[key] contains namespace if {
	some item in objects.by_kind["ServiceAccount"]
	item.group == ""
	some annotation in identities
	key := objects.annotations(item.object)[annotation]
	is_string(key)
	key != ""
	namespace := volumes.namespace(item)
}

holders[key] contains namespace if {
	some item in objects.by_kind["ExternalSecret"]
	some key in remote_keys(item)
	namespace := volumes.namespace(item)
}

remote_keys(item) := {entry.remoteRef.key | some entry in item.object.spec.data; is_string(entry.remoteRef.key)} | {entry.extract.key |
	some entry in item.object.spec.dataFrom
	is_string(entry.extract.key)
}

# What gives access to the backups: the accounts of Velero's namespace, and the remote secrets behind the one that the location names.
keys_of(location) := {key |
	some item in objects.by_kind["ServiceAccount"]
	item.group == ""
	volumes.namespace(item) == location.namespace
	contains(name(item), "velero")
	some annotation in identities
	key := objects.annotations(item.object)[annotation]
} | {key |
	secret := object.get(location.spec, ["credential", "name"], "cloud-credentials")
	some item in objects.by_kind["ExternalSecret"]
	volumes.namespace(item) == location.namespace
	object.get(item.object, ["spec", "target", "name"], name(item)) == secret
	some key in remote_keys(item)
}

violations contains violation if {
	some location in locations
	some key in keys_of(location)
	not images.unresolved(key)
	some namespace in holders[key]
	namespace != location.namespace
	violation := {
		"object": location.object,
		"path": ["spec", "credential"],
		"messageKey": "sharedKey",
		"params": {"found": key, "namespace": namespace},
		"value": {"fault": "sharedKey", "found": key, "namespace": namespace},
	}
}

violations contains violation if {
	some one in running
	not object.get(one.template, "snapshotVolumes", null) in {false, "false"}
	not object.get(one.template, "snapshotMoveData", null) in {true, "true"}
	not object.get(one.template, "defaultVolumesToFsBackup", null) in {true, "true"}
	violation := doubt(one, "snapshotMoveData", "snapshotStays", "")
}

violations contains violation if {
	some one in running
	found := object.get(one.template, "storageLocation", "default")
	count([location | some location in locations; location.namespace == volumes.namespace(one.item); fits(location, one, found)]) == 0
	violation := doubt(one, "storageLocation", "locationElsewhere", found)
}

fits(location, _, found) if location.name == found

# Without a name it is the one that is marked as default.
fits(location, one, _) if {
	location["default"]
	not one.template.storageLocation
}

doubt(one, field, key, found) := {
	"object": one.object,
	"path": array.concat(one.path, ["template", field]),
	"status": "not-evaluable",
	"messageKey": key,
	"params": {"found": found},
	"value": {"fault": key, "found": found},
}
