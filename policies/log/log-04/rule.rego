# METADATA
# title: "No person's action falls outside the audit log"
# custom:
#   id: LOG-04
#   family: LOG
#   severity: high
#   scope: [O]
#   references:
#     guide: [3]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#     gdpr: ["32(1)(b)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": ["3.2.1", "3.2.2"], "1.10": ["3.2.1", "3.2.2"], "1.11": ["3.2.1", "3.2.2"], "1.12": ["3.2.1", "3.2.2"], "2.0": ["3.2.1", "3.2.2"]}
#     pss: null
#     datatilsynet: ["Logning af brugeradministrators handlinger"]
#   waivable: {value: true, approvals: 1, except: ["message:left", "message:changes", "message:noCatchAll"]}
#   parameters:
#     - {name: "audit.machineUsers", default: ["system:kube-proxy", "system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"], source: "house default"}
#   en:
#     why: "A rule that skips a user or a resource is where misuse of patient data will hide."
#     change: "Use level None only for named machine users and health paths, end with a catch-all rule at Metadata, and do not omit the ResponseComplete stage."
#     notEvaluableWhen: "No audit policy is in the render (managed cluster)."
#     waivable: "A noisy source can be skipped for a while if it is a machine; people never."
#     messages:
#       left: "Rule {number} logs nothing and is not confined to listed machine users or health paths. What a person does there leaves no trace."
#       unlisted: "Rule {number} logs nothing of {users}, which the configuration does not list as machines. Add them to `audit.machineUsers`, or log them."
#       changes: "A person's changes to {resources} are matched by no rule. They are not logged."
#       noCatchAll: "The policy does not end with a rule for everything at `Metadata` or higher. What no rule matches is not logged."
#       stage: "`omitStages` leaves out `ResponseComplete`. The log does not say whether the request succeeded."
#       unreadable: "The audit policy in `{place}` cannot be read. What it logs is not known."
#   da:
#     title: "Ingen persons handlinger falder uden for auditloggen"
#     why: "Dér, hvor en regel springer en bruger eller en ressource over, kan misbrug af patientdata skjule sig."
#     change: "Brug kun level None for navngivne maskinbrugere og health-stier, slut med en generel regel på Metadata, og udelad ikke ResponseComplete."
#     notEvaluableWhen: "Der er ingen auditpolitik blandt de læste manifester (klynge drevet af leverandør)."
#     waivable: "Ja, for en støjende maskinbruger. Aldrig for personer."
#     messages:
#       left: "Regel {number} logger intet og er ikke begrænset til navngivne maskinbrugere eller health-stier. Det, en person gør dér, efterlader intet spor."
#       unlisted: "Regel {number} logger intet om {users}, som konfigurationen ikke angiver som maskiner. Tilføj dem til `audit.machineUsers`, eller log dem."
#       changes: "En persons ændringer af {resources} er ikke dækket af nogen regel. De logges ikke."
#       noCatchAll: "Politikken slutter ikke med en regel for alt på `Metadata` eller højere. Det, som ingen regel dækker, logges ikke."
#       stage: "`omitStages` udelader `ResponseComplete`. Loggen viser ikke, om handlingen lykkedes."
#       unreadable: "Auditpolitikken i `{place}` kan ikke læses. Det vides ikke, hvad den logger."
package tilsyn.controls.log_04

import data.tilsyn.lib.audit
import data.tilsyn.lib.documents

examined := documents.examined("audit-policy")

changing := ["create", "update", "patch", "delete"]

kinds := [
	{"group": "rbac.authorization.k8s.io", "resource": "roles", "namespaced": true},
	{"group": "rbac.authorization.k8s.io", "resource": "rolebindings", "namespaced": true},
	{"group": "rbac.authorization.k8s.io", "resource": "clusterroles", "namespaced": false},
	{"group": "rbac.authorization.k8s.io", "resource": "clusterrolebindings", "namespaced": false},
	{"group": "", "resource": "namespaces", "namespaced": false},
	{"group": "", "resource": "pods", "namespaced": true},
	{"group": "apps", "resource": "deployments", "namespaced": true},
	{"group": "apps", "resource": "statefulsets", "namespaced": true},
	{"group": "apps", "resource": "daemonsets", "namespaced": true},
	{"group": "batch", "resource": "jobs", "namespaced": true},
	{"group": "batch", "resource": "cronjobs", "namespaced": true},
	{"group": "apiextensions.k8s.io", "resource": "customresourcedefinitions", "namespaced": false},
]

