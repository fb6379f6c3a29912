# METADATA
# title: What a service mesh asks of its pods
package tilsyn.inventory.enc_08.mesh

import data.tilsyn.lib.objects
import data.tilsyn.lib.patients
import data.tilsyn.lib.values

# Where Istio keeps what holds for the whole mesh.
root := "istio-system"

authentications := [item |
	some item in objects.by_kind["PeerAuthentication"]
	item.group == "security.istio.io"
]

namespace(item) := object.get(item.object, ["metadata", "namespace"], "")

# Every mode that is written, for all pods of a namespace, for some of them, or for a port.
modes := array.concat(
	[one |
		some item in authentications
		mode := item.object.spec.mtls.mode
		mode != "UNSET"
		one := {"object": item.index, "path": ["spec", "mtls", "mode"], "mode": mode, "namespace": namespace(item), "all": for_all(item)}
	],
	[one |
		some item in authentications
		some port, setting in item.object.spec.portLevelMtls
		one := {"object": item.index, "path": ["spec", "portLevelMtls", port, "mode"], "mode": setting.mode, "namespace": namespace(item), "all": false}
	],
)

# In the root namespace a selector chooses nothing beyond it.
for_all(item) := true if {
	count(values.section(values.section(item.object, "spec"), "selector")) == 0
} else := false

of_namespace := written

written[one.namespace] contains one.mode if {
	some one in modes
	one.all
}

# The namespace's own word goes before the mesh's.
effective(name) := of_namespace[name] if {
	of_namespace[name]
} else := of_namespace[root] if {
	of_namespace[root]
} else := set()

strict(name) if effective(name) == {"STRICT"}

weak(name) if count(effective(name) & {"PERMISSIVE", "DISABLE"}) > 0

# Whether a mode decides about patient data.
reach(one) := "patients" if {
	patients.patient(one.namespace)
} else := "patients" if {
	one.namespace == root
	one.all
	some name in patients.patient_names
	not of_namespace[name]
} else := "unknown" if {
	one.namespace != root
	patients.unclassified(one.namespace)
} else := "unknown" if {
	one.namespace == root
	one.all
	patients.unknown
}

# Strict mutual TLS binds pods in the mesh and nobody else.
has_members(item) if objects.labels(item.object)["istio-injection"] == "enabled"

has_members(item) if objects.labels(item.object)["istio.io/dataplane-mode"] == "ambient"

has_members(item) if objects.labels(item.object)["istio.io/rev"] != ""

# Settings of a pod by which it stays outside.
ways_out := [
	{"at": ["labels", "sidecar.istio.io/inject"], "values": {"false", false}},
	{"at": ["annotations", "sidecar.istio.io/inject"], "values": {"false", false}},
	{"at": ["labels", "istio.io/dataplane-mode"], "values": {"none"}},
]

linkerd(item) if objects.annotations(item.object)["linkerd.io/inject"] in {"enabled", "ingress"}

linkerd_policy(item) := object.get(objects.annotations(item.object), "config.linkerd.io/default-inbound-policy", "")
