# METADATA
# title: "Each processor has a current agreement and is supervised"
# custom:
#   id: SUP-04
#   family: SUP
#   severity: high
#   scope: [A]
#   references:
#     guide: []
#     iso27001:
#       - {id: "5.20", title: "Addressing information security within supplier agreements"}
#       - {id: "5.22", title: "Monitoring, review and change management of supplier services"}
#       - {id: "5.34", title: "Privacy and protection of PII"}
#     gdpr: ["28(1)", "28(3)"]
#     nis2: ["§ 6, stk. 1, nr. 4 (NIS2 art. 21, stk. 2, litra d)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: false, approvals: null, except: []}
#   parameters:
#     - {name: "processor.supervisionMonths", default: 12, source: "house default"}
#   en:
#     why: "Without an agreement and an instruction nobody may process patient data for you, and nobody has promised to protect them."
#     change: "Register agreement, template, an instruction that covers all eight areas, the date of signing and the last supervision."
#     notEvaluableWhen: "The processor is known from an endpoint but has no entry in the register."
#     waivable: "An agreement is demanded by GDPR art. 28(3); no waiver can stand in for it. Late supervision is a finding until it is done."
#     messages:
#       noProcessor: "No processor is registered."
#       noAgreement: "No agreement with the processor `{entry}` is registered."
#       noInstruction: "No instruction to the processor `{entry}` is registered."
#       areas: "The instruction to `{entry}` does not name these areas of the guide: {lacking}."
#       notSupervised: "No supervision of the processor `{entry}` is registered."
#       expired: "The last supervision of the processor `{entry}` counted until {until}."
#   da:
#     title: "Hver databehandler har en gældende aftale, og der føres tilsyn"
#     why: "Uden databehandleraftale og instruks må ingen behandle patientdata for jer, og ingen har forpligtet sig til at beskytte dem."
#     change: "Registrér aftale, skabelon, en instruks, der dækker alle otte områder, underskriftsdato og seneste tilsyn."
#     notEvaluableWhen: "Databehandleren kendes fra et endpoint, men står ikke i registeret."
#     waivable: "Nej. Aftalen kræves i databeskyttelsesforordningens artikel 28, stk. 3. Et forsinket tilsyn er et fund, indtil det er udført."
#     messages:
#       noProcessor: "Der er ikke registreret nogen databehandler."
#       noAgreement: "Der er ikke registreret en databehandleraftale med `{entry}`."
#       noInstruction: "Der er ikke registreret en instruks til databehandleren `{entry}`."
#       areas: "Instruksen til `{entry}` nævner ikke disse af vejledningens områder: {lacking}."
#       notSupervised: "Der er ikke registreret tilsyn med databehandleren `{entry}`."
#       expired: "Det seneste tilsyn med databehandleren `{entry}` gjaldt til og med den {until}."
package tilsyn.register.sup_04
