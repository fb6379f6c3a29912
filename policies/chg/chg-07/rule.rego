# METADATA
# title: "Every namespace has an owner, a system and a data class"
# custom:
#   id: CHG-07
#   family: CHG
#   severity: low
#   scope: [O]
#   references:
#     guide: []
#     iso27001:
#       - {id: "5.9", title: "Inventory of information and other associated assets"}
#       - {id: "5.12", title: "Classification of information"}
#       - {id: "5.13", title: "Labelling of information"}
#       - {id: "8.31", title: "Separation of development, test and production environments"}
#     gdpr: ["30(1)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.7.1", "5.7.4"], "1.10": ["5.7.1", "5.7.4"], "1.11": ["5.6.1", "5.6.4"], "1.12": ["5.6.1", "5.6.4"], "2.0": ["5.6.1", "5.6.4"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "labels.required", default: ["tilsyn/owner", "tilsyn/system", "tilsyn/environment", "tilsyn/data-class"], source: "house default"}
#   en:
#     why: "If nobody knows where patient data are, nobody knows what to protect, restore first, or report."
#     change: "Label the namespace with owner, system, environment and data class, and keep production and test in separate paths or clusters."
#     notEvaluableWhen: "The Namespace object is not in the repository."
#     waivable: "While the inventory is being made."
#     messages:
#       missing: "The label `{label}` is missing. Nobody can tell from the namespace what must be protected, or whom to ask."
#       empty: "The label `{label}` is empty. It says nothing."
#       unresolved: "The label `{label}` holds an expression that nothing here fills in. What the cluster gets cannot be seen."
#   da:
#     title: "Hvert namespace har ejer, system og dataklasse"
#     why: "Når ingen ved, hvor patientdata er, ved ingen heller, hvad der skal beskyttes, genskabes først eller anmeldes."
#     change: "Mærk namespacet med ejer, system, miljø og dataklasse, og hold produktion og test adskilt i hver sin sti eller klynge."
#     notEvaluableWhen: "Namespace-objektet findes ikke i repositoriet."
#     waivable: "Ja, mens fortegnelsen laves."
#     messages:
#       missing: "Mærkatet `{label}` mangler. Namespacet viser ikke, hvad der skal beskyttes, eller hvem der skal spørges."
#       empty: "Mærkatet `{label}` er tomt. Det siger intet."
#       unresolved: "Mærkatet `{label}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvad klyngen får."
package tilsyn.controls.chg_07

import data.tilsyn.lib.images
import data.tilsyn.lib.objects

namespaces := [item |
	some item in objects.by_kind["Namespace"]
	item.group == ""
]

examined := {item.index | some item in namespaces}

required := object.get(input.parameters, "labels.required", ["tilsyn/owner", "tilsyn/system", "tilsyn/environment", "tilsyn/data-class"])

# One finding a label, so that setting one of them makes no other look new.
violations contains violation if {
	some item in namespaces
	some label in required
	key := fault(object.get(item.object, ["metadata", "labels", label], null))
	violation := object.union(status(key), {
		"object": item.index,
		"path": ["metadata", "labels", label],
		"messageKey": key,
		"params": {"label": label},
	})
}

status("unresolved") := {"status": "not-evaluable"}

status(key) := {} if key != "unresolved"

fault(value) := "missing" if {
	is_null(value)
} else := "empty" if {
	value == ""
} else := "unresolved" if {
	is_string(value)
	images.unresolved(value)
}
