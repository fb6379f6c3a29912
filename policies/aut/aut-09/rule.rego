# METADATA
# title: "Roles name exactly what they allow"
# custom:
#   id: AUT-09
#   family: AUT
#   severity: high
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.15", title: "Access control"}
#       - {id: "8.3", title: "Information access restriction"}
#     gdpr: ["25(2)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.3"], "1.10": ["5.1.3"], "1.11": ["5.1.3"], "1.12": ["5.1.3"], "2.0": ["5.1.3"]}
#     pss: null
#     datatilsynet: ["Dataadgang efter behov", "Rollebaserede adgangsrettigheder"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters: []
#   en:
#     why: "A star gives rights nobody has thought of, including to resources added later. That may be the patient database or its secrets."
#     change: "Replace * in verbs, resources, apiGroups and nonResourceURLs with the list that is needed."
#     notEvaluableWhen: "A component's own service accounts hold a star in the API group that the same root defines."
#     waivable: "A platform operator may need a star for a while; list the resources as soon as they are known."
#     messages:
#       verbs: "Rule {number} allows `*` in `verbs`. It gives every action, those added later included."
#       urlVerbs: "Rule {number} allows `*` in `verbs` on `nonResourceURLs`. It reaches addresses of the API server, no objects."
#       resources: "Rule {number} allows `*` in `resources`. It reaches every kind in its API groups, those added later included."
#       subresource: "Rule {number} allows `{entry}` in `resources`. It reaches that subresource of every kind in its API groups."
#       apiGroups: "Rule {number} allows `*` in `apiGroups`. It reaches the named resources in every API group, those added later included."
#       urls: "Rule {number} allows `{entry}` in `nonResourceURLs`. It reaches every address of the API server."
#       ownGroup: "Rule {number} allows `{entry}` in `{groups}`, which this root defines and its own service accounts use. Whether others keep objects in that group cannot be told."
#   da:
#     title: "Roller angiver præcist, hvad de tillader"
#     why: "En stjerne giver rettigheder, som ingen har taget stilling til, også til ressourcer, der kommer til senere. Det kan være patientdatabasen eller dens hemmeligheder."
#     change: "Erstat * i verbs, resources, apiGroups og nonResourceURLs med netop det, der er behov for."
#     notEvaluableWhen: "En komponents egne servicekonti har en stjerne i den API-gruppe, som samme rod definerer."
#     waivable: "Ja: En platformsoperator kan have behov for en stjerne en tid. Angiv ressourcerne, så snart de er kendt."
#     messages:
#       verbs: "Regel {number} tillader `*` i `verbs`. Den giver alle handlinger, også dem der kommer til senere."
#       urlVerbs: "Regel {number} tillader `*` i `verbs` på `nonResourceURLs`. Den når adresser på API-serveren, ingen objekter."
#       resources: "Regel {number} tillader `*` i `resources`. Den når alle typer i sine API-grupper, også dem der kommer til senere."
#       subresource: "Regel {number} tillader `{entry}` i `resources`. Den når den underressource på alle typer i sine API-grupper."
#       apiGroups: "Regel {number} tillader `*` i `apiGroups`. Den når de nævnte ressourcer i alle API-grupper, også dem der kommer til senere."
#       urls: "Regel {number} tillader `{entry}` i `nonResourceURLs`. Den når alle adresser på API-serveren."
#       ownGroup: "Regel {number} tillader `{entry}` i `{groups}`, som denne rod selv definerer, og som dens egne servicekonti bruger. Det kan ikke afgøres, om andre har objekter i gruppen."
package tilsyn.controls.aut_09

import data.tilsyn.lib.objects

roles := [item |
	some item in objects.of_kinds({"Role", "ClusterRole"})
	item.group in {"rbac.authorization.k8s.io", "authorization.openshift.io"}
]

examined := {role.index | some role in roles}

rules := [found |
	some role in roles
	some index, rule in role.object.rules
	is_object(rule)
	found := {"role": role, "path": ["rules", index], "rule": rule}
]

# The whole rule is the offending value: what a star reaches depends on its neighbours, and a waiver must not outlive a change of them.
violations contains violation if {
	some found in rules
	some field in {"apiGroups", "nonResourceURLs", "resources", "verbs"}
	some index, entry in found.rule[field]
	key := fault(found, field, entry)
	violation := object.union(
		outcome(found, field, key),
		{
			"object": found.role.index,
			"path": array.concat(found.path, [field, index]),
			"params": {"entry": entry, "number": found.path[1] + 1, "groups": concat(", ", sort([group | some group in found.rule.apiGroups; is_string(group)]))},
			"value": found.rule,
		},
	)
}

fault(found, "verbs", "*") := "verbs" if not only_urls(found.rule)

fault(found, "verbs", "*") := "urlVerbs" if only_urls(found.rule)

fault(_, "resources", "*") := "resources"

fault(_, "resources", entry) := "subresource" if startswith(entry, "*/")

fault(_, "apiGroups", "*") := "apiGroups"

fault(_, "nonResourceURLs", entry) := "urls" if entry in {"*", "/*"}

only_urls(rule) if {
	count(object.get(rule, "nonResourceURLs", [])) > 0
	count(object.get(rule, "resources", [])) == 0
}

# A component may need everything in the API group that it defines itself. Whether the group is its own cannot be proven from manifests: a definition can be
# added to anybody's group. So the star is named and left open, never passed.
outcome(found, field, key) := {"messageKey": "ownGroup", "status": "not-evaluable"} if {
	field in {"resources", "verbs"}
	key != "urlVerbs"
	own_group(found)
} else := {"messageKey": key}

# All of the rule's groups are defined in the role's own root and in no other, and only service accounts of that root hold the role.
own_group(found) if {
	groups := object.get(found.rule, "apiGroups", [])
	count(groups) > 0
	every group in groups {
		group in defined_groups(found.role, "definition")
		not group in defined_groups(found.role, "definition-elsewhere")
		not belongs_to_kubernetes(group)
	}
	own_accounts(found.role)
	not aggregated(found.role.object)
}

defined_groups(role, how) := {related.object.spec.group |
	some related in role.entry.related
	related.role == how
}

belongs_to_kubernetes(group) if not contains(group, ".")

belongs_to_kubernetes(group) if regex.match(`(^|[.])(k8s[.]io|x-k8s[.]io|kubernetes[.]io|openshift[.]io)$`, group)

# The label binds the rules to whoever holds the other role: view, edit and admin are people's.
aggregated(role) if {
	some name, value in objects.labels(role)
	contains(name, "/aggregate-to-")
	value in {"true", true}
}

own_accounts(role) if {
	bindings := [related.object | some related in role.entry.related; related.role == "binding"]
	count(bindings) > 0
	every binding in bindings {
		count(object.get(binding, "subjects", [])) > 0
		every subject in binding.subjects {
			own_account(role, binding, subject)
		}
	}
}

own_account(role, binding, subject) if {
	subject.kind == "ServiceAccount"
	some related in role.entry.related
	related.role == "account"
	related.object.metadata.name == subject.name
	object.get(related.object.metadata, "namespace", "") == object.get(subject, "namespace", object.get(binding.metadata, "namespace", ""))
}
