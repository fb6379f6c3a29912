package tilsyn.inventory.inc_05

import data.tilsyn.lib.cron
import data.tilsyn.lib.objects
import data.tilsyn.lib.releases

# A manifest can only show a fault here: that there is none proves nothing, so nothing counts as examined and the register is asked.
examined := set()

jobs := [item |
	some item in objects.by_kind["CronJob"]
	some container in item.object.spec.jobTemplate.spec.template.spec.containers
	releases.image_name(object.get(container, "image", "")) == "kube-bench"
]

violations contains finding(item, "suspend", "suspended") if {
	some item in jobs
	item.object.spec.suspend == true
}

violations contains finding(item, "schedule", "tooRare") if {
	some item in jobs
	cron.longest_gap(item.object.spec.schedule) > days * 86400
}

days := object.get(input.parameters, "benchmark.reportMaxDays", 90)

finding(item, field, key) := {
	"object": item.index,
	"path": ["spec", field],
	"messageKey": key,
	"params": {"days": days},
	"value": object.get(item.object.spec, field, null),
}
