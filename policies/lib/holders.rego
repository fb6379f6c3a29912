# METADATA
# title: Who holds the rules of a role, and where
package tilsyn.lib.holders

import data.tilsyn.lib.patients
import data.tilsyn.lib.rbac

# The control plane's own users are left out; a binding without anybody else gives nothing that a rule weighs.
weighed_subjects(binding) := [subject | some subject in binding.subjects; rbac.weighed(subject)]

# `labels`: all who hold rules written in the object; `everywhere`: those who hold them in the whole cluster; `namespaces`: where the others do.
of(index) := {
	"labels": {one.label | some one in held},
	"everywhere": {one.label | some one in held; one.wide},
	"namespaces": {one.namespace | some one in held; not one.wide},
	"people": {one.label | some one in held; one.person},
	"patient_people": {one.label | some one in held; one.person; one.patients},
} if {
	held := [one |
		some place in rbac.given_by[index]
		some one in subjects_of[place]
	]
} else := {"labels": set(), "everywhere": set(), "namespaces": set(), "people": set(), "patient_people": set()}

subjects_of := [held |
	some binding in rbac.bindings
	held := [one |
		some subject in weighed_subjects(binding)
		one := {
			"label": rbac.label(subject),
			"person": is_person(subject),
			"wide": wide(binding),
			"namespace": binding.namespace,
			"patients": patients_reached(binding),
		}
	]
]

is_person(subject) := true if {
	rbac.person(subject)
} else := false

wide(binding) := binding.kind == "ClusterRoleBinding"

patients_reached(binding) := true if {
	reaches_patients(binding)
} else := false

reaches_patients(binding) if {
	whole_cluster(binding)
	count(patients.patient_names) > 0
}

reaches_patients(binding) if {
	binding.kind == "RoleBinding"
	patients.patient(binding.namespace)
}

# Whoever acts in `kube-system` can take over the cluster, and the namespaces with patient data with it.
whole_cluster(binding) if wide(binding)

whole_cluster(binding) if binding.namespace == "kube-system"

# Whether a binding reaches patient data cannot be told: its namespace, or all that were read, have no data class.
reach_unknown(binding) if {
	whole_cluster(binding)
	patients.unknown
}

reach_unknown(binding) if {
	not whole_cluster(binding)
	patients.unclassified(binding.namespace)
}

whole_cluster_admin(binding) if {
	wide(binding)
	binding.role == {"kind": "ClusterRole", "name": "cluster-admin"}
}

# How far a binding reaches, for a message.
scope(binding) := "*" if {
	wide(binding)
} else := binding.namespace

unknown_role(binding, subjects) := {
	"object": binding.object,
	"path": ["roleRef", "name"],
	"status": "not-evaluable",
	"messageKey": "unknownRole",
	"params": {"role": binding.role.name, "holders": rbac.shown({rbac.label(subject) | some subject in subjects})},
	"value": {"role": binding.role, "subjects": subjects},
}
