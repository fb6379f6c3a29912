# METADATA
# title: "Secrets are readable only where they are needed"
# custom:
#   id: AUT-10
#   family: AUT
#   severity: high
#   scope: [I]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.3", title: "Information access restriction"}
#       - {id: "5.17", title: "Authentication information"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.2"], "1.10": ["5.1.2"], "1.11": ["5.1.2"], "1.12": ["5.1.2"], "2.0": ["5.1.2"]}
#     pss: null
#     datatilsynet: ["Dataadgang efter behov"]
#   waivable: {value: true, approvals: 2, except: ["message:peoplePatient", "message:builtInPeoplePatient"]}
#   parameters:
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#   en:
#     why: "Secrets hold the passwords to the patient databases. Listing or watching them shows their content just as reading one does."
#     change: "Give get on named secrets in one namespace through resourceNames; never list or watch, never cluster-wide."
#     notEvaluableWhen: "The role that is bound, or the role that this one is made part of by label, is not among the manifests."
#     waivable: "An operator that manages secrets may need it; two approvals, never for people in a patient namespace."
#     messages:
#       peoplePatient: "Rule {number} lets {holders} use `{verbs}` on Secrets in a namespace with patient data. The passwords to the data are among them."
#       clusterWide: "Rule {number} lets {holders} use `{verbs}` on every Secret of the cluster."
#       clusterWideNamed: "Rule {number} lets {holders} use `{verbs}` on Secrets of these names in every namespace of the cluster."
#       oneNamespace: "Rule {number} lets {holders} use `{verbs}` on every Secret in {namespaces}."
#       aggregated: "Rule {number} becomes part of `{role}` by label. Everyone who holds that role may then use `{verbs}` on Secrets."
#       builtInRole: "`{role}` lets {holders} read and list every Secret in {namespaces}."
#       builtInPeoplePatient: "`{role}` lets {holders} read and list Secrets in a namespace with patient data. The passwords to the data are among them."
#       unknownRole: "`{role}` is not among the manifests that were read. Whether it lets {holders} read Secrets is not known."
#       aggregatedElsewhere: "Rule {number} allows `{verbs}` on Secrets, and a label makes it part of a role that was not read. Who holds that role is not known."
#   da:
#     title: "Secrets kan kun læses dér, hvor der er behov"
#     why: "Secrets rummer adgangskoder til patientdatabaserne. list og watch viser indholdet lige så fuldt som get."
#     change: "Giv kun get på navngivne Secrets i ét namespace med resourceNames. Giv aldrig list eller watch og aldrig på tværs af klyngen."
#     notEvaluableWhen: "Den rolle, der bindes til, eller den rolle, som denne indgår i via en mærkat, findes ikke blandt manifesterne."
#     waivable: "Ja, til en operator, der forvalter Secrets, med to godkendelser. Ikke til personer i et namespace med patientdata."
#     messages:
#       peoplePatient: "Regel {number} giver {holders} `{verbs}` på Secrets i et namespace med patientdata. Adgangskoderne til dataene er iblandt."
#       clusterWide: "Regel {number} giver {holders} `{verbs}` på alle Secrets i klyngen."
#       clusterWideNamed: "Regel {number} giver {holders} `{verbs}` på Secrets med disse navne i alle klyngens namespaces."
#       oneNamespace: "Regel {number} giver {holders} `{verbs}` på alle Secrets i {namespaces}."
#       aggregated: "Regel {number} bliver via en mærkat en del af `{role}`. Alle, der har den rolle, får dermed `{verbs}` på Secrets."
#       builtInRole: "`{role}` lader {holders} læse og liste alle Secrets i {namespaces}."
#       builtInPeoplePatient: "`{role}` lader {holders} læse og liste Secrets i et namespace med patientdata. Adgangskoderne til dataene er iblandt."
#       unknownRole: "`{role}` findes ikke blandt de læste manifester. Det vides ikke, om den lader {holders} læse Secrets."
#       aggregatedElsewhere: "Regel {number} tillader `{verbs}` på Secrets og indgår via en mærkat i en rolle, der ikke er læst. Det vides ikke, hvem der har den rolle."
package tilsyn.inventory.aut_10

import data.tilsyn.lib.holders
import data.tilsyn.lib.rbac

examined := {item.index | some item in rbac.written} | {binding.object | some binding in rbac.bindings}

reads := {"get", "list", "watch"}

# A rule that reads Secrets, with what it reads.
reading := [found |
	some entries in rbac.own
	some entry in entries
	rbac.touches(entry.rule, {"secrets"})
	rbac.covers(entry.rule, "", "secrets")
	verbs := rbac.allowed(entry.rule, reads)
	count(verbs) > 0
	found := {"entry": entry, "verbs": verbs, "named": rbac.narrowed(entry.rule)}
]

violations contains violation if {
	some found in reading
	who := holders.of(found.entry.object)
	outcome := judge(found, who)
	violation := object.union(
		{
			"object": found.entry.object,
			"path": ["rules", found.entry.index],
			"params": object.union(
				{
					"number": found.entry.index + 1,
					"verbs": concat(", ", sort(found.verbs)),
				},
				outcome.params,
			),
			"messageKey": outcome.key,
			"value": {"rule": found.entry.rule, "holders": sort(who.labels)},
		},
		object.get(outcome, "more", {}),
	)
}

# Names narrow a rule in one namespace; over the whole cluster they are names in every namespace.
judge(found, who) := {"key": "peoplePatient", "params": {"holders": rbac.shown(who.patient_people)}} if {
	not found.named
	count(who.patient_people) > 0
} else := {"key": "clusterWide", "params": {"holders": rbac.shown(who.everywhere)}} if {
	not found.named
	count(who.everywhere) > 0
} else := {"key": "clusterWideNamed", "params": {"holders": rbac.shown(who.everywhere)}} if {
	count(who.everywhere) > 0
} else := {"key": "aggregated", "params": {"role": "view"}} if {
	not found.named
	"view" in rbac.joins[found.entry.object]
} else := {"key": "oneNamespace", "params": {"holders": rbac.shown(who.labels), "namespaces": rbac.shown(who.namespaces)}} if {
	not found.named
	count(who.labels) > 0
} else := {"key": "aggregatedElsewhere", "params": {}, "more": {"status": "not-evaluable"}} if {
	not found.named
	count(who.labels) == 0
	rbac.joins_unknown(found.entry.object)
}

# Kubernetes' own `edit` and `admin` read Secrets too. `cluster-admin` for the whole cluster is the business of AUT-07.
violations contains violation if {
	some binding in rbac.bindings
	not holders.whole_cluster_admin(binding)
	some rule in rbac.built_in_rules(binding)
	rbac.covers(rule, "", "secrets")
	count(rbac.allowed(rule, reads)) > 0
	subjects := holders.weighed_subjects(binding)
	count(subjects) > 0
	people := [subject | some subject in subjects; rbac.person(subject)]
	violation := {
		"object": binding.object,
		"path": ["roleRef", "name"],
		"messageKey": built_in_key(binding, people),
		"params": {
			"role": binding.role.name,
			"holders": rbac.shown({rbac.label(subject) | some subject in subjects}),
			"namespaces": holders.scope(binding),
		},
		"value": {"role": binding.role, "subjects": subjects},
	}
}

built_in_key(binding, people) := "builtInPeoplePatient" if {
	count(people) > 0
	holders.reaches_patients(binding)
} else := "builtInRole"

violations contains violation if {
	some binding in rbac.bindings
	rbac.unknown(binding)
	subjects := holders.weighed_subjects(binding)
	count(subjects) > 0
	violation := holders.unknown_role(binding, subjects)
}
