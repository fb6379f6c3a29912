# METADATA
# title: "Production workloads have capacity, replicas and room for upkeep"
# custom:
#   id: WKL-09
#   family: WKL
#   severity: medium
#   scope: [O, I]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.6", title: "Capacity management"}
#       - {id: "8.14", title: "Redundancy of information processing facilities"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "replicas.environments", default: ["production"], source: "house default", reason: "environments in which the number of replicas is judged"}
#     - {name: "replicas.min", default: 2, source: "house default", reason: "one copy can restart while another answers"}
#     - {name: "pdb.minDisruptions", default: 1, source: "house default", reason: "a drain moves one pod at a time"}
#   en:
#     why: "If one pod takes all memory or the only copy restarts, clinicians cannot see patient data when they need them."
#     change: "Set cpu and memory requests and a memory limit, run at least two replicas, and let the disruption budget allow one pod to go."
#     notEvaluableWhen: "Replicas are set by an autoscaler or an operator outside the render."
#     waivable: "Software that can run in one copy only, with a plan for downtime."
#     messages:
#       cpuRequest: "Container `{container}` asks for no cpu. The scheduler keeps nothing free for it, and it starves when the node is busy."
#       memoryRequest: "Container `{container}` asks for no memory. The scheduler keeps nothing free for it, and it is among the first to be stopped."
#       memoryLimit: "Container `{container}` has no memory limit. It can take all memory of the node from the others."
#       replicas: "`{found}` replicas run in `{environment}`, and `{min}` are asked for. A restart stops the service."
#       scalerMinimum: "The autoscaler may go down to `{found}` replicas in `{environment}`, and `{min}` are asked for. A restart then stops the service."
#       budgetBlocks: "The disruption budget lets no pod go. Nodes cannot be drained, so updates wait or are forced."
#       budgetUnreadable: "`{field}` of the disruption budget is neither a number nor a percentage. How many pods may go cannot be told."
#       pairBlocks: "With `{replicas}` replicas the disruption budget `{budget}` lets `{allowed}` pods go, and `{min}` are asked for. Nodes cannot be drained."
#       severalBudgets: "The disruption budgets `{budgets}` choose the same pods. Kubernetes then refuses every eviction, so nodes cannot be drained."
#       budgetUnmatched: "The disruption budget keeps `{value}` pods, and no workload that it chooses is in this root. Whether it lets a pod go cannot be told."
#       scaled: "`{budget}` keeps a number of pods, and the autoscaler `{scaler}` names no minimum. Whether a pod may go cannot be told."
#   da:
#     title: "Workloads i produktion har kapacitet, replikaer og driftsreserve"
#     why: "Tager én pod al hukommelse, eller genstarter den eneste replika, kan klinikere ikke se patientdata, når de har brug for dem."
#     change: "Angiv requests for cpu og hukommelse og en hukommelsesgrænse, kør mindst to replikaer, og lad disruption budget tillade, at én pod lukkes."
#     notEvaluableWhen: "Antallet af replikaer styres af autoskalering eller en operator uden for de læste manifester."
#     waivable: "Ja, til software, der kun kan køre i én replika, når der er en plan for nedetid."
#     messages:
#       cpuRequest: "Containeren `{container}` beder ikke om cpu. Scheduleren reserverer intet til den, og den sulter, når noden har travlt."
#       memoryRequest: "Containeren `{container}` beder ikke om hukommelse. Scheduleren reserverer intet til den, og den stoppes blandt de første."
#       memoryLimit: "Containeren `{container}` har ingen hukommelsesgrænse. Den kan tage al nodens hukommelse fra de andre."
#       replicas: "Der kører `{found}` replikaer i `{environment}`, og der kræves `{min}`. En genstart standser tjenesten."
#       scalerMinimum: "Autoskaleringen må gå ned til `{found}` replikaer i `{environment}`, og der kræves `{min}`. En genstart standser da tjenesten."
#       budgetBlocks: "Disruption budget tillader ikke, at nogen pod lukkes. Noder kan ikke tømmes, så opdateringer venter eller gennemtvinges."
#       budgetUnreadable: "`{field}` i disruption budget er hverken et tal eller en procentdel. Det kan ikke afgøres, hvor mange pods der må lukkes."
#       pairBlocks: "Med `{replicas}` replikaer tillader disruption budget `{budget}`, at `{allowed}` pods lukkes, og der kræves `{min}`. Noder kan ikke tømmes."
#       severalBudgets: "Flere disruption budgets (`{budgets}`) vælger de samme pods. Kubernetes afviser da enhver eviction, så noder kan ikke tømmes."
#       budgetUnmatched: "Disruption budget holder `{value}` pods, og ingen workload, som det vælger, findes i denne rod. Det kan ikke afgøres, om det tillader, at en pod lukkes."
#       scaled: "`{budget}` holder et antal pods, og autoskaleringen `{scaler}` angiver intet minimum. Det kan ikke afgøres, om en pod må lukkes."
package tilsyn.controls.wkl_09

import data.tilsyn.controls.wkl_09.budgets
import data.tilsyn.controls.wkl_09.replicas
import data.tilsyn.controls.wkl_09.resources

examined := (resources.examined | replicas.examined) | budgets.examined

violations := (resources.violations | replicas.violations) | budgets.violations
