# METADATA
# title: What keeps Argo CD from keeping the cluster, and projects without bounds
package tilsyn.controls.chg_05.argo

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

prefixes := {"Application": ["spec"], "ApplicationSet": ["spec", "template", "spec"]}

applications := [application |
	some item in objects.by_group["argoproj.io"]
	prefix := prefixes[item.kind]
	application := {"object": item.index, "at": array.concat(prefix, ["syncPolicy", "automated"]), "automated": object.get(item.object, array.concat(prefix, ["syncPolicy", "automated"]), null)}
]

projects := [item |
	some item in objects.by_kind["AppProject"]
	item.group == "argoproj.io"
]

examined := {application.object | some application in applications} | {item.index | some item in projects}

violations contains violation if {
	some application in applications
	not automatic(application.automated)
	violation := {"object": application.object, "path": application.at, "messageKey": "notAutomatic", "params": {}, "value": {"automatic": false}}
}

automatic(automated) if {
	is_object(automated)
	object.get(automated, "enabled", true) in [true, null]
}

violations contains violation if {
	some application in applications
	automatic(application.automated)
	some field, key in {"prune": "noPrune", "selfHeal": "noSelfHeal"}
	found := object.get(application.automated, field, null)
	found != true
	violation := {"object": application.object, "path": array.concat(application.at, [field]), "messageKey": key, "params": {}, "value": found}
}

violations contains violation if {
	some item in projects
	some place in unbounded(values.section(item.object, "spec"))
	violation := {
		"object": item.index,
		"path": array.concat(["spec"], place.at),
		"messageKey": "wildcard",
		"params": {"found": place.name},
		"value": "*",
	}
}

unbounded(spec) := ({{"at": ["sourceRepos", index], "name": "sourceRepos"} | some index, entry in spec.sourceRepos; star(entry)} | {{"at": ["destinations", index, field], "name": concat(".", ["destinations", field])} |
	some index, destination in spec.destinations
	some field in {"namespace", "server", "name"}
	star(destination[field])
}) | {{"at": ["clusterResourceWhitelist", index], "name": "clusterResourceWhitelist"} |
	some index, entry in spec.clusterResourceWhitelist
	star(entry.group)
	star(entry.kind)
}

star(text) if {
	is_string(text)
	regex.match(`^[*]+$`, text)
}
