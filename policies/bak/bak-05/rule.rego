# METADATA
# title: "One copy of the backup is immutable and lies apart"
# custom:
#   id: BAK-05
#   family: BAK
#   severity: high
#   scope: [I, A]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.13", title: "Information backup"}
#       - {id: "5.29", title: "Information security during disruption"}
#     gdpr: ["32(1)(c)"]
#     nis2: ["§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Backup"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "attestation.maxAgeDays", default: 365, source: "house default"}
#     - {name: "backup.copy.minLockDays", default: 30, source: "house default"}
#   en:
#     why: "Ransomware encrypts the backups too. Only a copy that cannot be changed brings the patients' records back."
#     change: "Replicate to a bucket with object lock and versioning in another account or site, or register the provider's copy. Do not lock the bucket Velero writes to."
#     notEvaluableWhen: "The copy is made outside the repository and no register entry describes it."
#     waivable: "While the copy is set up."
#     messages:
#       missing: "No copy of a backup is registered."
#       expired: "The statement on the copy `{entry}` counted until {until}."
#       notApart: "The copy `{entry}` lies where the backup lies."
#       lockTooShort: "The copy `{entry}` cannot be changed for {found} days only. At least {allowed} are asked for."
#       noLock: "Nothing locks the copy `{copy}`. Whoever holds its key can delete or overwrite it."
#       noRetention: "The copy `{copy}` can be locked, but no rule says for how long. Nothing in it is locked."
#       governance: "The lock of the copy `{copy}` has the mode `{found}`, which those with enough rights can lift. Only `COMPLIANCE` holds against everybody."
#       lockEndsSoon: "The copy `{copy}` cannot be changed for {found} days only. At least {allowed} are asked for."
#       beside: "The copy `{copy}` lies in the same account and region as `{source}`. One break-in takes both."
#       accountUnseen: "Whether the copy `{copy}` lies in another account or region than `{source}` cannot be seen."
#       lockUnseen: "The copy `{copy}` can be locked; the rule that says for how long is not among the manifests that were read."
#       lockedStore: "Velero writes to `{copy}`, which is locked. Backups can then fail, so the lock belongs on a copy."
#       noCopy: "No copy of the backups in `{source}` is in this repository. If one is made elsewhere, it belongs in the register."
#   da:
#     title: "Én kopi af backuppen kan ikke ændres og ligger adskilt"
#     why: "Ransomware krypterer også backup. Kun en kopi, der ikke kan ændres, bringer patienternes journaler tilbage."
#     change: "Kopiér til et lager med object lock og versionering i en anden konto eller lokation, eller registrér leverandørens kopi. Lås ikke det lager, Velero skriver til."
#     notEvaluableWhen: "Kopien laves uden for repositoriet, og ingen registerpost beskriver den."
#     waivable: "Ja, mens kopien etableres."
#     messages:
#       missing: "Der er ikke registreret en kopi af backuppen."
#       expired: "Erklæringen om kopien `{entry}` gjaldt til og med den {until}."
#       notApart: "Kopien `{entry}` ligger samme sted som backuppen."
#       lockTooShort: "Kopien `{entry}` er kun låst i {found} dage. Mindst {allowed} er nødvendige."
#       noLock: "Intet låser kopien `{copy}`. Den, der har nøglen, kan slette eller overskrive den."
#       noRetention: "Kopien `{copy}` kan låses, men ingen regel siger hvor længe. Intet i den er låst."
#       governance: "Låsen på kopien `{copy}` har tilstanden `{found}`, som enhver med rettigheder nok kan ophæve. Kun `COMPLIANCE` holder over for alle."
#       lockEndsSoon: "Kopien `{copy}` er kun låst i {found} dage. Mindst {allowed} er nødvendige."
#       beside: "Kopien `{copy}` ligger i samme konto og region som `{source}`. Ét indbrud tager begge."
#       accountUnseen: "Det kan ikke ses, om kopien `{copy}` ligger i en anden konto eller region end `{source}`."
#       lockUnseen: "Kopien `{copy}` kan låses; den regel, der siger hvor længe, er ikke blandt de læste manifester."
#       lockedStore: "Velero skriver til `{copy}`, som er låst. Backup kan så fejle, og låsen hører til på en kopi."
#       noCopy: "Ingen kopi af backuppen i `{source}` er i dette repository. Laves den et andet sted, hører den hjemme i registeret."
package tilsyn.register.bak_05
