# METADATA
# title: Privileged grants among the manifests
package tilsyn.inventory.aut_15

import data.tilsyn.inventory.aut_11.powers
import data.tilsyn.inventory.aut_12.ways_in
import data.tilsyn.lib.days
import data.tilsyn.lib.holders
import data.tilsyn.lib.objects
import data.tilsyn.lib.patients
import data.tilsyn.lib.rbac

examined := {grant.binding.object | some grant in grants}

# Bindings that give people rights worth looking at again. In a namespace that is known to hold no patient data nobody's patients depend on it.
grants := [grant |
	some place, binding in rbac.bindings
	people := {rbac.label(subject) | some subject in binding.subjects; rbac.person(subject)}
	count(people) > 0
	matters(binding)
	privileged(place, binding)
	grant := {
		"binding": binding,
		"people": people,
		"notes": notes(binding),
	}
]

notes(binding) := found if {
	found := objects.annotations(input.objects[binding.object].object)
	is_object(found)
} else := {}

matters(binding) if holders.whole_cluster(binding)

matters(binding) if patients.patient(binding.namespace)

matters(binding) if patients.unclassified(binding.namespace)

privileged(place, _) if count(rbac.given[place] & privileged_objects) > 0

privileged(place, binding) if {
	holders.wide(binding)
	count(rbac.given[place] & powers.objects_cluster) > 0
}

# Kubernetes' own `edit` and `admin` hold all of this.
privileged(_, binding) if {
	some rule in rbac.built_in_rules(binding)
	reads_secrets(rule)
}

privileged(_, binding) if {
	holders.wide(binding)
	some rule in rbac.built_in_rules(binding)
	count(powers.of(rule).cluster) > 0
}

privileged_objects := (powers.objects_anywhere | object.keys(ways_in.by_object)) | {object |
	some object, entries in rbac.own
	some entry in entries
	reads_secrets(entry.rule)
}

reads_secrets(rule) if {
	rbac.touches(rule, {"secrets"})
	rbac.covers(rule, "", "secrets")
	not rbac.narrowed(rule)
	count(rbac.allowed(rule, {"get", "list", "watch"})) > 0
}

names := object.get(input.parameters, "access.annotations", ["tilsyn/owner", "tilsyn/approved-in", "tilsyn/expires-on", "tilsyn/reviewed-on"])

violations contains violation if {
	some grant in grants
	missing := [name | some name in names; not given(grant, name)]
	count(missing) > 0
	violation := {
		"object": grant.binding.object,
		"path": ["metadata", "annotations"],
		"messageKey": "annotationsMissing",
		"params": {"holders": rbac.shown(grant.people), "names": concat(", ", [$"`{name}`" | some name in missing])},
		"value": {"missing": missing, "role": grant.binding.role, "subjects": grant.binding.subjects},
	}
}

given(grant, name) if {
	is_string(grant.notes[name])
	trim_space(grant.notes[name]) != ""
}

dated := [{"grant": grant, "name": names[place], "text": grant.notes[names[place]], "place": place} |
	some grant in grants
	some place in [2, 3]
	given(grant, names[place])
]

violations contains violation if {
	some one in dated
	fault := fault_of(one)
	violation := object.union(
		{
			"object": one.grant.binding.object,
			"path": ["metadata", "annotations", one.name],
			"messageKey": fault.key,
			"params": object.union({"name": one.name, "text": one.text, "day": one.text, "holders": rbac.shown(one.grant.people)}, object.get(fault, "params", {})),
			"value": one.text,
		},
		object.get(fault, "more", {}),
	)
}

limit := object.get(input.parameters, "access.reviewDays", 183)

# The last day still counts.
fault_of(one) := {"key": "notADay"} if {
	not days.valid(one.text)
} else := {"key": "noToday", "more": {"status": "not-evaluable"}} if {
	not days.today
} else := {"key": "pastExpiry"} if {
	one.place == 2
	days.age(one.text) > 0
} else := {"key": "reviewAhead"} if {
	one.place == 3
	days.age(one.text) < 0
} else := {"key": "reviewLate", "params": {"age": days.age(one.text), "limit": limit}} if {
	one.place == 3
	days.age(one.text) > limit
}

# Without a roster nothing can be said here; that it is missing, the register says.
violations contains violation if {
	roster := object.get(input.parameters, "register.roster", [])
	count(roster) > 0
	some grant in grants
	some index, subject in grant.binding.subjects
	rbac.person(subject)
	not subject.name in roster
	violation := {
		"object": grant.binding.object,
		"path": ["subjects", index],
		"messageKey": "notOnRoster",
		"params": {"subject": rbac.label(subject), "role": grant.binding.role.name},
		"value": {"role": grant.binding.role, "subject": subject},
	}
}

violations contains violation if {
	some binding in rbac.bindings
	rbac.unknown(binding)
	matters(binding)
	people := [subject | some subject in binding.subjects; rbac.person(subject)]
	count(people) > 0
	violation := holders.unknown_role(binding, people)
}
