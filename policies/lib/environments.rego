# METADATA
# title: Environments of namespaces
package tilsyn.lib.environments

import data.tilsyn.lib.values

production := {value | some value in object.get(input.parameters, "environments.production", ["production"])}

# The environment comes worked out with each object; a namespace has those of all that lies in it.
of_namespace := found

found[name] contains entry.environment if {
	some entry in input.objects
	is_string(entry.environment)
	entry.environment != ""
	name := place(entry.object)
}

place(value) := values.name(value.metadata) if {
	value.kind == "Namespace"
	value.apiVersion == "v1"
} else := object.get(value, ["metadata", "namespace"], "")

# `production`, `other` (known to be something else) or `unknown`.
kind(name) := "production" if {
	count(of_namespace[name] & production) > 0
} else := "other" if {
	of_namespace[name]
} else := "unknown"

shown(name) := concat(", ", sort(of_namespace[name])) if {
	of_namespace[name]
} else := ""

words := object.get(input.parameters, "environments.productionWords", ["prod", "prd", "production", "produktion"])

# One of the words, standing by itself: `prod/journal`, `journal-prod`, `db.prod.example.com`, and not `product`.
names_production(text) if {
	parts := split(strings.replace_n({"/": " ", "-": " ", "_": " ", ".": " ", ":": " ", "@": " ", "?": " ", "=": " ", "&": " ", ",": " "}, lower(text)), " ")
	some part in parts
	part in words
}
