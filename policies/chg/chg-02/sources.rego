# METADATA
# title: Sources and the versions they name
# description: Every version of a source with what kind of name it is; Flux' own order of precedence among the fields of `ref`.
package tilsyn.controls.chg_02.sources

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

examined := {version.object | some version in versions} | {source.object | some source in signable}

versions := array.concat(array.concat(flux_refs, flux_charts), array.concat(array.concat(k3s_charts, argo), bases))

flux := "source.toolkit.fluxcd.io"

repositories := [item |
	some item in objects.by_group[flux]
	item.kind in {"GitRepository", "OCIRepository"}
]

flux_refs := [version |
	some item in repositories
	spec := values.section(item.object, "spec")
	version := object.union(named(item.kind, values.section(spec, "ref")), {"object": item.index, "url": object.get(spec, "url", "")})
]

order := {
	"GitRepository": [["commit", "commit"], ["name", "reference"], ["semver", "version"], ["tag", "tag"], ["branch", "branch"]],
	"OCIRepository": [["digest", "digest"], ["semver", "version"], ["tag", "tag"]],
}

named(kind, ref) := first[0] if {
	first := [version |
		some pair in order[kind]
		found := ref[pair[0]]
		is_string(found)
		found != ""
		version := {"path": ["spec", "ref", pair[0]], "found": found, "kind": pair[1]}
	]
	count(first) > 0
} else := {"path": ["spec", "ref"], "found": "", "kind": "none"}

# Charts out of Git repositories and buckets have the version of their source.
flux_charts := [version |
	some chart in charts
	object.get(chart.parent, ["sourceRef", "kind"], "HelmRepository") == "HelmRepository"
	version := versioned(chart.object, chart.path, chart.parent, "version")
]

charts := array.concat(
	[{"object": item.index, "path": ["spec", "chart", "spec"], "parent": item.object.spec.chart.spec} |
		some item in objects.by_kind["HelmRelease"]
		is_object(item.object.spec.chart.spec)
	],
	[{"object": item.index, "path": ["spec"], "parent": item.object.spec} |
		some item in objects.by_kind["HelmChart"]
		item.group == flux
		is_object(item.object.spec)
	],
)

# k3s and RKE2: a chart that is written out or an address of one archive has its version in itself.
k3s_charts := [version |
	some item in objects.by_kind["HelmChart"]
	item.group == "helm.cattle.io"
	spec := values.section(item.object, "spec")
	object.get(spec, "chartContent", "") == ""
	not endswith(object.get(spec, "chart", ""), ".tgz")
	version := versioned(item.index, ["spec"], spec, "version")
]

versioned(object_index, at, parent, field) := {"object": object_index, "path": array.concat(at, [field]), "found": found, "kind": kind_of(found), "url": ""} if {
	found := text(object.get(parent, field, ""))
}

kind_of(found) := "none" if {
	trim_space(found) == ""
} else := "version"

# A version that YAML reads as a number is no exact one.
text(value) := value if {
	is_string(value)
} else := "" if {
	is_null(value)
} else := json.marshal(value)

argo := array.concat(argo_sources, argo_generators)

argo_sources := [version |
	some item in objects.by_group["argoproj.io"]
	prefix := {"Application": ["spec"], "ApplicationSet": ["spec", "template", "spec"]}[item.kind]
	spec := object.get(item.object, prefix, {})
	some place in argo_places(spec)
	source := object.get(spec, place, {})
	is_object(source)
	found := text(object.get(source, "targetRevision", ""))
	version := {
		"object": item.index,
		"path": array.concat(array.concat(prefix, place), ["targetRevision"]),
		"found": found,
		"kind": argo_kind(source, found),
		"url": object.get(source, "repoURL", ""),
	}
]

argo_places(spec) := array.concat([["source"] | is_object(spec.source)], [["sources", index] | some index, _ in object.get(spec, "sources", [])])

argo_kind(source, found) := kind_of(found) if {
	object.get(source, "chart", "") != ""
} else := "none" if {
	found == ""
} else := "reference"

argo_generators := [version |
	some item in objects.by_kind["ApplicationSet"]
	item.group == "argoproj.io"
	walk(object.get(item.object, ["spec", "generators"], []), [path, generator])
	path[count(path) - 1] == "git"
	found := text(object.get(generator, "revision", ""))
	version := {
		"object": item.index,
		"path": array.concat(array.concat(["spec", "generators"], path), ["revision"]),
		"found": found,
		"kind": argo_kind({}, found),
		"url": object.get(generator, "repoURL", ""),
	}
]

# Remote bases of a kustomization, in the forms that Kustomize takes.
bases := [version |
	some item in objects.of_kinds({"Kustomization", "Component"})
	item.group == "kustomize.config.k8s.io"
	some list in {"resources", "bases", "components"}
	some index, entry in item.object[list]
	is_string(entry)
	regex.match(`://|^git@|^(github|gitlab|bitbucket)[.]`, entry)
	found := query(entry)
	version := {"object": item.index, "path": [list, index], "found": found, "kind": argo_kind({}, found), "url": split(entry, "?")[0]}
]

query(entry) := parts[0][1] if {
	parts := regex.find_all_string_submatch_n(`[?&](?:ref|version)=([^&]*)`, entry, 1)
	count(parts) > 0
} else := ""

# Where Flux can check a signature.
signable := array.concat(
	[{"object": item.index, "path": ["spec", "verify"], "parent": values.section(item.object, "spec")} | some item in repositories],
	[{"object": chart.object, "path": array.concat(chart.path, ["verify"]), "parent": chart.parent} |
		some chart in charts
		object.get(chart.parent, ["sourceRef", "kind"], "HelmRepository") == "HelmRepository"
	],
)
