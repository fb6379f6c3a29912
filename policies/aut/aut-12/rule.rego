# METADATA
# title: "People enter patient namespaces only by time-limited grant"
# custom:
#   id: AUT-12
#   family: AUT
#   severity: high
#   scope: [I]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.2", title: "Privileged access rights"}
#       - {id: "8.18", title: "Use of privileged utility programs"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.4"], "1.10": ["5.1.4"], "1.11": ["5.1.4"], "1.12": ["5.1.4"], "2.0": ["5.1.4"]}
#     pss: null
#     datatilsynet: ["Minimering af privilegerede adgangsrettigheder", "Dataadgang efter behov"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#     - {name: "rbac.clusterAdminAllow", default: [], source: "house default"}
#   en:
#     why: "exec, attach and port-forward show patient data past the application and past its log of who looked at whom."
#     change: "Take interactive rights and workload creation away from people's standing roles; use a waiver with reason and expiry when someone must go in."
#     notEvaluableWhen: "The namespace carries no data class, or the role is not among the manifests."
#     waivable: "This is what the waiver is for: a named person or group, a reason, a short expiry."
#     messages:
#       oneNamespace: "{subject} gets {powers} in `{namespace}`, where patient data are. The right stands until somebody takes it away."
#       wholeCluster: "{subject} gets {powers} in the whole cluster, the namespaces with patient data included. The right stands until somebody takes it away."
#       unclassified: "{subject} gets {powers} in `{namespace}`. Whether patient data are there is not known: a data class is missing."
#       unknownRole: "{subject} gets `{role}`, which is not among the manifests that were read. Whether it opens a way to patient data is not known."
#   da:
#     title: "Personer får kun tidsbegrænset adgang til namespaces med patientdata"
#     why: "exec, attach og port-forward viser patientdata uden om applikationen og uden om dens log over opslag."
#     change: "Fjern interaktive rettigheder og oprettelse af workloads fra personers faste roller. Brug en dispensation med begrundelse og udløb, når nogen skal ind."
#     notEvaluableWhen: "Namespacet mangler dataklasse, eller rollen findes ikke blandt manifesterne."
#     waivable: "Ja. Det er netop det, dispensationen er til: en navngiven person eller gruppe, en begrundelse og et kort udløb."
#     messages:
#       oneNamespace: "{subject} får {powers} i `{namespace}`, hvor der er patientdata. Rettigheden består, til nogen fjerner den."
#       wholeCluster: "{subject} får {powers} i hele klyngen, også i namespaces med patientdata. Rettigheden består, til nogen fjerner den."
#       unclassified: "{subject} får {powers} i `{namespace}`. Det vides ikke, om der er patientdata: En dataklasse mangler."
#       unknownRole: "{subject} får `{role}`, som ikke findes blandt de læste manifester. Det vides ikke, om den åbner en vej til patientdata."
package tilsyn.inventory.aut_12

import data.tilsyn.inventory.aut_12.ways_in
import data.tilsyn.lib.holders
import data.tilsyn.lib.rbac

examined := {binding.object |
	some binding in rbac.bindings
	some subject in binding.subjects
	rbac.person(subject)
}

granted := [grant |
	some place, binding in rbac.bindings
	binding.object in examined
	where := reach(binding)
	grant := {
		"binding": binding,
		"where": where,
		"powers": {power | some object in rbac.given[place]; some power in ways_in.by_object[object]} | {power |
			some rule in rbac.built_in_rules(binding)
			some power in ways_in.of(rule)
		},
	}
]

# Undefined where the namespaces reached are known to hold no patient data.
reach(binding) := "wholeCluster" if {
	holders.whole_cluster(binding)
	holders.reaches_patients(binding)
} else := "oneNamespace" if {
	holders.reaches_patients(binding)
} else := "unclassified" if {
	holders.reach_unknown(binding)
}

violations contains violation if {
	some grant in granted
	some index, subject in grant.binding.subjects
	rbac.person(subject)
	not stands_on_the_list(grant.binding, subject)
	key := key_of(grant)
	violation := object.union_n([
		{
			"object": grant.binding.object,
			"path": ["subjects", index],
			"messageKey": key,
			"params": {
				"subject": rbac.label(subject),
				"role": grant.binding.role.name,
				"namespace": holders.scope(grant.binding),
				"powers": shown(grant.powers),
			},
			"value": {"role": grant.binding.role, "subject": subject, "powers": sort(grant.powers)},
		},
		status_of(key),
		implied(grant.binding),
	])
}

key_of(grant) := grant.where if {
	count(grant.powers) > 0
} else := "unknownRole" if {
	rbac.unknown(grant.binding)
}

shown(powers) := concat(", ", list) if {
	list := sort(powers)
	count(list) < 5
} else := $"{concat(", ", array.slice(sort(powers), 0, 4))} (+{count(powers) - 4})"

status_of(key) := {"status": "not-evaluable"} if {
	key in {"unclassified", "unknownRole"}
} else := {}

# Who may have the whole cluster is settled in AUT-07, with a list that the security team keeps.
stands_on_the_list(binding, subject) if {
	everything(binding)
	rbac.label(subject) in object.get(input.parameters, "rbac.clusterAdminAllow", [])
}

implied(binding) := {"impliedBy": "AUT-07"} if {
	everything(binding)
} else := {}

everything(binding) if {
	holders.wide(binding)
	rbac.unlimited(rbac.built_in_rules(binding))
}

everything(binding) if {
	holders.wide(binding)
	rbac.unlimited(rbac.rules_of(binding))
}
