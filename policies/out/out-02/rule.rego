# METADATA
# title: "Export stores are closed to outsiders and empty themselves"
# custom:
#   id: OUT-02
#   family: OUT
#   severity: high
#   scope: [O]
#   references:
#     guide: [6]
#     iso27001:
#       - {id: "8.10", title: "Information deletion"}
#       - {id: "8.12", title: "Data leakage prevention"}
#     gdpr: ["5(1)(e)", "32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "export.maxDays", default: 90, source: "house default"}
#   en:
#     why: "An open or unlimited store of exports ends as a leak of patient data found by someone else."
#     change: "Block public access, turn on encryption and let a lifecycle rule delete the objects."
#     notEvaluableWhen: "The bucket is made outside the repository."
#     waivable: "A recipient may need an object longer; give the date."
#     messages:
#       public: "`{field}` leaves the store open to the public. Anyone can find the copies of patient data."
#       notEncrypted: "`{field}` names no encryption. The copies of patient data lie readable in the store."
#       noExpiry: "No active rule for all objects deletes them. An export store without an end fills with forgotten patient data."
#       tooLong: "Objects are deleted only after {found} days; at most {allowed} are allowed. So long the copies lie there."
#       expiryUnsaid: "Nothing here says when the objects of this store are deleted. If it holds exports, it needs a rule."
#       settingsUnknown: "The store is made by its class, and its settings are not in the manifest. Whether it is closed and emptied cannot be seen."
#   da:
#     title: "Lagre til udtræk er lukkede og tømmes automatisk"
#     why: "Et åbent eller ubegrænset lager af udtræk ender som et læk af patientdata, som andre opdager."
#     change: "Spær for offentlig adgang, slå kryptering til, og lad en livscyklusregel slette objekterne."
#     notEvaluableWhen: "Lageret oprettes uden for repositoriet."
#     waivable: "Ja: En modtager kan have behov for længere tid. Angiv datoen."
#     messages:
#       public: "`{field}` lader lageret stå åbent for offentligheden. Enhver kan finde kopierne af patientdata."
#       notEncrypted: "`{field}` angiver ingen kryptering. Kopierne af patientdata ligger læsbare i lageret."
#       noExpiry: "Ingen aktiv regel for alle objekter sletter dem. Et lager uden slutdato fyldes med glemte patientdata."
#       tooLong: "Objekter slettes først efter {found} dage; højst {allowed} er tilladt. Så længe ligger kopierne dér."
#       expiryUnsaid: "Intet her siger, hvornår lagerets objekter slettes. Rummer det udtræk, skal der være en regel."
#       settingsUnknown: "Lageret oprettes efter sin klasse, og indstillingerne fremgår ikke af manifestet. Det kan ikke ses, om det er lukket og tømmes."
package tilsyn.controls.out_02

import data.tilsyn.controls.out_02.expiry
import data.tilsyn.controls.out_02.openness

examined := openness.examined | expiry.examined

violations := openness.violations | expiry.violations
