# METADATA
# title: "Logs are reviewed, and the review is written down"
# custom:
#   id: LFU-03
#   family: LFU
#   severity: medium
#   scope: [A]
#   references:
#     guide: [4]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#       - {id: "8.16", title: "Monitoring activities"}
#     gdpr: ["32(1)(d)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Stikprøver i log over brugernes anvendelser af personoplysninger"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "logReview.days", default: 30, source: "house default"}
#   en:
#     why: "Curious look-ups by colleagues are only found when someone checks, and staff only refrain when they know that someone does."
#     change: "Take samples at unpredictable times, let someone other than the operator look, and register period, reviewer, size and outcome."
#     notEvaluableWhen: "No review is registered."
#     waivable: "Holiday or illness can delay a review by a few weeks."
#     messages:
#       missing: "No review of logs is registered."
#       expired: "The newest review of logs, `{entry}`, counted until {until}."
#       sameParty: "`{reviewer}` reviewed the logs of the systems that `{reviewer}` runs. Let somebody else look."
#       noSample: "The review `{entry}` looked at nothing: its sample size is 0."
#   da:
#     title: "Logopfølgning er udført og dokumenteret"
#     why: "Nysgerrige opslag bliver kun fundet, når nogen ser efter, og de bliver kun ladt være, når medarbejderne ved, at nogen gør."
#     change: "Tag stikprøver på uforudsigelige tidspunkter, lad en anden end driften gennemgå dem, og registrér periode, kontrollant, omfang og udfald."
#     notEvaluableWhen: "Der er ikke registreret nogen logopfølgning."
#     waivable: "Ja: Ferie eller sygdom kan udskyde en gennemgang nogle uger."
#     messages:
#       missing: "Der er ikke registreret nogen logopfølgning."
#       expired: "Den seneste logopfølgning, `{entry}`, gjaldt til og med den {until}."
#       sameParty: "`{reviewer}` har gennemgået logs for systemer, som `{reviewer}` selv driver. Lad en anden gennemgå dem."
#       noSample: "Logopfølgningen `{entry}` har ikke set på noget: Stikprøven er på 0."
package tilsyn.register.lfu_03
