# METADATA
# title: Configurations inside objects
# description: |
#   Configurations of other programs that objects carry, found and parsed before the policies run. `inner` says where in the configuration; in a text
#   no path of the manifest leads there, so the finding stands at the text and names the inner place.
package tilsyn.lib.documents

import data.tilsyn.lib.objects

of_shape(shape) := [found.document | some found in all; found.shape == shape]

# A function is worked out at each call; what it would look through is gathered once.
all := [{"shape": found.shape, "document": document} |
	some item in objects.applied
	some found in item.entry.documents
	document := {"object": item.index, "at": found.at, "text": found.text, "value": found.value, "item": item}
]

readable(shape) := [document | some document in of_shape(shape); is_object(document.value)]

unreadable(shape) := [document | some document in of_shape(shape); document.value == null]

examined(shape) := {document.object | some document in of_shape(shape)}

# The path of a finding inside a configuration.
path(document, inner) := array.concat(document.at, inner) if {
	not document.text
	count(array.concat(document.at, inner)) > 0
} else := document.at if {
	count(document.at) > 0
} else := ["kind"]

# `connectors[0].config`, as a reader would write it.
written(inner) := trim_prefix(concat("", [step | some part in inner; step := written_step(part)]), ".")

written_step(part) := concat("", ["[", format_int(part, 10), "]"]) if is_number(part)

written_step(part) := concat("", [".", part]) if is_string(part)

# The values of a field, whatever the case of its name: encoding/json of Go takes them all. A list, since a text may hold several.
fields(parent, name) := [{"key": key, "value": value} |
	is_object(parent)
	some key, value in parent
	lower(key) == lower(name)
]
