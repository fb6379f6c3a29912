# METADATA
# title: "No role lets its holder raise their own rights"
# custom:
#   id: AUT-11
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
#     cis: {"1.9": ["5.1.8", "5.1.9", "5.1.10", "5.1.11", "5.1.12", "5.1.13"], "1.10": ["5.1.8", "5.1.9", "5.1.10", "5.1.11", "5.1.12", "5.1.13"], "1.11": ["5.1.8", "5.1.9", "5.1.10", "5.1.11", "5.1.12", "5.1.13"], "1.12": ["5.1.8", "5.1.9", "5.1.10", "5.1.11", "5.1.12", "5.1.13"], "2.0": ["5.1.8", "5.1.9", "5.1.10", "5.1.11", "5.1.12", "5.1.13"]}
#     pss: null
#     datatilsynet: ["Minimering af privilegerede adgangsrettigheder", "Funktionsadskillelse"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters: []
#   en:
#     why: "Whoever can escalate, impersonate, mint tokens or approve certificates can become administrator and reach all patient data without a new approval."
#     change: "Take escalate, bind, impersonate, serviceaccounts/token, certificate approval, nodes/proxy, webhook configuration, PersistentVolume create and namespace patch out of the role."
#     notEvaluableWhen: "The role that is bound, or the role that this one is made part of by label, is not among the manifests."
#     waivable: "Controllers sometimes need one of these verbs; two approvals, bound to that service account."
#     messages:
#       raises: "Rule {number} gives {holders} {powers}. That is a way to more rights than the role states."
#       aggregated: "Rule {number} becomes part of `{role}` by label and gives everyone who holds that role {powers}."
#       builtInRole: "`{role}` gives {holders} {powers} in the whole cluster. That is a way to the rights of every service account."
#       unknownRole: "`{role}` is not among the manifests that were read. Whether it lets {holders} raise their rights is not known."
#       aggregatedElsewhere: "Rule {number} gives {powers}, and a label makes it part of a role that was not read. Who holds that role is not known."
#   da:
#     title: "Ingen rolle lader indehaveren hæve sine egne rettigheder"
#     why: "Den, der kan eskalere, optræde som andre, udstede tokens eller godkende certifikater, kan gøre sig selv til administrator og nå alle patientdata uden ny godkendelse."
#     change: "Fjern escalate, bind, impersonate, serviceaccounts/token, certifikatgodkendelse, nodes/proxy, webhookopsætning, oprettelse af PersistentVolume og patch af namespaces fra rollen."
#     notEvaluableWhen: "Den rolle, der bindes til, eller den rolle, som denne indgår i via en mærkat, findes ikke blandt manifesterne."
#     waivable: "Ja, til en bestemt controller, bundet til dens servicekonto og med to godkendelser."
#     messages:
#       raises: "Regel {number} giver {holders} {powers}. Det er en vej til flere rettigheder, end rollen angiver."
#       aggregated: "Regel {number} bliver via en mærkat en del af `{role}` og giver alle, der har den rolle, {powers}."
#       builtInRole: "`{role}` giver {holders} {powers} i hele klyngen. Det er en vej til alle servicekontis rettigheder."
#       unknownRole: "`{role}` findes ikke blandt de læste manifester. Det vides ikke, om den lader {holders} hæve deres rettigheder."
#       aggregatedElsewhere: "Regel {number} giver {powers} og indgår via en mærkat i en rolle, der ikke er læst. Det vides ikke, hvem der har den rolle."
package tilsyn.inventory.aut_11

import data.tilsyn.inventory.aut_11.powers
import data.tilsyn.lib.holders
import data.tilsyn.lib.rbac

examined := {item.index | some item in rbac.written} | {binding.object | some binding in rbac.bindings}

# The rules with a power in them, whoever holds it: a power of the whole cluster is none in a RoleBinding.
raising := [found |
	some entries in rbac.own
	some entry in entries
	has := powers.of(entry.rule)
	count(has.anywhere | has.cluster) > 0
	found := {"entry": entry, "has": has}
]

violations contains violation if {
	some found in raising
	who := holders.of(found.entry.object)
	outcome := judge(found, who)
	violation := object.union(
		{
			"object": found.entry.object,
			"path": ["rules", found.entry.index],
			"messageKey": outcome.key,
			"params": object.union({"number": found.entry.index + 1, "powers": concat(", ", sort(outcome.powers))}, outcome.params),
			"value": {"rule": found.entry.rule, "holders": sort(who.labels)},
		},
		object.get(outcome, "more", {}),
	)
}

judge(found, who) := {"key": "raises", "params": {"holders": rbac.shown(who.everywhere)}, "powers": found.has.anywhere | found.has.cluster} if {
	count(who.everywhere) > 0
} else := {"key": "aggregated", "params": {"role": concat(", ", sort(rbac.joins[found.entry.object]))}, "powers": found.has.anywhere | found.has.cluster} if {
	count(rbac.joins[found.entry.object]) > 0
} else := {"key": "raises", "params": {"holders": rbac.shown(who.labels)}, "powers": found.has.anywhere} if {
	count(who.labels) > 0
	count(found.has.anywhere) > 0
} else := {"key": "aggregatedElsewhere", "params": {}, "powers": found.has.anywhere | found.has.cluster, "more": {"status": "not-evaluable"}} if {
	rbac.joins_unknown(found.entry.object)
}

# In one namespace `edit` and `admin` end at its own accounts; over the whole cluster these are everybody's.
violations contains violation if {
	some binding in rbac.bindings
	holders.whole_cluster(binding)
	not holders.whole_cluster_admin(binding)
	subjects := holders.weighed_subjects(binding)
	count(subjects) > 0
	has := {power | some rule in rbac.built_in_rules(binding); some power in reached(binding, powers.of(rule))}
	count(has) > 0
	violation := {
		"object": binding.object,
		"path": ["roleRef", "name"],
		"messageKey": "builtInRole",
		"params": {
			"role": binding.role.name,
			"holders": rbac.shown({rbac.label(subject) | some subject in subjects}),
			"powers": concat(", ", sort(has)),
		},
		"value": {"role": binding.role, "subjects": subjects},
	}
}

reached(binding, has) := has.anywhere | has.cluster if {
	holders.wide(binding)
} else := has.anywhere

violations contains violation if {
	some binding in rbac.bindings
	rbac.unknown(binding)
	subjects := holders.weighed_subjects(binding)
	count(subjects) > 0
	violation := holders.unknown_role(binding, subjects)
}
