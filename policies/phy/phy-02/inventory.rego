# METADATA
# title: A cluster that names no place
package tilsyn.inventory.phy_02

import data.tilsyn.controls.phy_02.places
import data.tilsyn.lib.volumes

examined := {claim.object | some claim in volumes.claims; count(places.named) > 0}

violations := set()

# A place that is named is judged where it stands.
cluster contains {"messageKey": "nowhere", "params": {}, "status": "not-evaluable"} if {
	count(volumes.claims) > 0
	count(places.named) == 0
	count(places.silent) == 0
}
