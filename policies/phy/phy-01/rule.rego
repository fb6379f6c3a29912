# METADATA
# title: "Each data centre has a certificate in force"
# custom:
#   id: PHY-01
#   family: PHY
#   severity: high
#   scope: [A]
#   references:
#     guide: [2]
#     iso27001:
#       - {id: "7.1", title: "Physical security perimeters"}
#       - {id: "7.2", title: "Physical entry"}
#       - {id: "5.22", title: "Monitoring, review and change management of supplier services"}
#     gdpr: ["28(1)", "32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 4 (NIS2 art. 21, stk. 2, litra d)", "§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "attestation.warnDays", default: 60, source: "house default"}
#   en:
#     why: "If strangers can reach the machines, no setting in the cluster protects the patient data on them."
#     change: "Register an ISO 27001 certificate or an ISAE 3000/3402 report for each location, with scope that names the site and a date in the future."
#     notEvaluableWhen: "A location is declared but has no certificate in the register."
#     waivable: "Between two certificates, if the renewal is booked and dated."
#     messages:
#       noLocation: "No location is registered. Where the machines stand, and who vouches for the place, is not known."
#       missing: "No certificate is registered for the location `{entry}`."
#       expired: "The certificate of the location `{entry}` counted until {until}."
#       scope: "The certificate of `{entry}` does not name the site: its scope mentions neither `{entry}` nor `{name}`."
#   da:
#     title: "Hvert datacenter har et gyldigt certifikat"
#     why: "Kan uvedkommende komme til maskinerne, beskytter ingen opsætning i klyngen de patientdata, der ligger på dem."
#     change: "Registrér et ISO 27001-certifikat eller en ISAE 3000/3402-erklæring for hver lokation. Omfanget skal nævne stedet, og datoen skal være i fremtiden."
#     notEvaluableWhen: "En lokation er angivet, men har intet certifikat i registeret."
#     waivable: "Ja, mellem to certifikater, når fornyelsen er aftalt og dateret."
#     messages:
#       noLocation: "Der er ikke registreret nogen lokation. Det vides ikke, hvor maskinerne står, og hvem der står inde for stedet."
#       missing: "Der er ikke registreret et certifikat for lokationen `{entry}`."
#       expired: "Certifikatet for lokationen `{entry}` gjaldt til og med den {until}."
#       scope: "Certifikatet for `{entry}` nævner ikke stedet: Hverken `{entry}` eller `{name}` står i dets omfang."
package tilsyn.register.phy_01
