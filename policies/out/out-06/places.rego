# METADATA
# title: Where data and secrets cross from one environment into another
package tilsyn.inventory.out_06.places

import data.tilsyn.lib.objects
import data.tilsyn.lib.pods

own(item) := object.get(item.object, ["metadata", "namespace"], "")

# A restore into another namespace. One that maps nothing puts data back where they were, and says nothing of another environment.
copies contains copy if {
	some item in objects.by_kind["Restore"]
	item.group == "velero.io"
	some from, to in item.object.spec.namespaceMapping
	from != to
	copy := {"object": item.index, "path": ["spec", "namespaceMapping", from], "from": from, "to": to}
}

# A volume filled from a claim or snapshot of another namespace.
copies contains copy if {
	some item in objects.applied
	some claim in claims(item)
	some field in ["dataSource", "dataSourceRef"]
	from := claim.spec[field].namespace
	is_string(from)
	from != ""
	from != own(item)
	copy := {"object": item.index, "path": array.concat(claim.path, [field, "namespace"]), "from": from, "to": own(item)}
}

claims(item) := [{"path": ["spec"], "spec": item.object.spec}] if {
	item.group == ""
	item.kind == "PersistentVolumeClaim"
} else := [{"path": ["spec", "volumeClaimTemplates", index, "spec"], "spec": template.spec} | some index, template in item.object.spec.volumeClaimTemplates] if {
	item.kind == "StatefulSet"
} else := []

copies contains copy if {
	some item in objects.by_kind["DataVolume"]
	item.group == "cdi.kubevirt.io"
	some kind in ["pvc", "snapshot"]
	from := item.object.spec.source[kind].namespace
	from != own(item)
	copy := {"object": item.index, "path": ["spec", "source", kind, "namespace"], "from": from, "to": own(item)}
}

# A snapshot named by its handle at the storage may be anybody's.
snapshots contains found if {
	some item in objects.by_kind["VolumeSnapshotContent"]
	item.group == "snapshot.storage.k8s.io"
	is_string(item.object.spec.source.snapshotHandle)
	found := {"object": item.index, "path": ["spec", "source", "snapshotHandle"], "to": object.get(item.object.spec, ["volumeSnapshotRef", "namespace"], "")}
}

# Texts that name where secrets or data are fetched from.
texts contains found if {
	some item in objects.applied
	some at in roots(item)
	walk(object.get(item.object, at, {}), [path, text])
	is_string(text)
	count(path) > 0
	found := {"object": item.index, "path": array.concat(at, path), "text": text, "to": own(item)}
}

roots(item) := [["spec", "data"], ["spec", "dataFrom"]] if {
	item.group == "external-secrets.io"
	item.kind == "ExternalSecret"
} else := [["spec", "provider"]] if {
	item.group == "external-secrets.io"
	item.kind == "SecretStore"
} else := [["spec", "parameters"]] if {
	item.group == "secrets-store.csi.x-k8s.io"
	item.kind == "SecretProviderClass"
} else := [["spec", "externalClusters"], ["spec", "bootstrap"]] if {
	item.group == "postgresql.cnpg.io"
	item.kind == "Cluster"
} else := []

texts contains found if {
	some item in objects.by_group["secrets.hashicorp.com"]
	text := item.object.spec.path
	is_string(text)
	found := {"object": item.index, "path": ["spec", "path"], "text": text, "to": own(item)}
}

# Vault's injector reads what to fetch from the pod's annotations.
texts contains found if {
	some pod in pods.specs
	entry := input.objects[pod.object]
	at := array.concat(pod.metadata, ["annotations"])
	some key, text in object.get(entry.object, at, {})
	startswith(key, "vault.hashicorp.com/agent-inject-secret-")
	is_string(text)
	found := {"object": pod.object, "path": array.concat(at, [key]), "text": text, "to": own({"object": entry.object})}
}
