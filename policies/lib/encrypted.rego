# METADATA
# title: What is encrypted in git, or fetched from a store
# description: The keys of Secrets whose content cannot be read here, with the names of their objects. What they hold nobody can judge before they are in the cluster.
package tilsyn.lib.encrypted

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

# Keys of which the object's name and the key's own name match the patterns, in lower case.
named(objects_pattern, keys_pattern) := [entry |
	some entry in keys
	regex.match(objects_pattern, entry.name)
	regex.match(keys_pattern, lower(entry.key))
]

keys := array.concat(array.concat(sops, sealed), external)

# Fields of a Secret that SOPS has encrypted in place.
sops := [entry |
	some item in objects.by_kind["Secret"]
	item.group == ""
	some section in {"data", "stringData"}
	some key, value in item.object[section]
	is_string(value)
	startswith(value, "ENC[")
	entry := {"object": item.index, "name": name(item), "key": key, "path": [section, key]}
]

sealed := [entry |
	some item in objects.by_kind["SealedSecret"]
	some key, _ in object.get(item.object, ["spec", "encryptedData"], {})
	entry := {"object": item.index, "name": name(item), "key": key, "path": ["spec", "encryptedData", key]}
]

external := [entry |
	some item in objects.of_kinds({"ExternalSecret", "ClusterExternalSecret"})
	walk(item.object, [path, value])
	path[count(path) - 1] == "secretKey"
	is_string(value)
	entry := {"object": item.index, "name": name(item), "key": value, "path": path}
]

name(item) := lower(values.name(object.get(item.object, "metadata", {})))
