# METADATA
# title: Probes
# description: Hosts that the kubelet is told to call for a container.
package tilsyn.controls.wkl_08.probes

import data.tilsyn.lib.pods
import data.tilsyn.lib.values
import data.tilsyn.lib.versions

handlers := {
	"livenessProbe": [],
	"readinessProbe": [],
	"startupProbe": [],
	"postStart": ["lifecycle"],
	"preStop": ["lifecycle"],
}

# From 1.34: the kubelet makes these calls, from the machine's network and not the pod's.
violations contains violation if {
	not versions.before(34)
	some container in pods.containers
	some handler, parent in handlers
	at := array.concat(parent, [handler])
	calls := object.get(container.value, at, null)
	calls != null
	some action in {"httpGet", "tcpSocket"}
	host := calls[action].host
	not host in {"", null}
	not own_loopback(container, host)
	violation := {
		"object": container.object,
		"path": array.concat(array.concat(container.path, at), [action, "host"]),
		"container": container.name,
		"messageKey": "probeHost",
		"params": {"container": container.name, "handler": handler, "value": host},
		"value": host,
	}
}

# In the host's network, which WKL-03 judges, the machine's loopback is the pod's own.
own_loopback(container, host) if {
	values.on(container.pod.spec, "hostNetwork")
	host in {"127.0.0.1", "localhost", "::1"}
}
