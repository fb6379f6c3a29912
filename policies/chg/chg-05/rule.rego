# METADATA
# title: "GitOps keeps the cluster as it was approved"
# custom:
#   id: CHG-05
#   family: CHG
#   severity: medium
#   scope: [O]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#       - {id: "8.32", title: "Change management"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Ændringsstyring (Change Management)"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "gitops.driftMode", default: "enabled", source: "house default"}
#   en:
#     why: "If nothing corrects the cluster, a change by hand stays, and the approved safeguards of patient data are no longer what runs."
#     change: "Take suspend off, turn prune and drift correction on, and narrow wildcard projects and tenants."
#     notEvaluableWhen: "The GitOps tool itself is installed outside the repository."
#     waivable: "A root may be suspended during an incident, hours at a time."
#     messages:
#       suspended: "Reconciliation is suspended. Changes by hand then stay in the cluster."
#       noPrune: "`prune` is not on. What is removed from git goes on running."
#       noDrift: "Drift correction is `{found}` and not `{wanted}`. A change by hand stays in the cluster."
#       driftIgnored: "Drift correction leaves out everything by `{found}`. A change by hand stays in the cluster."
#       notAutomatic: "The application is not synchronised automatically. A change by hand stays until someone synchronises."
#       noSelfHeal: "`selfHeal` is not on. A change by hand stays in the cluster."
#       leftAlone: "The annotation `{found}` keeps GitOps away from this object. A change by hand stays in the cluster."
#       wildcard: "The project allows `*` in `{found}`. A change in one team's folder can reach everything."
#   da:
#     title: "GitOps holder klyngen, som den blev godkendt"
#     why: "Hvis intet retter klyngen, bliver en manuel ændring stående, og de godkendte sikringer af patientdata er ikke længere dem, der gælder."
#     change: "Fjern suspend, slå prune og korrektion af afvigelser til, og indsnævr projekter og tenants med jokertegn."
#     notEvaluableWhen: "GitOps-værktøjet er installeret uden for repositoriet."
#     waivable: "Ja: En rod kan sættes på pause under en hændelse, timer ad gangen."
#     messages:
#       suspended: "Afstemningen er sat på pause. Manuelle ændringer bliver så stående i klyngen."
#       noPrune: "`prune` er ikke slået til. Det, der fjernes fra git, kører videre."
#       noDrift: "Korrektion af afvigelser er `{found}` og ikke `{wanted}`. En manuel ændring bliver stående i klyngen."
#       driftIgnored: "Korrektion af afvigelser udelader alt med `{found}`. En manuel ændring bliver stående i klyngen."
#       notAutomatic: "Applikationen synkroniseres ikke automatisk. En manuel ændring bliver stående, til nogen synkroniserer."
#       noSelfHeal: "`selfHeal` er ikke slået til. En manuel ændring bliver stående i klyngen."
#       leftAlone: "Annotationen `{found}` holder GitOps væk fra objektet. En manuel ændring bliver stående i klyngen."
#       wildcard: "Projektet tillader `*` i `{found}`. En ændring i ét teams mappe kan nå alt."
package tilsyn.controls.chg_05

import data.tilsyn.controls.chg_05.argo
import data.tilsyn.controls.chg_05.flux

examined := flux.examined | argo.examined

violations := flux.violations | argo.violations
