# METADATA
# title: "Fresh benchmark results exist and show no new failures"
# custom:
#   id: INC-05
#   family: INC
#   severity: medium
#   scope: [I, A]
#   references:
#     guide: [8]
#     iso27001:
#       - {id: "5.36", title: "Compliance with policies, rules and standards for information security"}
#       - {id: "8.9", title: "Configuration management"}
#     gdpr: ["32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 6 (NIS2 art. 21, stk. 2, litra f)"]
#     cis: {"1.9": ["all"], "1.10": ["all"], "1.11": ["all"], "1.12": ["all"], "2.0": ["all"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "benchmark.reportMaxDays", default: 90, source: "house default"}
#     - {name: "kubernetesVersion", default: "", source: "house default"}
#   en:
#     why: "Settings drift. Without a measurement nobody sees that a protection of patient data has gone."
#     change: "Run kube-bench (or a compliance report) on a schedule, register the latest report, and correct new failures."
#     notEvaluableWhen: "No report is registered, or it belongs to another Kubernetes version."
#     waivable: "A failure that cannot be corrected in this version, with the date of the next."
#     messages:
#       missing: "No benchmark report is registered."
#       expired: "The benchmark report `{entry}` counted until {until}."
#       unreadable: "The benchmark report `{file}` is not in the repository, or is no report of kube-bench."
#       fails: "Checks that failed in the benchmark report `{entry}`: {count}, beginning with {tests}."
#       otherVersion: "The benchmark report `{entry}` is of Kubernetes {found}, and the rules of {expected} apply."
#       suspended: "The benchmark job is suspended. No new results come."
#       tooRare: "The benchmark job runs less often than every {days} days. Its results are too old by then."
#   da:
#     title: "Aktuelle benchmarkresultater foreligger uden nye fejl"
#     why: "Opsætninger ændrer sig over tid. Uden en måling ser ingen, at en beskyttelse af patientdata er væk."
#     change: "Kør kube-bench (eller en compliancerapport) efter en plan, registrér den seneste rapport, og ret nye fejl."
#     notEvaluableWhen: "Der er ikke registreret en rapport, eller den hører til en anden Kubernetes-version."
#     waivable: "Ja, for en fejl, der ikke kan rettes i denne version, med dato for den næste."
#     messages:
#       missing: "Der er ikke registreret en benchmarkrapport."
#       expired: "Benchmarkrapporten `{entry}` gjaldt til og med den {until}."
#       unreadable: "Benchmarkrapporten `{file}` findes ikke i repositoriet eller er ikke en rapport fra kube-bench."
#       fails: "Tjek, der fejler i benchmarkrapporten `{entry}`: {count}, begyndende med {tests}."
#       otherVersion: "Benchmarkrapporten `{entry}` gælder Kubernetes {found}, men reglerne for {expected} er i kraft."
#       suspended: "Benchmarkjobbet er sat på pause. Der kommer ingen nye resultater."
#       tooRare: "Benchmarkjobbet kører sjældnere end med {days} dages mellemrum. Så er resultaterne for gamle."
package tilsyn.register.inc_05
