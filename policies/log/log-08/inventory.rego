package tilsyn.inventory.log_08

import data.tilsyn.lib.objects
import data.tilsyn.lib.releases

# A manifest can only show a fault here: that there is none proves nothing, so nothing counts as examined and the register is asked.
examined := set()

violations contains finding(item.index, ["data", field], "accessOff", field) if {
	some item in objects.by_kind["ConfigMap"]
	some field in ["disable-access-log", "disable-http-access-log"]
	yes(item.object.data[field])
}

violations contains finding(release.object, array.concat(release.at, ["controller", "config", field]), "accessOff", field) if {
	some release in releases.by_chart["ingress-nginx"]
	some field in ["disable-access-log", "disable-http-access-log"]
	yes(release.values.controller.config[field])
}

violations contains finding(item.index, ["metadata", "annotations", field], "accessOff", field) if {
	some item in objects.by_kind["Ingress"]
	field := "nginx.ingress.kubernetes.io/enable-access-log"
	lower(objects.annotations(item.object)[field]) == "false"
}

violations contains finding(item.index, ["spec", "telemetry", "accessLog", "disable"], "accessOff", "telemetry.accessLog.disable") if {
	some item in objects.by_kind["EnvoyProxy"]
	item.group == "gateway.envoyproxy.io"
	item.object.spec.telemetry.accessLog.disable == true
}

violations contains finding(release.object, array.concat(release.at, ["logs", "access", "enabled"]), "accessUnset", "logs.access.enabled") if {
	some release in releases.by_chart.traefik
	not release.elsewhere
	releases.value(release, ["logs", "access", "enabled"], false) == false
}

yes(true)

yes(text) if lower(text) == "true"

finding(index, path, key, field) := {"object": index, "path": path, "messageKey": key, "params": {"field": field}, "value": {"fault": key}}
