# METADATA
# title: A lower Pod Security level than before
# description: Also where the level may be low, as in a platform's namespace. That it is lowered is the security team's to see.
package tilsyn.change.wkl_01

import data.tilsyn.change.chg_06.kinds
import data.tilsyn.change.chg_06.settings

examined := {item.index | some item in settings.namespaces}

enforce := {"pod-security.kubernetes.io/enforce", "pod-security.kubernetes.io/enforce-version"}

violations contains violation if {
	some fact in settings.labels
	fact.path[2] in enforce
	violation := {
		"object": fact.item.index,
		"path": fact.path,
		"messageKey": "lowered",
		"params": {"namespace": kinds.name(fact.item), "before": shown(fact.before), "after": shown(fact.after)},
		"value": {"before": fact.before, "after": fact.after},
		"impliedBy": "CHG-06",
	}
}

shown("") := "-"

shown(value) := value if value != ""
