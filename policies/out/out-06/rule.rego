# METADATA
# title: "Production data stay out of test"
# custom:
#   id: OUT-06
#   family: OUT
#   severity: high
#   scope: [I]
#   references:
#     guide: [6]
#     iso27001:
#       - {id: "8.31", title: "Separation of development, test and production environments"}
#       - {id: "8.33", title: "Test information"}
#     gdpr: ["5(1)(b)", "25(2)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.7.1"], "1.10": ["5.7.1"], "1.11": ["5.6.1"], "1.12": ["5.6.1"], "2.0": ["5.6.1"]}
#     pss: null
#     datatilsynet: ["Vejledning: Testdata - brug af personoplysninger ved udvikling og test af it-systemer"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "environments.production", default: ["production"], source: "house default", reason: "values of the environment's label that stand for production"}
#     - {name: "environments.productionWords", default: ["prod", "prd", "production", "produktion"], source: "house default", reason: "words by which paths and hosts of production are known"}
#   en:
#     why: "In test more people look in and fewer safeguards apply, so a real patient is exposed to people with no reason to see her."
#     change: "Do not restore or clone production volumes into test and do not use production secrets there; make test data, or give the test the same safeguards and a reason."
#     notEvaluableWhen: "The environment of the namespaces is not declared."
#     waivable: "Datatilsynet allows limited, well-founded use if the test has the safeguards of production; two approvals."
#     messages:
#       copied: "Data of `{from}`, which is production, are copied to `{to}`, which is `{environment}`."
#       productionPath: "`{text}` is production's, and `{to}` is `{environment}`. What production keeps there reaches people of the test."
#       environmentUnknown: "Data of `{from}` are copied to `{to}`. Which environments the two belong to is not declared for both."
#       pathUnknown: "`{text}` is production's. Whether `{to}` is production too is not declared."
#       originUnknown: "A snapshot from outside the cluster is handed to `{to}`, which is `{environment}`. Whose data are in it cannot be told."
#   da:
#     title: "Produktionsdata kommer ikke i test"
#     why: "I test ser flere med, og der er færre sikringer, så en rigtig patient bliver synlig for folk uden grund til at se hende."
#     change: "Gendan eller klon ikke produktionsdata til test, og brug ikke produktionens hemmeligheder dér. Lav testdata, eller giv testmiljøet samme sikring som produktion og en begrundelse."
#     notEvaluableWhen: "Det er ikke angivet, hvilket miljø namespacet hører til."
#     waivable: "Ja, med to godkendelser: Datatilsynet tillader begrænset, velbegrundet brug, når testmiljøet har produktionens sikkerhed."
#     messages:
#       copied: "Data fra `{from}`, som er produktion, kopieres til `{to}`, som er `{environment}`."
#       productionPath: "`{text}` er produktionens, og `{to}` er `{environment}`. Det, produktionen har liggende dér, når ud til folk i test."
#       environmentUnknown: "Data fra `{from}` kopieres til `{to}`. Det er ikke angivet for dem begge, hvilket miljø de hører til."
#       pathUnknown: "`{text}` er produktionens. Det er ikke angivet, om `{to}` også er produktion."
#       originUnknown: "Et snapshot udefra gives til `{to}`, som er `{environment}`. Det kan ikke ses, hvis data der er i det."
package tilsyn.inventory.out_06

import data.tilsyn.inventory.out_06.places
import data.tilsyn.lib.environments

examined := {one.object | some one in (places.copies | places.texts) | places.snapshots}

violations contains violation if {
	some copy in places.copies
	outcome := copied[environments.kind(copy.from)][environments.kind(copy.to)]
	violation := object.union(
		{
			"object": copy.object,
			"path": copy.path,
			"params": {"from": copy.from, "to": copy.to, "environment": environments.shown(copy.to)},
			"value": {"from": copy.from, "to": copy.to},
		},
		outcome,
	)
}

copied := {
	"production": {"other": {"messageKey": "copied"}, "unknown": unknown},
	"unknown": {"other": unknown, "unknown": unknown},
}

unknown := {"messageKey": "environmentUnknown", "status": "not-evaluable"}

violations contains violation if {
	some one in places.texts
	environments.names_production(one.text)
	outcome := used[environments.kind(one.to)]
	violation := object.union(
		{
			"object": one.object,
			"path": one.path,
			"params": {"text": one.text, "to": one.to, "environment": environments.shown(one.to)},
			"value": one.text,
		},
		outcome,
	)
}

used := {
	"other": {"messageKey": "productionPath"},
	"unknown": {"messageKey": "pathUnknown", "status": "not-evaluable"},
}

violations contains violation if {
	some one in places.snapshots
	environments.kind(one.to) == "other"
	violation := {
		"object": one.object,
		"path": one.path,
		"messageKey": "originUnknown",
		"status": "not-evaluable",
		"params": {"to": one.to, "environment": environments.shown(one.to)},
		"value": one.to,
	}
}
