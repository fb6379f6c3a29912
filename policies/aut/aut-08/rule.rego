# METADATA
# title: "No rights are given to everyone or to system:masters"
# custom:
#   id: AUT-08
#   family: AUT
#   severity: critical
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.15", title: "Access control"}
#       - {id: "8.2", title: "Privileged access rights"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.7"], "1.10": ["5.1.7"], "1.11": ["5.1.7"], "1.12": ["5.1.7"], "2.0": ["5.1.7"]}
#     pss: null
#     datatilsynet: ["Dataadgang efter behov"]
#   waivable: {value: false, approvals: null, except: []}
#   parameters: []
#   en:
#     why: "A binding to all users, all service accounts or unknown callers opens patient systems to everybody. system:masters cannot be revoked at all."
#     change: "Delete the subject and bind a named group or a single service account instead."
#     notEvaluableWhen: "Never: the subject stands in the object itself."
#     waivable: "Rights for everyone cannot be limited by a reason or a date; name the group instead."
#     messages:
#       anonymous: "`{subject}` gets the rights of `{role}`. That is every caller who has not signed in."
#       everyone: "`{subject}` gets the rights of `{role}`. That is everyone who is signed in, service accounts included."
#       allAccounts: "`{subject}` gets the rights of `{role}`. That is every pod of the cluster that has a token."
#       masters: "`{subject}` is bound to `{role}`. Members pass every access check, and taking the binding away takes nothing from them."
#   da:
#     title: "Ingen rettigheder til alle eller til system:masters"
#     why: "En binding til alle brugere, alle servicekonti eller ukendte kald åbner patientsystemerne for enhver. system:masters kan slet ikke inddrages."
#     change: "Fjern subjektet, og bind i stedet en navngiven gruppe eller en enkelt servicekonto."
#     notEvaluableWhen: "Aldrig: Subjektet står i selve objektet."
#     waivable: "Nej. Rettigheder til alle kan hverken begrundes eller tidsbegrænses. Angiv en bestemt gruppe i stedet."
#     messages:
#       anonymous: "`{subject}` får rettighederne i `{role}`. Det er alle, der kalder uden at være logget på."
#       everyone: "`{subject}` får rettighederne i `{role}`. Det er alle, der er logget på, også servicekonti."
#       allAccounts: "`{subject}` får rettighederne i `{role}`. Det er alle pods i klyngen, der har et token."
#       masters: "`{subject}` er bundet til `{role}`. Medlemmerne kommer forbi al adgangskontrol, og de mister intet, når bindingen fjernes."
package tilsyn.controls.aut_08

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

bindings := [item |
	some item in objects.of_kinds({"RoleBinding", "ClusterRoleBinding"})
	item.group in {"rbac.authorization.k8s.io", "authorization.openshift.io"}
]

examined := {item.index | some item in bindings}

# Names that Kubernetes gives to callers by how they come, and not by who they are.
everybody := {
	"system:anonymous": "anonymous",
	"system:unauthenticated": "anonymous",
	"system:authenticated": "everyone",
	"system:authenticated:oauth": "everyone",
	"system:serviceaccounts": "allAccounts",
	"system:masters": "masters",
}

# The role belongs to the value: what is given to everyone is new when another role is.
violations contains violation if {
	some item in bindings
	some subject in subjects(item.object)
	key := everybody[subject.name]
	violation := {
		"object": item.index,
		"path": subject.path,
		"messageKey": key,
		"params": {"subject": subject.name, "role": values.name(values.section(item.object, "roleRef"))},
		"value": {"subject": subject.name, "role": object.get(item.object, "roleRef", null)},
	}
}

subjects(binding) := array.concat(listed, legacy) if {
	listed := [subject |
		some index, entry in binding.subjects
		not service_account(entry)
		subject := {"name": entry.name, "path": ["subjects", index, "name"]}
	]
	legacy := [subject |
		some field in ["groupNames", "userNames"]
		some index, name in binding[field]
		subject := {"name": name, "path": [field, index]}
	]
}

# A service account of such a name would be one account, and the API server lets nobody make it.
service_account(subject) if subject.kind == "ServiceAccount"
