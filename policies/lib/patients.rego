# METADATA
# title: Namespaces with patient data
# description: The data class of each namespace, by the label of its Namespace object. What a template has yet to fill in is no class.
package tilsyn.lib.patients

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

label := object.get(input.parameters, "labels.dataClass", "tilsyn/data-class")

namespaces := [item |
	some item in objects.by_kind["Namespace"]
	item.group == ""
]

classes := classified

classified[name] contains class if {
	some item in namespaces
	name := values.name(item.object.metadata)
	class := objects.labels(item.object)[label]
	is_string(class)
	class != ""
	not contains(class, "${")
	not contains(class, "{{")
}

# Two manifests of one namespace: one that says so is enough.
patient(name) if "patient" in classes[name]

unclassified(name) if not classes[name]

patient_names := {name | some name, _ in classes; patient(name)}

# Nothing was read that says where patient data are, or where they are not.
unknown if {
	count(patient_names) == 0
	count(namespaces) == 0
}

unknown if {
	count(patient_names) == 0
	some item in namespaces
	unclassified(values.name(item.object.metadata))
}
