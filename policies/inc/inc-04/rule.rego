# METADATA
# title: "An incident plan is in force and has been rehearsed"
# custom:
#   id: INC-04
#   family: INC
#   severity: medium
#   scope: [A]
#   references:
#     guide: [8]
#     iso27001:
#       - {id: "5.24", title: "Information security incident management planning and preparation"}
#       - {id: "5.26", title: "Response to information security incidents"}
#       - {id: "5.27", title: "Learning from information security incidents"}
#       - {id: "5.5", title: "Contact with authorities"}
#     gdpr: ["33(1)", "33(2)", "34(1)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)", "§§ 12 og 13 (NIS2 art. 23)", "§ 15 (NIS2 art. 23, stk. 1 og 2)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "incident.exerciseMonths", default: 12, source: "house default"}
#   en:
#     why: "In a breach the hours count: patients and authorities must be told in time, and nobody finds the phone numbers under attack."
#     change: "Register the plan, who keeps the 24-hour, 72-hour and one-month deadlines, the controller's contact and the last exercise."
#     notEvaluableWhen: "No plan is registered."
#     waivable: "A late exercise can be waived for some weeks; the deadlines of the law cannot."
#     messages:
#       missing: "No incident plan is registered."
#       expired: "The last exercise of the incident plan, `{entry}`, counted until {until}."
#       notExercised: "The incident plan has not been exercised."
#   da:
#     title: "En beredskabsplan er i kraft og afprøvet"
#     why: "Ved et brud tæller timerne: Patienter og myndigheder skal have besked i tide, og ingen finder telefonnumrene midt i et angreb."
#     change: "Registrér planen, hvem der holder fristerne på 24 timer, 72 timer og én måned, den dataansvarliges kontakt og seneste øvelse."
#     notEvaluableWhen: "Der er ikke registreret en plan."
#     waivable: "Ja: En forsinket øvelse kan få nogle uger. Lovens frister kan ikke få dispensation."
#     messages:
#       missing: "Der er ikke registreret en beredskabsplan."
#       expired: "Den seneste øvelse af beredskabsplanen, `{entry}`, gjaldt til og med den {until}."
#       notExercised: "Beredskabsplanen er ikke afprøvet i en øvelse."
package tilsyn.register.inc_04
