# METADATA
# title: Where a readable secret can stand
# description: Every text of a Secret, a ConfigMap, a container's environment and arguments, and the Helm values that a release object carries.
package tilsyn.controls.enc_07.places

import data.tilsyn.lib.objects
import data.tilsyn.lib.pods

secrets := [item |
	some item in objects.by_kind["Secret"]
	item.group == ""
]

config_maps := [item |
	some item in objects.by_kind["ConfigMap"]
	item.group == ""
]

flux_releases := [item |
	some item in objects.by_kind["HelmRelease"]
	item.group == "helm.toolkit.fluxcd.io"
]

argo_applications := [item |
	some item in objects.by_kind["Application"]
	item.group == "argoproj.io"
]

argo_sets := [item |
	some item in objects.by_kind["ApplicationSet"]
	item.group == "argoproj.io"
]

# K3s and RKE2 install charts from these.
helm_charts := [item |
	some item in objects.of_kinds({"HelmChart", "HelmChartConfig"})
	item.group == "helm.cattle.io"
]

helm_objects := array.concat(array.concat(flux_releases, argo_applications), array.concat(argo_sets, helm_charts))

# What a controller makes Secrets of: the sealed or fetched part is no text, what stands beside it in the template is.
templates := [template |
	some item in objects.of_groups(object.keys(template_paths))
	place := template_paths[item.group][item.kind]
	template := {"item": item, "path": place}
]

template_paths := {
	"external-secrets.io": {
		"ExternalSecret": ["spec", "target", "template"],
		"ClusterExternalSecret": ["spec", "externalSecretSpec", "target", "template"],
	},
	"bitnami.com": {"SealedSecret": ["spec", "template"]},
}

kept := array.concat(secrets, config_maps)

examined := ({item.index | some item in array.concat(kept, helm_objects)} | {container.object | some container in pods.containers}) | {template.item.index | some template in templates}

entries := array.concat(in_data, array.concat(in_containers, in_helm))

in_data := array.concat(array.concat(in_secrets, in_string_data), array.concat(array.concat(in_config_maps, in_binary), in_templates))

in_templates := [object.union(entry, {"path": array.concat(template.path, entry.path)}) |
	some template in templates
	some section in ["data", "stringData"]
	some key, value in object.get(template.item.object, array.concat(template.path, [section]), {})
	is_string(value)
	entry := data_entry(template.item, "secret", section, key, value)
]

in_secrets := [entry |
	some item in secrets
	some key, value in item.object.data
	is_string(value)
	entry := data_entry(item, "secret", "data", key, readable(item.entry, key, value))
]

in_string_data := [entry |
	some item in secrets
	some key, value in item.object.stringData
	is_string(value)
	entry := data_entry(item, "secret", "stringData", key, value)
]

in_config_maps := [entry |
	some item in config_maps
	some key, value in item.object.data
	is_string(value)
	entry := data_entry(item, "config", "data", key, value)
]

in_binary := [entry |
	some item in config_maps
	some key, value in item.object.binaryData
	is_string(value)
	entry := data_entry(item, "config", "binaryData", key, readable(item.entry, key, value))
]

data_entry(item, place, section, key, text) := {
	"object": item.index,
	"place": place,
	"path": [section, key],
	"name": key,
	"text": text,
	"container": "",
	"names": item.entry.names,
}

# Base64 is taken off before the policies run, where a text is behind it; SOPS and unfilled placeholders stand in `data` as they are.
readable(entry, key, value) := object.get(entry.decoded, key, value)

in_containers := array.concat(in_env, in_arguments)

in_env := [entry |
	some container in pods.containers
	some index, variable in container.value.env
	is_string(variable.value)
	is_string(variable.name)
	entry := {
		"object": container.object,
		"place": "env",
		"path": array.concat(container.path, ["env", index, "value"]),
		"name": variable.name,
		"text": variable.value,
		"container": container.name,
		"names": input.objects[container.object].names,
	}
]

in_arguments := [entry |
	some container in pods.containers
	some field in {"command", "args"}
	some index, text in container.value[field]
	is_string(text)
	flag := password_flag(text)
	entry := {
		"object": container.object,
		"place": "argument",
		"path": array.concat(container.path, [field, index]),
		"name": flag.name,
		"flag": flag.value,
		"text": text,
		"container": container.name,
		"names": [],
	}
]

password_flag(text) := {"name": parts[1], "value": parts[2]} if {
	startswith(text, "-")
	some parts in regex.find_all_string_submatch_n(`^--?([A-Za-z.-]*passw(?:or)?d)=(.+)$`, text, 1)
} else := {"name": "argument", "value": ""}

in_helm := array.concat(array.concat(in_values, in_charts), array.concat(in_values_text, in_parameters))

in_charts := array.concat(
	[entry |
		some item in helm_charts
		is_string(item.object.spec.valuesContent)
		entry := helm_entry(item, ["spec", "valuesContent"], "valuesContent", item.object.spec.valuesContent)
	],
	[entry |
		some item in helm_charts
		some key, value in item.object.spec.set
		is_string(value)
		entry := helm_entry(item, ["spec", "set", key], key, value)
	],
)

# Each entry: where a release object keeps values as a tree.
trees := [tree |
	some item in flux_releases
	values := item.object.spec.values
	tree := {"item": item, "path": ["spec", "values"], "values": values}
]

argo_trees := [tree |
	some source in argo_sources
	values := source.helm.valuesObject
	tree := {"item": source.item, "path": array.concat(source.path, ["valuesObject"]), "values": values}
]

argo_sources := array.concat(
	array.concat(set_sources, [source |
		some item in argo_applications
		helm := item.object.spec.source.helm
		source := {"item": item, "path": ["spec", "source", "helm"], "helm": helm}
	]),
	[source |
		some item in argo_applications
		some index, one in item.object.spec.sources
		source := {"item": item, "path": ["spec", "sources", index, "helm"], "helm": one.helm}
	],
)

set_sources := array.concat(
	[source |
		some item in argo_sets
		helm := item.object.spec.template.spec.source.helm
		source := {"item": item, "path": ["spec", "template", "spec", "source", "helm"], "helm": helm}
	],
	[source |
		some item in argo_sets
		some index, one in item.object.spec.template.spec.sources
		source := {"item": item, "path": ["spec", "template", "spec", "sources", index, "helm"], "helm": one.helm}
	],
)

in_values := [entry |
	some tree in array.concat(trees, argo_trees)
	walk(tree.values, [path, value])
	is_string(value)
	entry := helm_entry(tree.item, array.concat(tree.path, path), leaf_name(path), value)
]

# The nearest key above a value: an item of a list is named by its list.
leaf_name(path) := names[count(names) - 1] if {
	names := [step | some step in path; is_string(step)]
	count(names) > 0
} else := ""

in_values_text := [entry |
	some source in argo_sources
	is_string(source.helm.values)
	entry := helm_entry(source.item, array.concat(source.path, ["values"]), "values", source.helm.values)
]

in_parameters := [entry |
	some source in argo_sources
	some index, parameter in source.helm.parameters
	is_string(parameter.value)
	is_string(parameter.name)
	entry := helm_entry(source.item, array.concat(source.path, ["parameters", index, "value"]), parameter.name, parameter.value)
]

helm_entry(item, path, name, text) := {
	"object": item.index,
	"place": "helm",
	"path": path,
	"name": name,
	"text": text,
	"container": "",
	"names": item.entry.names,
}
