# METADATA
# title: "Every waiver is narrow, reasoned, approved and dated"
# custom:
#   id: CHG-04
#   family: CHG
#   severity: high
#   scope: [D, A]
#   references:
#     guide: []
#     iso27001:
#       - {id: "5.36", title: "Compliance with policies, rules and standards for information security"}
#       - {id: "8.32", title: "Change management"}
#     gdpr: ["5(2)", "32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)", "§ 6, stk. 1, nr. 6 (NIS2 art. 21, stk. 2, litra f)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Ændringsstyring (Change Management)", "Funktionsadskillelse"]
#   waivable: {value: false, approvals: null, except: []}
#   parameters: []
#   en:
#     why: "A waiver without an end becomes the rule, and the hole in the protection of patient data is forgotten."
#     change: "Name control, object, reason, approver and an expiry of at most 90 days; let another person approve, and remove what is expired or has lost its object."
#     notEvaluableWhen: "The record branch cannot be read."
#     waivable: "A waiver of the rules on waivers would remove them."
#     messages:
#       unread: "The log with the waivers could not be read."
#       tooLong: "The waiver `{id}` lasts {found} days. At most {allowed} are allowed."
#       notApproved: "The waiver `{id}` counts without the approvals that it needs by people other than the one who asked."
#       expired: "The waiver `{id}` has ended, and what it covered is still there."
#   da:
#     title: "Enhver dispensation er snæver, begrundet, godkendt og tidsbegrænset"
#     why: "En dispensation uden slutdato bliver til reglen, og hullet i beskyttelsen af patientdata bliver glemt."
#     change: "Angiv kontrol, objekt, begrundelse, godkender og et udløb på højst 90 dage. Lad en anden godkende, og fjern det, der er udløbet eller har mistet sit objekt."
#     notEvaluableWhen: "Grenen med dispensationer kan ikke læses."
#     waivable: "Nej. En dispensation fra reglerne om dispensation ville ophæve dem."
#     messages:
#       unread: "Loggen med dispensationer kunne ikke læses."
#       tooLong: "Dispensationen `{id}` varer {found} dage. Højst {allowed} er tilladt."
#       notApproved: "Dispensationen `{id}` tæller uden de nødvendige godkendelser fra andre end den, der søgte."
#       expired: "Dispensationen `{id}` er ophørt, og det, den gjaldt, er der stadig."
package tilsyn.decisions.chg_04
