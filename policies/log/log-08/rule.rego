# METADATA
# title: "All log sources are collected and share one clock"
# custom:
#   id: LOG-08
#   family: LOG
#   severity: medium
#   scope: [I, A]
#   references:
#     guide: [3]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#       - {id: "8.17", title: "Clock synchronization"}
#     gdpr: ["32(1)(b)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Logning af brugernes anvendelser af personoplysninger"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "attestation.maxAgeDays", default: 365, source: "house default"}
#   en:
#     why: "With a missing source or wrong clocks the story of who saw which patient when cannot be put together."
#     change: "Collect node, ingress, identity and Git logs, keep access logs on, declare the person-access log of each patient application, and register the time source."
#     notEvaluableWhen: "Node logs, time source and application logs cannot be seen in manifests without a declaration."
#     waivable: "A source may be missing while it is connected; name the date."
#     messages:
#       missing: "No statement on log sources is registered."
#       expired: "The statement on log sources counted until {until}."
#       sources: "These log sources are not collected: {lacking}."
#       applications: "No patient application is registered with its look-up log."
#       fields: "The look-up log of `{application}` lacks: {lacking}."
#       accessOff: "`{field}` switches the access log of the ingress off. Who called the system is not written down."
#       accessUnset: "Traefik writes no access log unless `logs.access.enabled` is set. Who called the system is not written down."
#   da:
#     title: "Alle logkilder opsamles og følger samme ur"
#     why: "Mangler en kilde, eller går urene forkert, kan forløbet af, hvem der så hvilken patient hvornår, ikke samles."
#     change: "Opsaml logs fra noder, ingress, identitetsudbyder og Git, lad adgangslogs være slået til, angiv hver patientapplikations opslagslog, og registrér tidskilden."
#     notEvaluableWhen: "Nodelogs, tidskilde og applikationslogs kan ikke ses i manifester uden en erklæring."
#     waivable: "Ja: En kilde kan mangle, mens den kobles på. Angiv datoen."
#     messages:
#       missing: "Der er ikke registreret en erklæring om logkilder."
#       expired: "Erklæringen om logkilder gjaldt til og med den {until}."
#       sources: "Disse logkilder opsamles ikke: {lacking}."
#       applications: "Der er ikke registreret en patientapplikation med opslagslog."
#       fields: "Opslagsloggen for `{application}` mangler: {lacking}."
#       accessOff: "`{field}` slår ingressens adgangslog fra. Det skrives ikke ned, hvem der kaldte systemet."
#       accessUnset: "Traefik skriver kun adgangslog, når `logs.access.enabled` er sat. Det skrives ikke ned, hvem der kaldte systemet."
package tilsyn.register.log_08
