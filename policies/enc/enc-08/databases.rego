# METADATA
# title: How connections to databases are checked
# description: |
#   libpq's `sslmode`, in a variable of its own, in a connection string, in arguments or in a ConfigMap. Only `verify-full` checks who answers.
package tilsyn.inventory.enc_08.databases

import data.tilsyn.lib.objects
import data.tilsyn.lib.patients
import data.tilsyn.lib.pods

weak_modes := {"disable", "allow", "prefer", "require", "verify-ca"}

# Those of namespaces with patient data: no other text is searched.
connections := array.concat(in_containers, in_configuration)

in_containers := [one |
	some container in pods.containers
	namespace := object.get(input.objects[container.object].object, ["metadata", "namespace"], "")
	patients.patient(namespace)
	some found in array.concat(in_variables(container.value), in_arguments(container.value))
	one := {
		"object": container.object,
		"path": array.concat(container.path, found.path),
		"namespace": namespace,
		"mode": found.mode,
	}
]

in_variables(value) := [{"path": ["env", index, "value"], "mode": mode} |
	some index, variable in value.env
	is_string(variable.value)
	some mode in modes(variable.name, variable.value)
]

in_arguments(value) := [{"path": [field, index], "mode": mode} |
	some field in ["command", "args"]
	some index, text in value[field]
	is_string(text)
	some mode in modes("", text)
]

in_configuration := [one |
	some item in objects.by_kind["ConfigMap"]
	item.group == ""
	namespace := object.get(item.object, ["metadata", "namespace"], "")
	patients.patient(namespace)
	some key, text in item.object.data
	is_string(text)
	some mode in modes(key, text)
	one := {
		"object": item.index,
		"path": ["data", key],
		"namespace": namespace,
		"mode": mode,
	}
]

# A variable whose name ends in `sslmode` holds the mode and nothing else.
modes(name, text) := {lower(text)} if {
	endswith(lower(name), "sslmode")
	lower(text) in weak_modes | {"verify-full"}
} else := {lower(found[1]) | some found in regex.find_all_string_submatch_n(`(?i)sslmode["']?\s*[=:]\s*["']?(disable|allow|prefer|require|verify-ca|verify-full)\b`, text, -1)} if {
	contains(lower(text), "sslmode")
} else := set()

modes_in := found_in

found_in[one.namespace] contains one.mode if {
	some one in connections
}

any_weak(namespace) if count(modes_in[namespace] & weak_modes) > 0

# Every workload of the namespace says so: one that is silent may speak to the database otherwise.
all_verified(namespace) if {
	modes_in[namespace] == {"verify-full"}
	workloads := {pod.object | some pod in pods.specs; object.get(input.objects[pod.object].object, ["metadata", "namespace"], "") == namespace}
	said := {one.object | some one in connections; one.namespace == namespace}
	count(workloads) > 0
	count(workloads - said) == 0
}
