# METADATA
# title: Settings in fields, variables, arguments and annotations
package tilsyn.controls.enc_04.switches

import data.tilsyn.lib.objects
import data.tilsyn.lib.verification

# Walking an object costs far more than searching its text once. Definitions hold schemas, and no settings.
suspects := [item |
	some item in objects.applied
	item.kind != "CustomResourceDefinition"
	verification.possible(json.marshal(item.object))
]

settings := array.concat(in_objects, in_repositories)

in_objects := [setting |
	some item in suspects
	walk(item.object, [path, value])
	count(path) > 0
	some setting in found(item, path, value)
]

# The same of a repository that Argo CD keeps in a Secret, in base64.
in_repositories := [setting(item, ["data", "insecure"], "switchedOff", "insecure", value) |
	some item in objects.by_kind["Secret"]
	value := item.entry.decoded.insecure
	insecure_means_unverified(item, ["data", "insecure"])
]

examined := {setting.object | some setting in settings}

# Messages of `argument` need no value: a flag alone is on.
violations contains violation if {
	some setting in settings
	setting.off
	violation := {
		"object": setting.object,
		"path": setting.path,
		"messageKey": setting.key,
		"params": {"setting": setting.name, "value": setting.value},
		"value": {"setting": setting.name, "value": setting.value},
	}
}

found(item, path, value) := fields(item, path, value) | (pairs(item, path, value) | arguments(item, path, value))

fields(item, path, value) := {setting(item, path, key_of(path), name, value) |
	not is_object(value)
	not is_array(value)
	name := path[count(path) - 1]
	is_string(name)
	known(item, path, name)
}

key_of(path) := "annotation" if {
	array.slice(path, 0, 2) == ["metadata", "annotations"]
} else := "switchedOff"

known(_, path, name) if {
	not path[0] == "metadata"
	verification.switch(name)
}

known(_, path, name) if {
	array.slice(path, 0, 2) == ["metadata", "annotations"]
	verification.switch(last_step(name))
}

known(item, path, "insecure") if insecure_means_unverified(item, path)

known(_, path, "verify") if below_tls(path)

# `insecure` means many things; here it is TLS without a check, or none.
insecure_means_unverified(item, ["spec", "insecure"]) if item.group in {"source.toolkit.fluxcd.io", "image.toolkit.fluxcd.io"}

insecure_means_unverified(item, [_, "insecure"]) if {
	item.kind == "Secret"
	objects.labels(item.object)["argocd.argoproj.io/secret-type"] in {"repository", "repo-creds", "repository-write", "repo-write-creds"}
}

below_tls(path) if {
	count(path) > 1
	parent := path[count(path) - 2]
	is_string(parent)
	lower(parent) in {"tls", "ssl", "https", "tlsconfig", "tls_config"}
}

last_step(name) := steps[count(steps) - 1] if steps := split(name, "/")

setting(item, path, key, name, value) := {
	"object": item.index,
	"path": path,
	"key": key,
	"name": name,
	"value": value,
	"off": off(path, last_step(name), value),
}

off(_, name, value) if {
	verification.switched_off(name, value)
} else if {
	name == "insecure"
	verification.yes(value)
} else if {
	name == "verify"
	verification.no(value)
} else := false

# Variables of containers, in whatever object they stand: a name and a value side by side.
pairs(item, path, value) := {setting(item, array.concat(path, ["value"]), "environment", value.name, value.value) |
	is_object(value)
	is_number(path[count(path) - 1])
	is_string(value.name)
	verification.switch(value.name)
	not is_object(value.value)
}

# A flag alone is on. A script is cut at its spaces.
arguments(item, path, value) := {setting(item, path, "argument", flag.name, flag.value) |
	is_string(value)
	is_number(path[count(path) - 1])
	some word in split(strings.replace_n({"\n": " ", "\t": " "}, value), " ")
	regex.match(`^--?[a-zA-Z]|^[a-zA-Z_][a-zA-Z0-9_.-]*=`, word)
	sides := split(trim_left(word, "-"), "=")
	verification.switch(sides[0])
	flag := {"name": split(word, "=")[0], "value": given(sides)}
}

given(sides) := trim(concat("=", array.slice(sides, 1, count(sides))), `"'`) if {
	count(sides) > 1
} else := "true"
