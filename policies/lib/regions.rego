# METADATA
# title: Regions of cloud providers
# description: |
#   Whether a region or zone is approved. Without a list, regions that are known to lie outside the EU and the EEA are told apart by the providers' own
#   naming (AWS, Google Cloud, Azure); what then remains is not known to be approved.
package tilsyn.lib.regions

import data.tilsyn.lib.images

allowed := [lower(region) | some region in object.get(input.parameters, "regions.allow", [])]

# The fault of a region's name; undefined where it is approved. `unresolved` and `noList` are doubts.
fault(name) := "unresolved" if {
	images.unresolved(name)
} else := "notApproved" if {
	count(allowed) > 0
	not approved(lower(name))
} else := "outside" if {
	count(allowed) == 0
	outside(lower(name))
} else := "noList" if {
	count(allowed) == 0
}

approved(name) if name in allowed

# A zone lies in its region: `eu-north-1a`, `europe-north1-b`, `swedencentral-1`.
approved(name) if {
	some region in allowed
	startswith(name, region)
	regex.match(`^(-?[a-z]|-[0-9])$`, trim_prefix(name, region))
}

outside(name) if regex.match(`^(us|ap|sa|ca|me|af|cn|il|mx|asia|australia|northamerica|southamerica|africa)(-|$)`, name)

# London and Zürich bear names of Europe.
outside(name) if regex.match(`^(eu-west-2|eu-central-2|europe-west2|europe-west6)(-?[a-z])?$`, name)

outside(name) if {
	regex.match(`(us[0-9]?|euap)$|^us|^(uk|switzerland|canada|brazil|japan|korea|india|uae|qatar|israel|mexico|chile|southafrica|australia|newzealand|china|malaysia|indonesia)|^(east|southeast)asia|(india|canada)$`, name)
	not contains(name, "-")
	not name in {"us"}
}

outside("us")
