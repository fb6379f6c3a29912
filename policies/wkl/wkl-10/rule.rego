# METADATA
# title: "Admission policies block, they do not merely watch"
# custom:
#   id: WKL-10
#   family: WKL
#   severity: high
#   scope: [I, D]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#       - {id: "5.36", title: "Compliance with policies, rules and standards for information security"}
#     gdpr: ["32(1)(b)", "32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)", "§ 6, stk. 1, nr. 6 (NIS2 art. 21, stk. 2, litra f)"]
#     cis: {"1.9": ["5.2.1"], "1.10": ["5.2.1"], "1.11": ["5.2.1"], "1.12": ["5.2.1"], "2.0": ["5.2.1"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "admission.excludedNamespaces", default: ["kube-system", "gatekeeper-system", "kyverno"], source: "house default", reason: "the control plane and the policy engines must start when the engine is down"}
#   en:
#     why: "A policy in dry-run looks like protection in the documents but lets everything through, also a pod that reads patient data."
#     change: "Set Gatekeeper enforcementAction deny, Kyverno failureAction Enforce, or the binding's validationActions to Deny, with failurePolicy Fail; remove old PodSecurityPolicy objects."
#     notEvaluableWhen: "The policy engine's own configuration (webhook, exclusions) is not in the render."
#     waivable: "A new policy may run in dry-run for a trial period with an end date."
#     messages:
#       constraintWatches: "The constraint's `enforcementAction` is `{action}`. It reports what it finds and lets it through."
#       constraintScoped: "No scoped action of the constraint denies at admission. It reports what it finds and lets it through."
#       kyvernoAudits: "The policy's rule `{rule}` has `failureAction` `{action}`. It reports what it finds and lets it through."
#       kyvernoUnset: "The policy's rule `{rule}` names no `failureAction`, so it only audits. It lets through what it finds."
#       kyvernoOverride: "An override sets `failureAction` to `{action}` for some namespaces. There the policy lets through what it finds."
#       backgroundOnly: "The policy has `{field}` off. It looks at what runs already and stops nothing at admission."
#       bindingWatches: "`validationActions` holds no `Deny`. The policy reports what it finds and lets it through."
#       monitorMode: "The policy runs in mode `{action}`. It reports what it finds and lets it through."
#       failsOpen: "`failurePolicy` is `{action}`. When the check cannot be made, everything is let through."
#       webhookFailsOpen: "The webhook `{webhook}` of a policy engine has `failurePolicy` `{action}`. While the engine is down, everything is let through."
#       excluded: "`{namespace}` is left out, and it is not on the list of namespaces that may be. Nothing is checked there."
#       ignoredNamespace: "The label `{label}` keeps policies away from the namespace. It is not on the list of namespaces that may be left out."
#       unbound: "No binding of the policy `{policy}` is among the manifests read. Without one it does nothing."
#       podSecurityPolicy: "PodSecurityPolicy was removed in Kubernetes 1.25. The object protects nothing."
#       lowered: "`{field}` of {kind} `{name}` was `{before}` before this change and is `{after}` after it. What was refused is let through."
#       templateElsewhere: "The template of the constraint's kind `{kind}` is not among those that were read. Without it the constraint does nothing."
#   da:
#     title: "Admission-politikker blokerer og nøjes ikke med at se på"
#     why: "En politik i prøvetilstand ligner beskyttelse på papiret, men slipper alt igennem, også en pod, der læser patientdata."
#     change: "Sæt enforcementAction til deny i Gatekeeper, failureAction til Enforce i Kyverno eller validationActions til Deny i bindingen, med failurePolicy Fail. Fjern gamle PodSecurityPolicy-objekter."
#     notEvaluableWhen: "Politikmotorens egen opsætning (webhook, undtagne namespaces) findes ikke blandt de læste manifester."
#     waivable: "Ja: En ny politik kan køre i prøvetilstand i en periode med slutdato."
#     messages:
#       constraintWatches: "Constraintens `enforcementAction` er `{action}`. Den rapporterer, hvad den finder, og lader det passere."
#       constraintScoped: "Ingen af constraintens scopede handlinger afviser ved admission. Den rapporterer, hvad den finder, og lader det passere."
#       kyvernoAudits: "Politikkens regel `{rule}` har `failureAction` `{action}`. Den rapporterer, hvad den finder, og lader det passere."
#       kyvernoUnset: "Politikkens regel `{rule}` angiver ingen `failureAction` og nøjes derfor med `Audit`. Den lader det, den finder, passere."
#       kyvernoOverride: "En undtagelse sætter `failureAction` til `{action}` for nogle namespaces. Dér lader politikken det, den finder, passere."
#       backgroundOnly: "Politikken har slået `{field}` fra. Den ser på det, der allerede kører, og stopper intet ved admission."
#       bindingWatches: "`validationActions` rummer ikke `Deny`. Politikken rapporterer, hvad den finder, og lader det passere."
#       monitorMode: "Politikken kører i tilstanden `{action}`. Den rapporterer, hvad den finder, og lader det passere."
#       failsOpen: "`failurePolicy` er `{action}`. Kan kontrollen ikke udføres, passerer alt."
#       webhookFailsOpen: "Webhooken `{webhook}` fra en politikmotor har `failurePolicy` `{action}`. Er motoren nede, passerer alt."
#       excluded: "`{namespace}` er holdt udenfor og står ikke på listen over namespaces, der må være det. Dér kontrolleres intet."
#       ignoredNamespace: "Mærkaten `{label}` holder politikker væk fra namespacet. Det står ikke på listen over namespaces, der må holdes udenfor."
#       unbound: "Ingen binding til politikken `{policy}` findes blandt de læste manifester. Uden en gør den intet."
#       podSecurityPolicy: "PodSecurityPolicy blev fjernet i Kubernetes 1.25. Objektet beskytter intet."
#       lowered: "`{field}` i {kind} `{name}` var `{before}` før ændringen og er `{after}` efter den. Det, der blev afvist, slipper igennem."
#       templateElsewhere: "Skabelonen for constraintens type `{kind}` er ikke blandt dem, der er læst. Uden den gør constrainten intet."
package tilsyn.controls.wkl_10

import data.tilsyn.controls.wkl_10.exclusions
import data.tilsyn.controls.wkl_10.gatekeeper
import data.tilsyn.controls.wkl_10.kubernetes
import data.tilsyn.controls.wkl_10.kubewarden
import data.tilsyn.controls.wkl_10.kyverno
import data.tilsyn.controls.wkl_10.webhooks

examined := union({
	exclusions.examined,
	gatekeeper.examined,
	kubernetes.examined,
	kubewarden.examined,
	kyverno.examined,
	webhooks.examined,
})

violations := union({
	exclusions.violations,
	gatekeeper.violations,
	kubernetes.violations,
	kubewarden.violations,
	kyverno.violations,
	webhooks.violations,
})
