# METADATA
# title: Charts that are installed
# description: |
#   Releases of Flux, Argo CD and the Helm controller of k3s, with the values that they give the chart. What a release fetches from elsewhere is not known
#   here, so a value that it leaves out may still be set (`elsewhere`).
package tilsyn.lib.releases

import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.registries
import data.tilsyn.lib.values

# object, chart, at (path of the values), values, elsewhere, stopped.
all := array.concat(of_flux, array.concat(of_argo, of_k3s))

# Lookup by the chart's name.
by_chart[chart] contains release if {
	some release in all
	chart := release.chart
}

of_flux := [release |
	some item in objects.by_kind["HelmRelease"]
	spec := values.section(item.object, "spec")
	release := {
		"object": item.index,
		"chart": last_step(flux_chart(spec)),
		"at": ["spec", "values"],
		"values": values.section(spec, "values"),
		"elsewhere": count(object.get(spec, "valuesFrom", [])) > 0,
		"stopped": object.get(spec, "suspend", false) == true,
		"stoppedAt": ["spec", "suspend"],
	}
]

flux_chart(spec) := chart if {
	chart := spec.chart.spec.chart
	is_string(chart)
} else := object.get(spec, ["chartRef", "name"], "")

of_argo := [release |
	some item in objects.by_kind["Application"]
	item.group == "argoproj.io"
	some source in argo_sources(item.object)
	is_string(source.value.chart)
	helm := values.section(source.value, "helm")
	release := {
		"object": item.index,
		"chart": last_step(source.value.chart),
		"at": array.concat(source.at, ["helm", "valuesObject"]),
		"values": values.section(helm, "valuesObject"),
		"elsewhere": count(object.keys(helm) & {"values", "valueFiles", "parameters", "fileParameters"}) > 0,
		"stopped": false,
		"stoppedAt": [],
	}
]

argo_sources(application) := array.concat(
	[{"at": ["spec", "source"], "value": application.spec.source} | is_object(application.spec.source)],
	[{"at": ["spec", "sources", index], "value": source} | some index, source in application.spec.sources; is_object(source)],
)

of_k3s := [release |
	some item in objects.by_kind["HelmChart"]
	item.group == "helm.cattle.io"
	release := {
		"object": item.index,
		"chart": last_step(object.get(item.object, ["spec", "chart"], "")),
		"at": ["spec"],
		"values": {},
		"elsewhere": true,
		"stopped": false,
		"stoppedAt": [],
	}
]

last_step(text) := steps[count(steps) - 1] if {
	is_string(text)
	steps := split(trim_suffix(text, "/"), "/")
} else := ""

# A value below the chart's values, or `otherwise`.
value(release, path, otherwise) := object.get(release.values, path, otherwise)

# Variables and encrypted values: nobody can tell here what they will be.
unreadable(text) if {
	is_string(text)
	images.unresolved(text)
}

unreadable(text) if {
	is_string(text)
	startswith(text, "ENC[")
}

# The last name of an image's repository: `falco` of `docker.io/falcosecurity/falco:0.42.1`.
image_name(reference) := last_step(registries.repository(reference)) if {
	is_string(reference)
} else := ""
