# METADATA
# title: Settings in lines of longer texts
# description: Configuration files in ConfigMaps, Secrets and values of charts. Only the setting's name leaves a text.
package tilsyn.controls.enc_04.texts

import data.tilsyn.lib.objects
import data.tilsyn.lib.verification

texts := array.concat(readable, decoded)

readable := [text |
	some item in objects.of_kinds({"ConfigMap", "Secret", "HelmRelease", "Application", "HelmChart", "HelmChartConfig", "OpenTelemetryCollector", "AlertmanagerConfig"})
	walk(item.object, [path, value])
	is_string(value)
	not path[0] == "metadata"
	possible(value)
	text := {"object": item.index, "path": path, "name": path[count(path) - 1], "content": value}
]

decoded := [text |
	some item in objects.applied
	some name, content in item.entry.decoded
	item.kind == "Secret"
	possible(concat(" ", [name, content]))
	text := {"object": item.index, "path": ["data", name], "name": name, "content": line_of(name, content)}
]

# A short value is a setting of its own, under its key.
line_of(_, content) := content if contains(content, "\n")

line_of(name, content) := concat(": ", [name, content]) if not contains(content, "\n")

possible(text) if verification.possible(text)

# The connection of a cluster that Argo CD deploys to is JSON.
possible(text) if contains(text, "tlsClientConfig")

hits := [hit |
	some text in texts
	some parts in regex.find_all_string_submatch_n(line, text.content, -1)
	verification.switch(parts[1])
	hit := {"text": text, "setting": parts[1], "off": off(parts[1], parts[2])}
]

off(name, value) if {
	verification.switched_off(name, value)
} else := false

line := concat("", [
	`(?im)(?:^|[{,])[ \t]*(?:-[ \t]+|export[ \t]+|set[ \t]+)?["']?`,
	`([a-z0-9_.-]*(?:skip|insecure|verif|unauthorized|unsafe|validat|check|strict|trust|accept|allow)[a-z0-9_.-]*)`,
	`["']?(?:[ \t]*[:=][ \t]*|[ \t]+)["']?([a-z0-9]+)`,
])

examined := {hit.text.object | some hit in hits} | {text.object | some text in unverified}

violations contains violation if {
	some hit in hits
	hit.off
	violation := {
		"object": hit.text.object,
		"path": hit.text.path,
		"messageKey": "inText",
		"params": {"name": hit.text.name, "setting": hit.setting},
		"value": hit.setting,
	}
}

# Settings that are no name with a value beside it: Caddy's directive, HAProxy's server line, Argo CD's clusters.
unverified := [found |
	some text in texts
	some setting, mark in marks
	regex.match(mark, text.content)
	found := object.union(text, {"setting": setting})
]

marks := {
	"tls_insecure_skip_verify": `(?m)^[ \t]*tls_insecure_skip_verify[ \t]*$`,
	"verify none": `(?m)^[^#\n]*\bssl\b[^#\n]*\bverify none\b`,
	"tlsClientConfig.insecure": `"tlsClientConfig"\s*:\s*\{[^{}]*"insecure"\s*:\s*true`,
}

violations contains violation if {
	some found in unverified
	violation := {
		"object": found.object,
		"path": found.path,
		"messageKey": "inText",
		"params": {"name": found.name, "setting": found.setting},
		"value": found.setting,
	}
}
