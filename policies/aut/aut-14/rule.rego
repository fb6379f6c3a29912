# METADATA
# title: "Workloads have their own service account, and a token only if used"
# custom:
#   id: AUT-14
#   family: AUT
#   severity: medium
#   scope: [I]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.16", title: "Identity management"}
#       - {id: "8.2", title: "Privileged access rights"}
#     gdpr: ["25(2)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.5", "5.1.6", "3.1.2"], "1.10": ["5.1.5", "5.1.6", "3.1.2"], "1.11": ["5.1.5", "5.1.6", "3.1.2"], "1.12": ["5.1.5", "5.1.6", "3.1.2"], "2.0": ["5.1.5", "5.1.6", "3.1.2"]}
#     pss: null
#     datatilsynet: ["Minimering af privilegerede adgangsrettigheder"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters: []
#   en:
#     why: "A hacked pod uses its token to move on to other patient systems. A token that never expires works for as long as nobody notices."
#     change: "Create a service account for the workload, set automountServiceAccountToken: false unless it calls the API, and delete token Secrets."
#     notEvaluableWhen: "The service account or its bindings are not in the render."
#     waivable: "Third-party charts often mount the token; accept it until the vendor fixes it."
#     messages:
#       defaultAccount: "The pods run as `default` and carry its token. Whatever is ever granted to that account, they have too."
#       unusedToken: "The pods carry a token of `{account}`, to which no binding gives anything. The token is of use to an intruder alone."
#       unknownAccount: "The service account `{account}` is not among the manifests that were read. Whether the pods carry a token, and what it opens, is not known."
#       defaultMounts: "The `default` account of `{namespace}` hands its token to every pod that does not say otherwise."
#       defaultBound: "`{role}` is given to the `default` account of `{namespace}`. Every pod there that names no account has it."
#       permanentToken: "This Secret is a token of a service account without an end. It works until somebody deletes it."
#   da:
#     title: "Workloads har egen servicekonto og kun token, hvis den bruges"
#     why: "En hacket pod bruger sit token til at komme videre til andre patientsystemer. Et token uden udløb virker, så længe ingen opdager det."
#     change: "Opret en servicekonto til workloaden, sæt automountServiceAccountToken: false, medmindre den kalder API'et, og slet Secrets med faste tokens."
#     notEvaluableWhen: "Servicekontoen eller dens bindinger findes ikke blandt de læste manifester."
#     waivable: "Ja: Mange tredjepartscharts monterer token. Det kan accepteres, til leverandøren har rettet det."
#     messages:
#       defaultAccount: "Pods kører som `default` og har kontoens token. Alt, hvad den konto nogensinde får, har de også."
#       unusedToken: "Pods har et token til `{account}`, som ingen binding giver noget. Tokenet gavner kun en indtrængende."
#       unknownAccount: "Servicekontoen `{account}` findes ikke blandt de læste manifester. Det vides ikke, om pods har et token, og hvad det giver adgang til."
#       defaultMounts: "Kontoen `default` i `{namespace}` udleverer sit token til enhver pod, der ikke siger andet."
#       defaultBound: "`{role}` er givet til kontoen `default` i `{namespace}`. Enhver pod dér, som ikke angiver en konto, har den."
#       permanentToken: "Denne Secret er et token til en servicekonto uden udløb. Det virker, til nogen sletter det."
package tilsyn.inventory.aut_14

import data.tilsyn.lib.objects
import data.tilsyn.lib.pods
import data.tilsyn.lib.rbac
import data.tilsyn.lib.values

examined := (({one.pod.object | some one in runs} | {item.index | some item in tokens}) | {item.index | some item in accounts}) | {binding.object | some binding in rbac.bindings}

accounts := [item |
	some item in objects.by_kind["ServiceAccount"]
	item.group == ""
]

tokens := [item |
	some item in objects.by_kind["Secret"]
	item.group == ""
	item.object.type == "kubernetes.io/service-account-token"
]

# An operator gives pods of its own an account where their custom resource names none.
runs := [{"pod": pod, "namespace": namespace, "account": account} |
	some pod in pods.specs
	account := account_of(pod)
	namespace := object.get(input.objects[pod.object].object, ["metadata", "namespace"], "")
]

