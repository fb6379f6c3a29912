# METADATA
# title: Encryption between nodes by the network plugin
package tilsyn.inventory.enc_08.plugin

import data.tilsyn.lib.objects

settings := [on |
	some item in objects.applied
	on := setting(item)
]

# Settings of a plugin are here, whatever they say.
read if count(settings) > 0

encrypts if true in settings

setting(item) := cilium(item.object) if {
	item.group == ""
	item.kind == "ConfigMap"
	item.object.metadata.name == "cilium-config"
}

setting(item) := calico(item.object) if {
	item.group in {"projectcalico.org", "crd.projectcalico.org"}
	item.kind == "FelixConfiguration"
	item.object.metadata.name == "default"
}

cilium(value) := true if {
	some key in ["enable-wireguard", "enable-ipsec"]
	lower(value.data[key]) == "true"
} else := false

calico(value) := true if {
	value.spec.wireguardEnabled == true
} else := false
