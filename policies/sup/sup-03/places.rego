# METADATA
# title: Where manifests name hosts that data are sent to
package tilsyn.inventory.sup_03.places

import data.tilsyn.inventory.aut_01.settings
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

all := array.concat(array.concat(array.concat(aliases, names), array.concat(in_resources, implied)), array.concat(in_texts, issuers))

at(item, path, text) := {"object": item.index, "path": path, "text": text, "secret": false}

aliases := [at(item, ["spec", "externalName"], item.object.spec.externalName) |
	some item in objects.by_kind["Service"]
	item.group == ""
	item.object.spec.type == "ExternalName"
	is_string(item.object.spec.externalName)
]

# Destinations that network policies and meshes open by name.
names := array.concat(array.concat(in_cilium, in_calico), in_istio)

in_cilium := [at(item, array.concat(rule.path, ["toFQDNs", index, field]), name[field]) |
	some item in objects.by_group["cilium.io"]
	some rule in cilium_rules(item.object)
	some index, name in rule.rule.toFQDNs
	some field in ["matchName", "matchPattern"]
	is_string(name[field])
]

cilium_rules(value) := array.concat(
	[{"path": ["spec", "egress", index], "rule": rule} | some index, rule in value.spec.egress],
	[{"path": ["specs", place, "egress", index], "rule": rule} | some place, spec in value.specs; some index, rule in spec.egress],
)

in_calico := [at(item, ["spec", "egress", index, "destination", "domains", place], domain) |
	some item in objects.of_groups({"projectcalico.org", "crd.projectcalico.org"})
	some index, rule in item.object.spec.egress
	some place, domain in rule.destination.domains
	is_string(domain)
]

in_istio := [at(item, ["spec", "hosts", index], host) |
	some item in objects.by_kind["ServiceEntry"]
	item.group == "networking.istio.io"
	object.get(item.object.spec, "location", "MESH_EXTERNAL") == "MESH_EXTERNAL"
	some index, host in item.object.spec.hosts
	is_string(host)
]

# Custom resources that say where to send, with the part in which they say it.
resources := {
	"barmancloud.cnpg.io": {"ObjectStore": [["spec"]]},
	"external-secrets.io": {
		"ClusterSecretStore": [["spec", "provider"]],
		"SecretStore": [["spec", "provider"]],
	},
	"fluentbit.fluent.io": {
		"ClusterOutput": [["spec"]],
		"Output": [["spec"]],
	},
	"fluentd.fluent.io": {
		"ClusterOutput": [["spec"]],
		"Output": [["spec"]],
	},
	"logging.banzaicloud.io": {
		"ClusterOutput": [["spec"]],
		"Output": [["spec"]],
	},
	"monitoring.coreos.com": {
		"AlertmanagerConfig": [["spec", "receivers"]],
		"Prometheus": [["spec", "remoteWrite"]],
		"PrometheusAgent": [["spec", "remoteWrite"]],
	},
	"notification.toolkit.fluxcd.io": {"Provider": [["spec"]]},
	"opentelemetry.io": {"OpenTelemetryCollector": [["spec", "config", "exporters"]]},
	"postgresql.cnpg.io": {"Cluster": [["spec", "backup"]]},
	"velero.io": {"BackupStorageLocation": [["spec", "config"]]},
}

in_resources := [at(item, array.concat(root, path), text) |
	some item in objects.of_groups(object.keys(resources))
	some root in resources[item.group][item.kind]
	walk(object.get(item.object, root, {}), [path, text])
	is_string(text)
	regex.match(field, named(path))
]

field := `(?i)^(.*url|uri|.*endpoint|hosts?|server|address|smarthost|domains?|issuer)$`

# The items of a list go by the list's name.
named(path) := path[count(path) - 1] if {
	is_string(path[count(path) - 1])
} else := path[count(path) - 2] if {
	count(path) > 1
	is_string(path[count(path) - 2])
} else := ""

# Products that send to their own service unless they are told otherwise.
implied := array.concat(array.concat(by_receiver, by_provider), by_storage)

by_receiver := [at(item, ["spec", "receivers", index, kind, place], host) |
	some item in objects.by_kind["AlertmanagerConfig"]
	item.group == "monitoring.coreos.com"
	some index, receiver in item.object.spec.receivers
	some kind, host in receivers
	some place, config in receiver[kind]
	not own_address(config)
]

