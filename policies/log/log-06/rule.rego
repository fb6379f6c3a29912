# METADATA
# title: "The log store cannot be altered or erased by those it watches"
# custom:
#   id: LOG-06
#   family: LOG
#   severity: high
#   scope: [I, A]
#   references:
#     guide: [3]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#       - {id: "5.28", title: "Collection of evidence"}
#       - {id: "5.33", title: "Protection of records"}
#     gdpr: ["5(1)(f)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Logning af brugeradministrators handlinger", "Funktionsadskillelse"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "attestation.maxAgeDays", default: 365, source: "house default"}
#     - {name: "log.lockMode", default: "COMPLIANCE", source: "house default"}
#   en:
#     why: "If the people who run the systems can change the log, it proves nothing when patient data have been misused."
#     change: "Keep the logs under object lock in mode COMPLIANCE for the whole retention, or in an account or cluster that production roles cannot write to; otherwise register how it is protected."
#     notEvaluableWhen: "The bucket is made outside the repository and no register entry describes it. A MinIO tenant with objectLock: true only enables locking; the retention is set elsewhere."
#     waivable: "While the lock is introduced; never longer than the lock itself would last."
#     messages:
#       missing: "No log store is registered."
#       expired: "The statement on the log store `{entry}` counted until {until}."
#       notLocked: "The log store `{entry}` is neither locked in mode COMPLIANCE for its {days} days nor out of reach of production."
#       unlocked: "The bucket `{bucket}` holds logs and is not locked. Whoever runs the cluster can delete them."
#       weakMode: "The lock of the bucket is of mode `{found}`, which those with rights to it can take off. `{mode}` is expected."
#   da:
#     title: "Loglageret kan ikke ændres eller slettes af dem, det overvåger"
#     why: "Kan driften ændre loggen, beviser den intet, når patientdata er misbrugt."
#     change: "Læg loggen under object lock i tilstand COMPLIANCE i hele opbevaringstiden, eller i en konto eller klynge, som produktionens roller ikke kan skrive til. Registrér ellers, hvordan den er beskyttet."
#     notEvaluableWhen: "Lageret oprettes uden for repositoriet, og ingen registerpost beskriver det. objectLock: true på en MinIO-tenant slår kun låsning til. Selve opbevaringstiden sættes et andet sted."
#     waivable: "Ja, mens låsen indføres, og med to godkendelser."
#     messages:
#       missing: "Der er ikke registreret et loglager."
#       expired: "Erklæringen om loglageret `{entry}` gjaldt til og med den {until}."
#       notLocked: "Loglageret `{entry}` er hverken låst i tilstand COMPLIANCE i sine {days} dage eller uden for produktionens rækkevidde."
#       unlocked: "Bucketen `{bucket}` rummer logs og er ikke låst. Den, der driver klyngen, kan slette dem."
#       weakMode: "Bucketens lås har tilstanden `{found}`, som kan ophæves af dem med ret til det. Der forventes `{mode}`."
package tilsyn.register.log_06