# The old name of the field counts where the new one is silent.
account_of(pod) := pod.spec.serviceAccountName if {
	is_string(pod.spec.serviceAccountName)
	pod.spec.serviceAccountName != ""
} else := pod.spec.serviceAccount if {
	is_string(pod.spec.serviceAccount)
	pod.spec.serviceAccount != ""
} else := "default" if {
	not pod.custom
	not pod.partial
}

violations contains violation if {
	some run in runs
	outcome := judge(run)
	violation := object.union(
		{
			"object": run.pod.object,
			"path": array.concat(run.pod.path, [outcome.at]),
			"messageKey": outcome.key,
			"params": {"account": run.account},
			"value": {"account": run.account, "automount": object.get(run.pod.spec, "automountServiceAccountToken", null)},
		},
		object.get(outcome, "more", {}),
	)
}

judge(run) := {"key": "unknownAccount", "at": "serviceAccountName", "more": {"status": "not-evaluable"}} if {
	mounts(run) == "unknown"
	not bound(run)
} else := {"key": "defaultAccount", "at": "automountServiceAccountToken"} if {
	mounts(run) == "yes"
	run.account == "default"
} else := {"key": "unusedToken", "at": "automountServiceAccountToken"} if {
	mounts(run) == "yes"
	not bound(run)
}

# The pod's own word wins over the account's. An account that was not read may say anything, save `default`, which Kubernetes makes and nobody need write.
mounts(run) := "no" if {
	run.pod.spec.automountServiceAccountToken == false
} else := "yes" if {
	run.account == "default"
	values.on(run.pod.spec, "automountServiceAccountToken")
} else := "unknown" if {
	not known(run)
	run.account != "default"
} else := "yes" if {
	values.on(run.pod.spec, "automountServiceAccountToken")
} else := "no" if {
	every told in automount[[run.namespace, run.account]] {
		told == false
	}
} else := "yes"

known(run) if automount[[run.namespace, run.account]]

automount := told_by

told_by[key] contains told if {
	some item in accounts
	key := [object.get(item.object, ["metadata", "namespace"], ""), values.name(item.object.metadata)]
	told := object.get(item.object, "automountServiceAccountToken", null)
}

# A manifest without a namespace may be deployed to any, and a binding names one.
bound(run) if [run.namespace, run.account] in holders

bound(run) if {
	run.namespace == ""
	run.account in holder_names
}

bound(run) if $"system:serviceaccounts:{run.namespace}" in groups

bound(_) if "system:serviceaccounts" in groups

holders contains holder if {
	some binding in rbac.bindings
	some subject in binding.subjects
	holder := account(binding, subject)
}

holder_names := {holder[1] | some holder in holders}

account(binding, subject) := [namespace_of(binding, subject), subject.name] if {
	subject.kind == "ServiceAccount"
}

account(_, subject) := [steps[2], steps[3]] if {
	subject.kind == "User"
	startswith(subject.name, "system:serviceaccount:")
	steps := split(subject.name, ":")
	count(steps) == 4
}

namespace_of(binding, subject) := object.get(subject, "namespace", binding.namespace)

groups contains subject.name if {
	some binding in rbac.bindings
	some subject in binding.subjects
	subject.kind == "Group"
}

violations contains violation if {
	some item in accounts
	values.name(item.object.metadata) == "default"
	told := object.get(item.object, "automountServiceAccountToken", null)
	told != false
	violation := {
		"object": item.index,
		"path": ["automountServiceAccountToken"],
		"messageKey": "defaultMounts",
		"params": {"namespace": object.get(item.object, ["metadata", "namespace"], "")},
		"value": told,
	}
}

violations contains violation if {
	some binding in rbac.bindings
	some index, subject in binding.subjects
	[namespace, "default"] = account(binding, subject)
	violation := {
		"object": binding.object,
		"path": ["subjects", index],
		"messageKey": "defaultBound",
		"params": {"role": binding.role.name, "namespace": namespace},
		"value": {"role": binding.role, "subject": subject},
	}
}

# The token itself is no part of the finding: its digest could be guessed against.
violations contains violation if {
	some item in tokens
	violation := {
		"object": item.index,
		"path": ["type"],
		"messageKey": "permanentToken",
		"params": {},
	}
}
