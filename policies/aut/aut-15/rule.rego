# METADATA
# title: "Privileged grants expire and are reviewed"
# custom:
#   id: AUT-15
#   family: AUT
#   severity: medium
#   scope: [I, A]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.18", title: "Access rights"}
#       - {id: "8.2", title: "Privileged access rights"}
#     gdpr: ["32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.1"], "1.10": ["5.1.1"], "1.11": ["5.1.1"], "1.12": ["5.1.1"], "2.0": ["5.1.1"]}
#     pss: null
#     datatilsynet: ["Periodisk kontrol af adgangsrettigheders aktualitet", "Dokumentation af autorisationer", "Undgå genanvendelse af autorisation uden aktiv stillingtagen", "Automatisk lukning af inaktive adgange"]
#   waivable: {value: true, approvals: 1, except: ["message:pastExpiry"]}
#   parameters:
#     - {name: "access.reviewDays", default: 183, source: "house default"}
#     - {name: "access.annotations", default: ["tilsyn/owner", "tilsyn/approved-in", "tilsyn/expires-on", "tilsyn/reviewed-on"], source: "house default", reason: "owner, approval, last day and last review, in this order"}
#     - {name: "register.roster", default: [], source: "house default"}
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#   en:
#     why: "Rights that nobody looks at again stay with people who have changed job or left, and with them access to patient data."
#     change: "Add owner, approval reference, expires-on and reviewed-on to the binding; review at least every six months and remove people who are no longer on the roster."
#     notEvaluableWhen: "No roster of people is registered, so departed people cannot be found."
#     waivable: "A late review can be waived for a few weeks, never the expiry itself."
#     messages:
#       annotationsMissing: "This binding gives {holders} privileged rights and lacks {names}. Nobody can see who answers for it, and until when."
#       notADay: "`{name}` is `{text}`, which is no day of the calendar such as 2027-03-31."
#       pastExpiry: "The right ended on {day} and is still given to {holders}."
#       reviewLate: "The last review was on {day}, {age} days ago. At most {limit} days may pass."
#       reviewAhead: "The review is dated {day}, which is yet to come."
#       notOnRoster: "{subject} is not on the roster and still holds `{role}`."
#       noToday: "The day of the judgement is not known. Whether the right has ended, or its review is late, cannot be told."
#       unknownRole: "`{role}` is not among the manifests that were read. Whether it gives {holders} privileged rights is not known."
#   da:
#     title: "Privilegerede rettigheder udløber og gennemgås"
#     why: "Rettigheder, som ingen ser på igen, bliver hos folk, der har skiftet job eller er fratrådt, og med dem adgangen til patientdata."
#     change: "Angiv ejer, godkendelse, expires-on og reviewed-on på bindingen. Gennemgå dem mindst hvert halve år, og fjern personer, der ikke længere står på listen."
#     notEvaluableWhen: "Der er ikke registreret en liste over personer, så fratrådte kan ikke findes."
#     waivable: "Ja: En forsinket gennemgang kan få nogle uger. Selve udløbet kan ikke få dispensation."
#     messages:
#       annotationsMissing: "Denne binding giver {holders} privilegerede rettigheder og mangler {names}. Ingen kan se, hvem der har ansvaret, og hvor længe den gælder."
#       notADay: "`{name}` er `{text}`, som ikke er en dag i kalenderen, f.eks. 2027-03-31."
#       pastExpiry: "Rettigheden udløb den {day} og er stadig givet til {holders}."
#       reviewLate: "Den seneste gennemgang var den {day}, for {age} dage siden. Der må højst gå {limit} dage."
#       reviewAhead: "Gennemgangen er dateret {day}, som ligger i fremtiden."
#       notOnRoster: "{subject} står ikke på listen over personer og har stadig `{role}`."
#       noToday: "Dagen for vurderingen er ikke kendt. Det kan ikke afgøres, om rettigheden er udløbet, eller om gennemgangen er forsinket."
#       unknownRole: "`{role}` findes ikke blandt de læste manifester. Det vides ikke, om den giver {holders} privilegerede rettigheder."
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
