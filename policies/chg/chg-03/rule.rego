# METADATA
# title: "Somebody else has approved exactly this change"
# custom:
#   id: CHG-03
#   family: CHG
#   severity: high
#   scope: [D]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.32", title: "Change management"}
#       - {id: "5.3", title: "Segregation of duties"}
#     gdpr: ["32(4)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Ændringsstyring (Change Management)", "Funktionsadskillelse"]
#   waivable: {value: false, approvals: null, except: []}
#   parameters: []
#   en:
#     why: "One person's mistake, or one stolen account, must not be able to change a patient system alone."
#     change: "Ask someone other than the author and the last pusher to approve the current commit; paths that touch security need the security team."
#     notEvaluableWhen: "The approvals cannot be read from GitHub, or accounts cannot be told apart as persons."
#     waivable: "The four-eyes rule is not waived. The emergency procedure (break-glass) is the way, and it is followed up afterwards."
#     messages:
#       lacking: "{counted} of {needed} approvals count for this commit."
#       off: "The configuration asks for no approval by somebody else."
#       unknown: "Who made the change could not be read in full, so nobody's approval can be known to be another's."
#   da:
#     title: "En anden har godkendt netop denne ændring"
#     why: "Én persons fejl eller én stjålet konto må ikke alene kunne ændre et patientsystem."
#     change: "Bed en anden end forfatteren og den, der sidst lagde op, om at godkende den aktuelle commit. Stier, der berører sikkerheden, kræver sikkerhedsteamet."
#     notEvaluableWhen: "Godkendelserne kan ikke læses fra GitHub, eller det kan ikke ses, hvilke konti der er samme person."
#     waivable: "Nej. Fire øjne-princippet kan ikke fraviges. Brug nødproceduren, som følges op bagefter."
#     messages:
#       lacking: "{counted} af {needed} godkendelser tæller for dette commit."
#       off: "Konfigurationen kræver ikke, at en anden godkender."
#       unknown: "Det kunne ikke læses fuldt ud, hvem der har lavet ændringen, så det vides ikke, om en anden har godkendt."
package tilsyn.decisions.chg_03
