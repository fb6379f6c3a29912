# METADATA
# title: "There is a rehearsed way to hand out logs"
# custom:
#   id: ALR-01
#   family: ALR
#   severity: medium
#   scope: [A]
#   references:
#     guide: [7]
#     iso27001:
#       - {id: "5.28", title: "Collection of evidence"}
#       - {id: "5.34", title: "Privacy and protection of PII"}
#     gdpr: ["12(3)", "15(1)", "15(3)", "28(3)(e)", "28(3)(h)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Afgørelse 6. juni 2024: Hvad gælder for indsigt i logfiler?"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "logRequest.controllerDays", default: 5, source: "house default"}
#     - {name: "logRequest.drillMonths", default: 12, source: "house default"}
#   en:
#     why: "A patient has the right to know when and why the record was looked up; without a procedure the answer comes late or shows too much."
#     change: "Register who answers, within which time, how requests from the controller and from patients differ, and when it was last rehearsed."
#     notEvaluableWhen: "No procedure is registered."
#     waivable: "While the procedure is written; the duty to answer stays."
#     messages:
#       missing: "No procedure for handing out logs is registered."
#       expired: "The last rehearsal of handing out logs counted until {until}."
#       covers: "The procedure for handing out logs does not cover: {lacking}."
#       tooLate: "The procedure allows {found} days for an answer. At most {allowed} are allowed."
#       notDrilled: "The procedure for handing out logs has not been rehearsed."
#   da:
#     title: "Der er en afprøvet procedure for udlevering af log"
#     why: "En patient har ret til at vide, hvornår og hvorfor der er slået op. Uden en procedure kommer svaret for sent eller viser for meget."
#     change: "Registrér, hvem der svarer, inden for hvilken frist, hvordan anmodninger fra den dataansvarlige og fra patienter adskiller sig, og hvornår det sidst blev afprøvet."
#     notEvaluableWhen: "Der er ikke registreret en procedure."
#     waivable: "Ja, mens proceduren skrives. Pligten til at svare består."
#     messages:
#       missing: "Der er ikke registreret en procedure for udlevering af log."
#       expired: "Den seneste afprøvning af udlevering af log gjaldt til og med den {until}."
#       covers: "Proceduren for udlevering af log omfatter ikke: {lacking}."
#       tooLate: "Proceduren giver {found} dage til at svare. Højst {allowed} er tilladt."
#       notDrilled: "Proceduren for udlevering af log er ikke afprøvet."
package tilsyn.register.alr_01