# A webhook whose address stands in a Secret is anybody's.
receivers := {
	"discordConfigs": "discord.com",
	"msteamsConfigs": "${url}",
	"opsgenieConfigs": "api.opsgenie.com",
	"pagerdutyConfigs": "events.pagerduty.com",
	"pushoverConfigs": "api.pushover.net",
	"slackConfigs": "hooks.slack.com",
	"telegramConfigs": "api.telegram.org",
	"victoropsConfigs": "alert.victorops.com",
	"webexConfigs": "webexapis.com",
	"webhookConfigs": "${url}",
}

own_address(config) if {
	some name in ["url", "apiURL", "apiUrl"]
	is_string(config[name])
}

by_provider := [at(item, ["spec", "type"], object.get(providers, item.object.spec.type, "${address}")) |
	some item in objects.by_kind["Provider"]
	item.group == "notification.toolkit.fluxcd.io"
	not is_string(object.get(item.object.spec, "address", null))
]

providers := {
	"datadog": "api.datadoghq.com",
	"opsgenie": "api.opsgenie.com",
	"pagerduty": "events.pagerduty.com",
	"telegram": "api.telegram.org",
}

by_storage := array.concat(
	[at(item, ["spec", "provider"], host) |
		some item in objects.by_kind["BackupStorageLocation"]
		item.group == "velero.io"
		not is_string(object.get(values.section(item.object.spec, "config"), "s3Url", null))
		host := storage_host(trim_prefix(item.object.spec.provider, "velero.io/"), values.section(item.object.spec, "config"))
	],
	[at(item, ["spec", "provider", name], host) |
		some item in objects.of_kinds({"SecretStore", "ClusterSecretStore"})
		item.group == "external-secrets.io"
		some name in ["aws", "gcpsm"]
		settings := item.object.spec.provider[name]
		host := store_host(name, settings)
	],
)

storage_host("aws", config) := $"s3.{object.get(config, "region", "us-east-1")}.amazonaws.com"

storage_host("azure", config) := $"{config.storageAccount}.blob.core.windows.net"

storage_host("gcp", _) := "storage.googleapis.com"

store_host("aws", settings) := $"secretsmanager.{object.get(settings, "region", "us-east-1")}.amazonaws.com"

store_host("gcpsm", _) := "secretmanager.googleapis.com"

# Configuration of programs that send alarms, logs or identities, as text under the name that their charts use.
in_texts := [{"object": item.index, "path": [text.section, text.key], "text": address, "secret": item.kind == "Secret"} |
	some item in objects.of_kinds({"ConfigMap", "Secret"})
	item.group == ""
	some text in texts(item)
	configures(item, text.key)
	some found in regex.find_all_string_submatch_n(setting, text.text, -1)
	address := found[1]
	says_where(address)
]

# A Secret's `data` is base64 and comes decoded.
texts(item) := array.concat(
	[{"section": section, "key": key, "text": text} |
		section := plain[item.kind]
		some key, text in item.object[section]
		is_string(text)
	],
	[{"section": "data", "key": key, "text": text} | some key, text in item.entry.decoded],
)

plain := {"ConfigMap": "data", "Secret": "stringData"}

configures(_, key) if regex.match(`(?i)^(alertmanager\.ya?ml|fluent-?bit\.(conf|ya?ml)|(custom-)?outputs?\.conf|fluent\.conf|promtail\.ya?ml|vector\.(toml|ya?ml)|.*\.(alloy|river)|(collector|relay|otel[a-z-]*)(\.ya?ml)?)$`, key)

configures(item, key) if {
	contains(item.object.metadata.name, "dex")
	regex.match(`^config\.ya?ml$`, key)
}

setting := `(?im)^[ \t]*(?:-[ \t]+)?["']?(?:[a-z0-9_.]*url|uri|[a-z0-9_.]*endpoint|hosts?|smarthost|address|server|issuer)["']?[ \t]*[:= ][ \t]*["']?([^"'\s,\]#]+)`

# Listening addresses, wildcards and single words of another meaning name nobody.
says_where(text) if regex.match(`[A-Za-z0-9*_-]\.[A-Za-z]{2,}|\$\{|\{\{|^ENC\[`, text)

says_where(text) if regex.match(`^([a-z]+://)?\d+\.\d+\.\d+\.\d+`, text)

issuers := [{"object": one.object, "path": one.path, "text": one.provider.issuer, "secret": false} |
	some one in settings.all
	one.how == "provider"
	one.provider.issuer != ""
]
