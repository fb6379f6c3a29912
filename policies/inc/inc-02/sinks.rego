# METADATA
# title: Where Falco's detections go
package tilsyn.controls.inc_02.sinks

import data.tilsyn.lib.documents
import data.tilsyn.lib.hosts
import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

# object, at, text: where the configuration stands, as of a document; `release`: the chart's values, where there are any.
falcos := array.concat(of_releases, of_files)

releases := [item |
	some item in objects.by_kind["HelmRelease"]
	some path in [["spec", "chart", "spec", "chart"], ["spec", "chartRef", "name"]]
	object.get(item.object, path, "") == "falco"
]

of_releases := [falco |
	some item in releases
	given := values.section(values.section(item.object, "spec"), "values")
	falco := {
		"object": item.index,
		"at": ["spec", "values", "falco"],
		"text": false,
		"config": values.section(given, "falco"),
		"release": true,
		"sidekick": turned_on(values.section(given, "falcosidekick")),
		"receivers": values.section(values.section(given, "falcosidekick"), "config"),
	}
]

of_files := [falco |
	some document in documents.readable("falco")
	not document.object in {item.index | some item in releases}
	falco := {"object": document.object, "at": document.at, "text": document.text, "config": document.value, "release": false, "sidekick": false, "receivers": {}}
]

turned_on(section) if {
	section.enabled == true
} else := false

# The fault of all receivers together; undefined where one lies outside.
fault(falco) := found if {
	not outside(falco)
	found := worst(falco)
}

outside(falco) if {
	some address in addresses(falco)
	readable(address)
	not hosts.in_cluster(host(address))
}

outside(falco) if {
	some address in named(falco, cloud_names)
	readable(address)
}

worst(falco) := {"key": "sinkHidden", "path": place(falco), "status": "not-evaluable", "found": ""} if {
	hidden(falco)
} else := {"key": "sinkInCluster", "path": place(falco), "status": "fail", "found": host(inside[0])} if {
	inside := sort([address | some address in addresses(falco); readable(address)])
	count(inside) > 0
} else := {"key": "noSink", "path": no_place(falco), "status": "fail", "found": ""}

hidden(falco) if {
	some address in array.concat(own(falco), named(falco, address_names | cloud_names))
	not readable(address)
}

# The side-car's own receivers stand in another object.
hidden(falco) if {
	some address in addresses(falco)
	contains(lower(host(address)), "falcosidekick")
}

hidden(falco) if {
	falco.sidekick
	some field in ["existingSecret", "extraEnv", "extraEnvFrom", "existingSecretName"]
	not object.get(falco.receivers, field, "") in ["", null, []]
}

# A host by number or name, with or without a scheme.
host(address) := found if {
	found := hosts.of(address)
	found != ""
} else := split(split(lower(address), "/")[0], ":")[0]

readable(address) if {
	not images.unresolved(address)
	not startswith(address, "ENC[")
	not startswith(address, "$")
}

addresses(falco) := {address | some address in own(falco)} | {address | some address in of_sidekick(falco)}

own(falco) := [address |
	some field in ["http_output", "grpc_output"]
	section := values.section(falco.config, field)
	section.enabled == true
	address := section.url
	is_string(address)
	address != ""
]

address_names := {"address", "hostport", "url", "webhookurl", "endpoint", "host", "hosts", "host_port", "apiurl", "brokers", "server", "webhook_url"}

# Names of stores and queues at a cloud provider, which lie outside by nature.
cloud_names := {"bucket", "topicarn", "queueurl", "projectid", "functionname", "eventhub"}

of_sidekick(falco) := named(falco, address_names)

named(falco, names) := [address |
	falco.sidekick
	walk(falco.receivers, [path, address])
	is_string(address)
	address != ""
	count(path) > 1
	lower(path[count(path) - 1]) in names
]

place(falco) := ["spec", "values", "falcosidekick", "config"] if {
	falco.release
	falco.sidekick
} else := documents.path(falco, ["http_output"])

no_place(falco) := ["spec", "values", "falcosidekick", "enabled"] if {
	falco.release
	not falco.sidekick
} else := place(falco)
