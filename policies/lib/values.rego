# METADATA
# title: Values of fields
package tilsyn.lib.values

# A field set to anything but false counts as on: the API server refuses what is no boolean, and a guard does not guess in the author's favour.
on(parent, field) if {
	value := parent[field]
	not value in {false, null}
}

# The object under a field, or an empty one where the field is missing or null.
section(parent, field) := parent[field] if {
	is_object(parent[field])
} else := {}

# The text of a name in a message; what is no string has no name.
name(value) := value.name if {
	is_string(value.name)
} else := ""
