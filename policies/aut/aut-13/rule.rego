# METADATA
# title: "Rights follow personal identities through groups"
# custom:
#   id: AUT-13
#   family: AUT
#   severity: medium
#   scope: [O]
#   references:
#     guide: [1, 7]
#     iso27001:
#       - {id: "5.16", title: "Identity management"}
#       - {id: "5.18", title: "Access rights"}
#     gdpr: ["32(4)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Undgå unødvendig anvendelse af flerbrugerkonti", "Rollebaserede adgangsrettigheder"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "subjects.userPattern", default: "^[^@\\s]+@[^@\\s]+$", source: "house default"}
#     - {name: "subjects.sharedNames", default: ["admin", "ops", "drift", "test", "root"], source: "house default"}
#   en:
#     why: "With a shared account nobody can tell a patient who looked at the record. Rights given one by one are forgotten when people move on."
#     change: "Bind groups from the identity provider; use a personal e-mail as user name and remove shared names such as admin, ops or test."
#     notEvaluableWhen: "Never: the subject stands in the binding."
#     waivable: "A break-glass account may be shared if its use is logged and its secret is rotated after use."
#     messages:
#       notPersonal: "The user `{name}` is no personal e-mail. Nobody can tell who acts under it."
#       unresolved: "The user `{name}` holds an expression that nothing here fills in. Who gets the rights cannot be seen."
#       shared: "The user `{name}` looks like a shared account. What is done under it cannot be put to a person."
#   da:
#     title: "Rettigheder følger personlige identiteter via grupper"
#     why: "Med en fælleskonto kan ingen gøre rede for, hvem der så på en patients data. Rettigheder givet enkeltvis bliver glemt, når folk skifter opgave."
#     change: "Bind grupper fra identitetsudbyderen. Brug personlig e-mail som brugernavn, og fjern fællesnavne som admin, drift eller test."
#     notEvaluableWhen: "Aldrig: Subjektet står i bindingen."
#     waivable: "Ja, til en nødkonto, når brugen logges, og hemmeligheden skiftes efter brug."
#     messages:
#       notPersonal: "Brugeren `{name}` er ikke en personlig e-mail. Ingen kan se, hvem der handler under navnet."
#       unresolved: "Brugeren `{name}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvem der får rettighederne."
#       shared: "Brugeren `{name}` ligner en fælleskonto. Det, der sker under navnet, kan ikke henføres til en person."
package tilsyn.controls.aut_13

import data.tilsyn.lib.images
import data.tilsyn.lib.objects

bindings := [item |
	some item in objects.of_kinds({"RoleBinding", "ClusterRoleBinding"})
	item.group in {"rbac.authorization.k8s.io", "authorization.openshift.io"}
]

examined := {binding.index | some binding in bindings}

pattern := object.get(input.parameters, "subjects.userPattern", `^[^@\s]+@[^@\s]+$`)

shared_names := {lower(name) | some name in object.get(input.parameters, "subjects.sharedNames", ["admin", "ops", "drift", "test", "root"])}

violations contains violation if {
	some binding in bindings
	some index, subject in binding.object.subjects
	subject.kind == "User"
	name := object.get(subject, "name", "")
	key := fault(name)
	violation := object.union(status(key), {
		"object": binding.index,
		"path": ["subjects", index, "name"],
		"messageKey": key,
		"params": {"name": name},
		"value": name,
	})
}

status("unresolved") := {"status": "not-evaluable"}

status(key) := {} if key != "unresolved"

fault(name) := "notPersonal" if {
	not is_string(name)
} else := "unresolved" if {
	images.unresolved(name)
} else := "shared" if {
	person(name)
	some word in words(name)
	word in shared_names
} else := "notPersonal" if {
	person(name)
	not personal(name)
}

# Names that begin with `system:` are the components' own; no identity provider can hand them out.
person(name) if not startswith(name, "system:")

# A pattern that cannot be read matches nobody.
personal(name) if {
	regex.is_valid(pattern)
	regex.match(pattern, name)
}

# The words of a user name: what stands before the at sign and behind the provider's prefix, without numbers.
words(name) := {word |
	some parts in regex.find_all_string_submatch_n(`[^-_.+\s0-9]+`, local(name), -1)
	word := lower(parts[0])
}

local(name) := text if {
	steps := split(strings.replace_n({"#": ":", "/": ":", "|": ":"}, split(name, "@")[0]), ":")
	text := steps[count(steps) - 1]
}
