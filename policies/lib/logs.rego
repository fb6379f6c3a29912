# METADATA
# title: Where collectors send logs
# description: |
#   The outputs of log collectors, one record each: `object`, `path`, `address` (empty where a plugin names none), `cloud` (a service of a provider, which
#   is outside by nature), `plain` (no TLS), `unverified` (TLS whose other end is not checked), `unbuffered`, `used`.
#
#   Read are the Logging operator and the Fluent operator, texts for Fluent Bit, Fluentd and Alloy, and configurations of Vector, Promtail and the
#   OpenTelemetry collector. Others are not known, so that none is found in them.
package tilsyn.lib.logs

import data.tilsyn.lib.documents
import data.tilsyn.lib.hosts
import data.tilsyn.lib.log_texts
import data.tilsyn.lib.objects
import data.tilsyn.lib.releases
import data.tilsyn.lib.values
import data.tilsyn.lib.verification

outputs := array.concat(array.concat(of_operators, log_texts.outputs), array.concat(array.concat(of_vector, of_promtail), of_otel))

# Outputs are told apart by where they lead: `outside`, `inside` (the cluster, the node, nowhere) or `hidden`.
place(output) := "outside" if {
	output.cloud
} else := "hidden" if {
	hidden(output.address)
} else := "outside" if {
	outside(host(output.address))
} else := "inside"

hidden(address) if releases.unreadable(address)

hidden(address) if contains(address, "#{")

hidden(address) if startswith(address, "$")

host(address) := found if {
	found := hosts.of(address)
	found != ""
} else := split(split(lower(address), "/")[0], ":")[0]

# A service is also reached as `name.namespace`.
outside(name) if {
	name != ""
	not hosts.in_cluster(name)
	not service(name)
}

service(name) if {
	parts := split(name, ".")
	count(parts) == 2
	parts[1] in namespaces
}

namespaces := {object.get(item.object, ["metadata", "namespace"], "") | some item in objects.applied}

operators := {"logging.banzaicloud.io", "fluentbit.fluent.io", "fluentd.fluent.io"}

of_operators := [output |
	some item in objects.of_groups(operators)
	item.kind in {"ClusterOutput", "Output"}
	some plugin, settings in item.object.spec
	is_object(settings)
	not plugin in {"enabledNamespaces", "tls", "processors"}
	some address in addresses(settings, plugin)
	output := {
		"object": item.index,
		"path": ["spec", plugin],
		"address": address,
		"cloud": cloud(plugin),
		"plain": plain(settings, plugin, address),
		"unverified": unverified(settings),
		"unbuffered": object.get(settings, ["buffer", "disabled"], false) == true,
		"used": used(item),
	}
]

address_names := {"host", "hosts", "url", "uri", "endpoint", "endpoints", "endpoint_url", "address", "hostname", "brokers", "bootstrap_servers"}

# An address that is taken from a Secret is written as an object, and hidden.
addresses(settings, plugin) := found if {
	found := {text |
		walk(settings, [path, value])
		count(path) > 0
		named(path) in address_names
		some text in texts(value)
	}
	count(found) > 0
} else := {plugin}

named(path) := lower(path[count(path) - 1]) if {
	is_string(path[count(path) - 1])
} else := lower(path[count(path) - 2])

texts(value) := {value} if {
	is_string(value)
	value != ""
} else := {"${from-elsewhere}"} if {
	is_object(value)
	count(object.keys(value) & {"valueFrom", "mountFrom", "value"}) > 0
} else := set()

cloud(plugin) if {
	regex.match(`^(aws_?)?(s3|gcs|kinesis.*|cloudwatch.*|azure.*|oss|gcp_.*|google.*|stackdriver|bigquery|datadog|newrelic|logz|sumologic)`, lower(plugin))
} else := false

# Without a word about TLS these speak plainly.
silent := {"elasticsearch", "opensearch", "es", "forward", "syslog", "syslog_ng", "splunkhec", "splunk", "http", "loki", "gelf", "tcp"}

plain(settings, plugin, address) if {
	startswith(lower(address), "http://")
} else if {
	lower(plugin) in silent
	not startswith(lower(address), "https://")
	not secured(settings)
} else := false

secured(settings) if lower(settings.scheme) == "https"

secured(settings) if lower(settings.transport) == "tls"

secured(settings) if lower(settings.protocol) in {"https", "tls"}

secured(settings) if {
	is_object(settings.tls)
	object.get(settings.tls, "enabled", true) in {true, "true"}
}

