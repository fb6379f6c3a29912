# METADATA
# title: Addresses in clear
# description: Where an object names another end that it fetches from, sends to or asks. Nothing checks who answers there.
package tilsyn.controls.enc_04.addresses

import data.tilsyn.lib.objects

# Kinds by group, with the fields that hold an address; `*` stands for the place in a list.
fields := {
	"source.toolkit.fluxcd.io": {
		"GitRepository": {"spec.url"},
		"HelmRepository": {"spec.url"},
	},
	"notification.toolkit.fluxcd.io": {"Provider": {"spec.address"}},
	"argoproj.io": {
		"Application": {"spec.source.repoURL", "spec.sources.*.repoURL"},
		"ApplicationSet": {
			"spec.template.spec.source.repoURL",
			"spec.template.spec.sources.*.repoURL",
			"spec.generators.*.git.repoURL",
		},
		"AppProject": {"spec.sourceRepos.*"},
	},
	"helm.cattle.io": {"HelmChart": {"spec.repo"}},
	"catalog.cattle.io": {"ClusterRepo": {"spec.url", "spec.gitRepo"}},
	"velero.io": {
		"BackupStorageLocation": {"spec.config.s3Url", "spec.config.publicUrl"},
		"VolumeSnapshotLocation": {"spec.config.apiURL"},
	},
	"k8up.io": {
		"Backup": {"spec.backend.s3.endpoint"},
		"Restore": {"spec.backend.s3.endpoint", "spec.restoreMethod.s3.endpoint"},
		"Schedule": {"spec.backend.s3.endpoint"},
	},
	"postgresql.cnpg.io": {"Cluster": {
		"spec.backup.barmanObjectStore.endpointURL",
		"spec.externalClusters.*.barmanObjectStore.endpointURL",
	}},
	"barmancloud.cnpg.io": {"ObjectStore": {"spec.configuration.endpointURL"}},
	"external-secrets.io": {
		"SecretStore": {"spec.provider.vault.server", "spec.provider.webhook.url"},
		"ClusterSecretStore": {"spec.provider.vault.server", "spec.provider.webhook.url"},
	},
	"cert-manager.io": {
		"Issuer": {"spec.acme.server", "spec.vault.server"},
		"ClusterIssuer": {"spec.acme.server", "spec.vault.server"},
	},
	"monitoring.coreos.com": {
		"Prometheus": {"spec.remoteWrite.*.url", "spec.remoteRead.*.url"},
		"PrometheusAgent": {"spec.remoteWrite.*.url"},
		"AlertmanagerConfig": {"spec.receivers.*.webhookConfigs.*.url"},
	},
	"operator.victoriametrics.com": {"VMAgent": {"spec.remoteWrite.*.url"}},
	"logging.banzaicloud.io": {
		"Output": {"spec.http.endpoint", "spec.loki.url", "spec.s3.s3_endpoint"},
		"ClusterOutput": {"spec.http.endpoint", "spec.loki.url", "spec.s3.s3_endpoint"},
	},
	"traefik.io": {"Middleware": {"spec.forwardAuth.address"}},
	"traefik.containo.us": {"Middleware": {"spec.forwardAuth.address"}},
}

addresses := array.concat(in_fields, in_repositories)

in_fields := [address |
	some item in objects.of_groups(object.keys(fields))
	known := fields[item.group][item.kind]
	walk(item.object, [path, value])
	is_string(value)
	pattern(path) in known
	address := {"object": item.index, "path": path, "name": path_name(path), "value": trim_space(value)}
]

pattern(path) := concat(".", [written(step) | some step in path])

written(step) := step if is_string(step)

written(step) := "*" if is_number(step)

path_name(path) := names[count(names) - 1] if names := [step | some step in path; is_string(step)]

# Argo CD keeps its repositories in Secrets.
in_repositories := [address |
	some item in objects.by_kind["Secret"]
	objects.labels(item.object)["argocd.argoproj.io/secret-type"] in {"repository", "repo-creds", "repository-write", "repo-write-creds", "cluster"}
	some section, held in {"stringData": object.get(item.object, "stringData", {}), "data": item.entry.decoded}
	some name in ["server", "url"]
	value := held[name]
	is_string(value)
	address := {"object": item.index, "path": [section, name], "name": name, "value": trim_space(value)}
]

examined := {address.object | some address in addresses}

violations contains violation if {
	some address in addresses
	parts := regex.find_all_string_submatch_n(`^(?i:http)://(?:[^/?#@\\\s]*@)?(\[[0-9a-fA-F:]+\]|[^/:?#\\\s]+)`, address.value, 1)
	host := lower(parts[0][1])
	key := fault(host)
	violation := {
		"object": address.object,
		"path": address.path,
		"status": status[key],
		"messageKey": key,
		"params": {"setting": address.name, "host": host},
		"value": host,
	}
}

status := {"plainAddress": "fail", "unresolvedAddress": "not-evaluable"}

fault(host) := "unresolvedAddress" if {
	regex.match(`\$\{|\$\(|\{\{`, host)
} else := "plainAddress" if {
	not stays_in_cluster(host)
}

stays_in_cluster(host) if host in {"localhost", "[::1]"}

stays_in_cluster(host) if regex.match(`^127\.[0-9]+\.[0-9]+\.[0-9]+$`, host)

# A bare name is completed by the cluster's search list; a bare number is an address.
stays_in_cluster(host) if regex.match(`^[a-z]([a-z0-9-]*[a-z0-9])?$`, host)

stays_in_cluster(host) if regex.match(`\.(svc|cluster\.local)\.?$`, host)
