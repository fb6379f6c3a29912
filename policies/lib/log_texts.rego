# METADATA
# title: Collectors that are configured in languages of their own
# description: |
#   Fluent Bit (classic form), Fluentd and Alloy, as texts in ConfigMaps, Secrets and values of charts. Read are the lines that say where logs go and how;
#   lines that are commented out are not there.
package tilsyn.lib.log_texts

import data.tilsyn.lib.objects

outputs := array.concat(of_fluent_bit, array.concat(of_fluentd, of_alloy))

collecting := [text.content | some text in texts]

carriers := {"ConfigMap", "HelmRelease", "Application", "Secret"}

texts := [text |
	some item in objects.of_kinds(carriers)
	some [path, content] in strings(item)
	regex.match(`\[(OUTPUT|output|Output|INPUT|input|Input)\]|<match|loki[.]write|otelcol[.]exporter|loki[.]source`, content)
	text := {"object": item.index, "path": path, "content": without_comments(content)}
]

strings(item) := array.concat(
	[[["data", key], content] | item.kind == "ConfigMap"; some key, content in item.object.data; is_string(content)],
	array.concat(
		[[path, content] | item.kind in {"HelmRelease", "Application"}; walk(item.object.spec, [inner, content]); is_string(content); path := array.concat(["spec"], inner)],
		[[[section(item.kind), key], content] | some key, content in item.entry.decoded],
	),
)

section("Secret") := "data"

section("ConfigMap") := "binaryData"

without_comments(content) := concat("\n", [line |
	some line in split(content, "\n")
	not regex.match(`^\s*(#|//)`, line)
])

# The first value of a setting in a block, in lower-case names; undefined where there is none.
setting(block, name) := found[0][1] if {
	found := regex.find_all_string_submatch_n(concat("", [`(?im)^[ \t]*`, name, `[ \t]+["']?([^\s"']+)`]), block, 1)
	count(found) > 0
}

on(block, name) if lower(setting(block, name)) in {"on", "true", "yes"}

off(block, name) if lower(setting(block, name)) in {"off", "false", "no"}

of_fluent_bit := [output |
	some text in texts
	some found in regex.find_all_string_submatch_n(`(?is)\[OUTPUT\]([^\[]*)`, text.content, -1)
	block := found[1]
	plugin := lower(setting(block, "name"))
	not plugin == "null"
	output := {
		"object": text.object,
		"path": text.path,
		"address": address_of(block, plugin, ["host", "uri", "endpoint", "brokers"]),
		"cloud": cloud(plugin),
		"plain": plain_bit(block, plugin),
		"unverified": bit_unverified(block),
		"unbuffered": no_retries(block),
		"used": true,
	}
]

no_retries(block) if {
	lower(setting(block, "retry_limit")) in {"no_retries", "0"}
} else := false

address_of(block, _, names) := found[0] if {
	found := [address | some name in names; address := setting(block, name); not startswith(address, "/")]
	count(found) > 0
} else := address_of_plugin(block)

address_of_plugin(block) := lower(setting(block, "name")) if {
	setting(block, "name")
} else := "-"

cloud(plugin) if {
	regex.match(`^(s3|gcs|kinesis.*|cloudwatch.*|azure.*|stackdriver|bigquery|google_cloud|datadog|nrlogs|logdna|oracle_log_analytics|chronicle)`, plugin)
} else := false

plain_bit(block, plugin) if {
	not cloud(plugin)
	not on(block, "tls")
} else := false

bit_unverified(block) if {
	off(block, `tls\.verify`)
} else := false

of_fluentd := [output |
	some text in texts
	some found in regex.find_all_string_submatch_n(`(?s)<match[^>]*>(.*?)</match>`, text.content, -1)
	block := found[1]
	types := {lower(type[1]) | some type in regex.find_all_string_submatch_n(`(?m)^\s*@type\s+["']?([a-z0-9_-]+)`, block, -1)}
	count(types - passing) > 0
	output := {
		"object": text.object,
		"path": text.path,
		"address": fluentd_address(block, types),
		"cloud": any_cloud(types),
		"plain": fluentd_plain(block, types),
		"unverified": fluentd_unverified(block),
		"unbuffered": false,
		"used": true,
	}
]

# Plugins that hand on within the collector or throw away, and parts of others.
passing := {"null", "relabel", "copy", "rewrite_tag_filter", "label_router", "detect_exceptions", "memory", "json", "memory_buffer"}

fluentd_address(block, types) := found[0] if {
	found := [address |
		some name in ["host", "hosts", "url", "endpoint", "endpoint_url", "brokers"]
		address := setting(block, name)
	]
	count(found) > 0
} else := sort([type | some type in types - passing])[0]

any_cloud(types) if {
	some type in types
	cloud(type)
} else := false

fluentd_plain(block, types) if {
	startswith(lower(fluentd_address(block, types)), "http://")
} else if {
	not any_cloud(types)
	not startswith(lower(fluentd_address(block, types)), "https://")
	not lower(setting(block, "scheme")) == "https"
	not lower(setting(block, "transport")) == "tls"
} else := false

fluentd_unverified(block) if {
	off(block, "ssl_verify")
} else if {
	on(block, "tls_insecure_mode")
} else if {
	off(block, "tls_verify_hostname")
} else := false

of_alloy := [output |
	some text in texts
	regex.match(`loki[.]write|otelcol[.]exporter`, text.content)
	some found in regex.find_all_string_submatch_n(`(?m)^\s*(?:url|endpoint)\s*=\s*(?:"([^"]+)"|(\S+))`, text.content, -1)
	address := alloy_address(found)
	output := {
		"object": text.object,
		"path": text.path,
		"address": address,
		"cloud": false,
		"plain": startswith(lower(address), "http://"),
		"unverified": alloy_unverified(text.content),
		"unbuffered": false,
		"used": true,
	}
]

alloy_address(found) := found[1] if {
	found[1] != ""
} else := "${from-elsewhere}"

alloy_unverified(content) if {
	regex.match(`insecure_skip_verify\s*=\s*true`, content)
} else := false
