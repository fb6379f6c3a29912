# METADATA
# title: "A restore has been tested and timed"
# custom:
#   id: BAK-06
#   family: BAK
#   severity: high
#   scope: [A]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.13", title: "Information backup"}
#       - {id: "5.30", title: "ICT readiness for business continuity"}
#     gdpr: ["32(1)(c)", "32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)", "§ 6, stk. 1, nr. 6 (NIS2 art. 21, stk. 2, litra f)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Backup"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "restoreTest.days", default: 183, source: "house default"}
#   en:
#     why: "An untested backup is a hope. In an outage the clinic needs to know whether records return in hours or not at all."
#     change: "Restore a real system at least every six months, measure how long it took, and register scope, time and result."
#     notEvaluableWhen: "No restore is registered."
#     waivable: "A late test can be waived for some weeks."
#     messages:
#       missing: "No restore is registered."
#       expired: "The newest restore, `{entry}`, counted until {until}."
#       failed: "The newest restore of `{system}`, `{entry}`, failed."
#       notChecked: "After the restore `{entry}` of `{system}` nobody looked whether the data are whole."
#   da:
#     title: "Gendannelse er afprøvet, og tiden er målt"
#     why: "En backup, der ikke er afprøvet, er kun et håb. Ved nedbrud skal klinikken vide, om journalerne er tilbage om timer eller slet ikke."
#     change: "Gendan et rigtigt system mindst hvert halve år, mål tiden, og registrér omfang, varighed og resultat."
#     notEvaluableWhen: "Der er ikke registreret en gendannelse."
#     waivable: "Ja: En forsinket afprøvning kan få nogle uger."
#     messages:
#       missing: "Der er ikke registreret nogen gendannelse."
#       expired: "Den seneste gendannelse, `{entry}`, gjaldt til og med den {until}."
#       failed: "Den seneste gendannelse af `{system}`, `{entry}`, mislykkedes."
#       notChecked: "Efter gendannelsen `{entry}` af `{system}` har ingen set efter, om data er hele."
package tilsyn.register.bak_06
