# METADATA
# title: "Privileged grants expire and are reviewed"
# custom:
#   id: AUT-15
#   family: AUT
#   severity: medium
#   scope: [I, A]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.18", title: "Access rights"}
#       - {id: "8.2", title: "Privileged access rights"}
#     gdpr: ["32(1)(d)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.1.1"], "1.10": ["5.1.1"], "1.11": ["5.1.1"], "1.12": ["5.1.1"], "2.0": ["5.1.1"]}
#     pss: null
#     datatilsynet: ["Periodisk kontrol af adgangsrettigheders aktualitet", "Dokumentation af autorisationer", "Undgå genanvendelse af autorisation uden aktiv stillingtagen", "Automatisk lukning af inaktive adgange"]
#   waivable: {value: true, approvals: 1, except: ["message:pastExpiry"]}
#   parameters:
#     - {name: "access.reviewDays", default: 183, source: "house default"}
#     - {name: "access.annotations", default: ["tilsyn/owner", "tilsyn/approved-in", "tilsyn/expires-on", "tilsyn/reviewed-on"], source: "house default", reason: "owner, approval, last day and last review, in this order"}
#     - {name: "register.roster", default: [], source: "house default"}
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#   en:
#     why: "Rights that nobody looks at again stay with people who have changed job or left, and with them access to patient data."
#     change: "Add owner, approval reference, expires-on and reviewed-on to the binding; review at least every six months and remove people who are no longer on the roster."
#     notEvaluableWhen: "No roster of people is registered, so departed people cannot be found."
#     waivable: "A late review can be waived for a few weeks, never the expiry itself."
#     messages:
#       missing: "No roster of people is registered, so departed people cannot be found."
#       expired: "The last review of privileged rights counted until {until}."
#       nobody: "The roster names nobody."
#       annotationsMissing: "This binding gives {holders} privileged rights and lacks {names}. Nobody can see who answers for it, and until when."
#       notADay: "`{name}` is `{text}`, which is no day of the calendar such as 2027-03-31."
#       pastExpiry: "The right ended on {day} and is still given to {holders}."
#       reviewLate: "The last review was on {day}, {age} days ago. At most {limit} days may pass."
#       reviewAhead: "The review is dated {day}, which is yet to come."
#       notOnRoster: "{subject} is not on the roster and still holds `{role}`."
#       noToday: "The day of the judgement is not known. Whether the right has ended, or its review is late, cannot be told."
#       unknownRole: "`{role}` is not among the manifests that were read. Whether it gives {holders} privileged rights is not known."
#   da:
#     title: "Privilegerede rettigheder udløber og gennemgås"
#     why: "Rettigheder, som ingen ser på igen, bliver hos folk, der har skiftet job eller er fratrådt, og med dem adgangen til patientdata."
#     change: "Angiv ejer, godkendelse, expires-on og reviewed-on på bindingen. Gennemgå dem mindst hvert halve år, og fjern personer, der ikke længere står på listen."
#     notEvaluableWhen: "Der er ikke registreret en liste over personer, så fratrådte kan ikke findes."
#     waivable: "Ja: En forsinket gennemgang kan få nogle uger. Selve udløbet kan ikke få dispensation."
#     messages:
#       missing: "Der er ikke registreret en liste over personer, så fratrådte kan ikke findes."
#       expired: "Den seneste gennemgang af privilegerede rettigheder gjaldt til og med den {until}."
#       nobody: "Listen over personer er tom."
#       annotationsMissing: "Denne binding giver {holders} privilegerede rettigheder og mangler {names}. Ingen kan se, hvem der har ansvaret, og hvor længe den gælder."
#       notADay: "`{name}` er `{text}`, som ikke er en dag i kalenderen, f.eks. 2027-03-31."
#       pastExpiry: "Rettigheden udløb den {day} og er stadig givet til {holders}."
#       reviewLate: "Den seneste gennemgang var den {day}, for {age} dage siden. Der må højst gå {limit} dage."
#       reviewAhead: "Gennemgangen er dateret {day}, som ligger i fremtiden."
#       notOnRoster: "{subject} står ikke på listen over personer og har stadig `{role}`."
#       noToday: "Dagen for vurderingen er ikke kendt. Det kan ikke afgøres, om rettigheden er udløbet, eller om gennemgangen er forsinket."
#       unknownRole: "`{role}` findes ikke blandt de læste manifester. Det vides ikke, om den giver {holders} privilegerede rettigheder."
package tilsyn.register.aut_15
