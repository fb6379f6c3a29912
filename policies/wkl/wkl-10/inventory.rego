# METADATA
# title: Constraints without their template
# description: |
#   Gatekeeper makes the kind of a constraint from its template. Where this repository keeps templates, one that is not there is missing; where it keeps none, they
#   come from elsewhere.
package tilsyn.inventory.wkl_10

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

constraints := [item | some item in objects.by_group["constraints.gatekeeper.sh"]]

templates[kind] := true if {
	some item in objects.by_kind["ConstraintTemplate"]
	item.group == "templates.gatekeeper.sh"
	kind := lower(values.name(values.section(item.object, "metadata")))
}

examined := {item.index | some item in constraints; count(templates) > 0}

violations contains violation if {
	count(templates) > 0
	some item in constraints
	not templates[lower(item.kind)]
	violation := {
		"object": item.index,
		"path": ["kind"],
		"status": "not-evaluable",
		"messageKey": "templateElsewhere",
		"params": {"kind": item.kind},
		"value": item.kind,
	}
}
