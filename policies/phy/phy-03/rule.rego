# METADATA
# title: "Disks are wiped or destroyed before they leave the site"
# custom:
#   id: PHY-03
#   family: PHY
#   severity: low
#   scope: [A]
#   references:
#     guide: [2]
#     iso27001:
#       - {id: "7.10", title: "Storage media"}
#       - {id: "7.14", title: "Secure disposal or re-use of equipment"}
#     gdpr: ["5(1)(f)", "32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "attestation.maxAgeDays", default: 365, source: "house default"}
#   en:
#     why: "A disk sent to repair or sold can still hold patient data."
#     change: "Register the provider's yearly statement on repair and disposal, or show that volumes are encrypted with keys that are destroyed."
#     notEvaluableWhen: "A location is declared without a statement."
#     waivable: "While a new statement is being fetched from the provider."
#     messages:
#       noLocation: "No location is registered. Where the machines stand, and who vouches for the place, is not known."
#       missing: "No statement on the disposal of disks is registered for the location `{entry}`."
#       expired: "The statement on the disposal of disks at `{entry}` counted until {until}."
#   da:
#     title: "Diske slettes eller destrueres, før de forlader stedet"
#     why: "En disk, der sendes til reparation eller sælges, kan stadig rumme patientdata."
#     change: "Registrér leverandørens årlige erklæring om reparation og bortskaffelse, eller vis, at diske er krypteret med nøgler, der destrueres."
#     notEvaluableWhen: "En lokation er angivet uden erklæring."
#     waivable: "Ja, mens en ny erklæring indhentes fra leverandøren."
#     messages:
#       noLocation: "Der er ikke registreret nogen lokation. Det vides ikke, hvor maskinerne står, og hvem der står inde for stedet."
#       missing: "Der er ikke registreret en erklæring om bortskaffelse af diske for lokationen `{entry}`."
#       expired: "Erklæringen om bortskaffelse af diske på `{entry}` gjaldt til og med den {until}."
package tilsyn.register.phy_03
