# METADATA
# title: Admission that refuses less than before
package tilsyn.change.wkl_10

import data.tilsyn.change.chg_06.kinds
import data.tilsyn.change.chg_06.lists
import data.tilsyn.change.chg_06.settings

examined := {fact.item.index | some fact in facts}

engines := {
	"constraints.gatekeeper.sh": true,
	"admissionregistration.k8s.io": true,
	"kyverno.io": true,
	"policies.kyverno.io": true,
	"policies.kubewarden.io": true,
}

facts := {fact |
	some fact in (settings.facts | lists.facts)
	fact.key == "weakened"
	engines[fact.item.group]
}

violations contains violation if {
	some fact in facts
	violation := {
		"object": fact.item.index,
		"path": fact.path,
		"messageKey": "lowered",
		"params": {
			"kind": fact.item.kind,
			"name": kinds.name(fact.item),
			"field": concat(".", [step | some part in fact.path; is_string(part); step := part]),
			"before": shown(fact.before),
			"after": shown(fact.after),
		},
		"value": {"before": fact.before, "after": fact.after},
		"impliedBy": "CHG-06",
	}
}

shown(value) := value if is_string(value)

shown(value) := json.marshal(value) if not is_string(value)