targets := [object.union({"subresource": "", "verbs": changing}, kind) | some kind in kinds]

# A rule that logs nothing hides whatever it matches, unless it speaks of machines or of addresses that tell health.
violations contains violation if {
	some document in audit.policies
	some index, rule in audit.rules(document.value)
	audit.rule_rank(document.value, rule, false) < 1
	not machines_only(rule)
	not health_only(rule)
	violation := {
		"object": document.object,
		"path": documents.path(document, ["rules", index, "level"]),
		"messageKey": left_key(rule),
		"params": {"number": index + 1, "users": quoted(components(rule))},
		"value": rule,
	}
}

# Components and service accounts that nobody has listed: still a hole, but no person's.
left_key(rule) := "unlisted" if {
	count(components(rule)) > 0
} else := "left"

components(rule) := {name | some name in audit.list(rule, "users"); not name in audit.machines} if {
	count(audit.list(rule, "users")) > 0
	every name in rule.users {
		component(name)
	}
} else := {name | some name in audit.list(rule, "userGroups"); not name in audit.machines} if {
	count(audit.list(rule, "userGroups")) > 0
	every name in rule.userGroups {
		component(name)
	}
} else := set()

component(name) if name in audit.machines

component(name) if regex.match(`^system:(serviceaccounts?(:|$)|nodes?(:|$)|kube-|apiserver)`, name)

quoted(names) := concat(", ", sort([text | some name in names; text := concat("", ["`", name, "`"])]))

# Users and groups must both match, so it is enough that one of them holds machines alone.
machines_only(rule) if {
	some field in {"users", "userGroups"}
	count(audit.list(rule, field)) > 0
	every name in audit.list(rule, field) {
		name in audit.machines
	}
}

health_only(rule) if {
	not audit.about_resources(rule)
	count(audit.list(rule, "nonResourceURLs")) > 0
	every address in audit.list(rule, "nonResourceURLs") {
		regex.match(`^/(healthz|livez|readyz|version|openapi|swagger)[^*]*[*]?$`, address)
	}
}

violations contains violation if {
	some document in audit.policies
	found := audit.undecided(document.policy, targets)
	count(found) > 0
	violation := {
		"object": document.object,
		"path": documents.path(document, ["rules"]),
		"messageKey": "changes",
		"params": {"resources": named(found)},
		"value": {"changes": named(found)},
	}
}

named(found) := concat(", ", sort([text | some target in found; text := concat("", ["`", target.resource, "`"])]))

violations contains violation if {
	some document in audit.policies
	not ends_with_all(document.value)
	violation := {
		"object": document.object,
		"path": documents.path(document, ["rules"]),
		"messageKey": "noCatchAll",
		"params": {},
		"value": {"last": last(document.value)},
	}
}

ends_with_all(value) if {
	rule := last(value)
	audit.rank(object.get(rule, "level", "")) > 0
	every field in ["users", "userGroups", "verbs", "resources", "namespaces", "nonResourceURLs"] {
		count(audit.list(rule, field)) == 0
	}
}

last(value) := audit.rules(value)[count(audit.rules(value)) - 1] if {
	count(audit.rules(value)) > 0
} else := {}

violations contains violation if {
	some document in audit.policies
	"ResponseComplete" in audit.list(document.value, "omitStages")
	violation := stage(document, ["omitStages"])
}

# A rule that logs nothing omits nothing.
violations contains violation if {
	some document in audit.policies
	some index, rule in audit.rules(document.value)
	audit.rank(object.get(rule, "level", "")) > 0
	"ResponseComplete" in audit.list(rule, "omitStages")
	violation := stage(document, ["rules", index, "omitStages"])
}

stage(document, inner) := {
	"object": document.object,
	"path": documents.path(document, inner),
	"messageKey": "stage",
	"params": {},
	"value": {"omitted": documents.written(inner)},
}

# Where a text cannot be read, nothing is known of the policy in it.
violations contains violation if {
	some document in documents.unreadable("audit-policy")
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"place": documents.written(document.at)},
	}
}