secured(settings) if settings.tls in {true, "on", "On", "true"}

unverified(settings) if {
	walk(settings, [path, value])
	count(path) > 0
	is_string(path[count(path) - 1])
	verification.switched_off(path[count(path) - 1], value)
} else if {
	settings.tls.verify in {false, "false", "off"}
} else if {
	settings.tls.verify_certificate == false
} else if {
	settings.tls_insecure_mode == true
} else := false

# The Logging operator sends nothing to an output that no flow names; the Fluent operator matches by tags.
used(item) if {
	item.group != "logging.banzaicloud.io"
} else if {
	item.object.metadata.name in flow_refs
} else := false

flows := [item |
	some item in objects.of_kinds({"ClusterFlow", "Flow"})
	item.group == "logging.banzaicloud.io"
]

flow_refs := {name |
	some flow in flows
	some field in ["globalOutputRefs", "localOutputRefs", "outputRefs"]
	some name in flow.object.spec[field]
}

of_vector := [output |
	some document in documents.readable("vector")
	some name, sink in document.value.sinks
	is_object(sink)
	type := object.get(sink, "type", "")
	some address in addresses(sink, type)
	output := {
		"object": document.object,
		"path": documents.path(document, ["sinks", name]),
		"address": address,
		"cloud": cloud(type),
		"plain": plain_sink(sink, type, address),
		"unverified": unverified(sink),
		"unbuffered": object.get(sink, ["buffer", "when_full"], "block") == "drop_newest",
		"used": true,
	}
]

plain_sink(sink, type, address) if {
	startswith(lower(address), "http://")
} else if {
	type in {"socket", "vector", "papertrail"}
	object.get(sink, ["tls", "enabled"], false) != true
} else := false

of_promtail := [output |
	some document in documents.readable("promtail")
	some index, client in document.value.clients
	address := object.get(client, "url", "")
	output := {
		"object": document.object,
		"path": documents.path(document, ["clients", index]),
		"address": address,
		"cloud": false,
		"plain": startswith(lower(address), "http://"),
		"unverified": unverified(client),
		"unbuffered": object.get(client, ["backoff_config", "max_retries"], 10) == 0,
		"used": true,
	}
]

otels := array.concat(
	[{"object": document.object, "at": document.at, "text": document.text, "value": document.value} | some document in documents.readable("otel-collector")],
	[{"object": item.index, "at": ["spec", "config"], "text": false, "value": item.object.spec.config} |
		some item in objects.by_kind["OpenTelemetryCollector"]
		is_object(item.object.spec.config)
	],
)

# Only exporters of a pipeline for logs get any.
of_otel := [output |
	some document in otels
	names := {name |
		some pipeline, parts in document.value.service.pipelines
		split(pipeline, "/")[0] == "logs"
		some name in parts.exporters
	}
	some name in names
	exporter := values.section(document.value.exporters, name)
	type := split(name, "/")[0]
	some address in addresses(exporter, type)
	output := {
		"object": document.object,
		"path": documents.path(document, ["exporters", name]),
		"address": address,
		"cloud": cloud(type),
		"plain": plain_exporter(exporter, address),
		"unverified": unverified(exporter),
		"unbuffered": object.get(exporter, ["sending_queue", "enabled"], true) == false,
		"used": true,
	}
]

plain_exporter(exporter, address) if {
	startswith(lower(address), "http://")
} else if {
	exporter.tls.insecure == true
} else := false

# Paths of files that collectors read, each as it is written, with its stars.
read_paths := {found[0] |
	some text in array.concat(log_texts.collecting, [json.marshal(value) | some value in reading])
	some found in regex.find_all_string_submatch_n(`/[A-Za-z0-9_.*?/-]+`, text, -1)
}

reading := array.concat(
	array.concat([values.section(document.value, "sources") | some document in documents.readable("vector")], [document.value | some document in documents.readable("promtail")]),
	array.concat([values.section(document.value, "receivers") | some document in otels], [values.section(item.object, "spec") | some item in objects.of_kinds({"HostTailer", "ClusterInput", "ClusterFluentBitConfig"})]),
)

# True where a collector reads this file.
collected(file) if file in read_paths

collected(file) if {
	some path in read_paths
	contains(path, "*")
	start := split(path, "*")[0]
	startswith(file, start)
	startswith(start, "/var/log/")
}

# True where this file is read and some output leads out of the cluster.
forwarded(file) if {
	collected(file)
	some output in outputs
	output.used
	place(output) == "outside"
}
