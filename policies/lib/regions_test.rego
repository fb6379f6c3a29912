package tilsyn.lib.regions_test

import data.tilsyn.lib.regions

with_list(list) := {"kubernetesVersion": "", "parameters": {"regions.allow": list}, "objects": []}

test_outside_without_a_list if {
	every name in ["us-east-1", "eu-west-2", "europe-west6-a", "eastus", "uksouth", "US", "asia-northeast1", "westus2", "switzerlandnorth", "centralindia"] {
		regions.fault(name) == "outside" with input as with_list([])
	}
}

test_europe_is_not_approved_without_a_list if {
	every name in ["eu-north-1", "europe-north1", "westeurope", "swedencentral", "EU", "austriaeast", "house-1"] {
		regions.fault(name) == "noList" with input as with_list([])
	}
}

test_list_decides if {
	every name in ["eu-north-1", "EU-North-1", "eu-north-1a", "europe-north1-b", "swedencentral-2"] {
		not regions.fault(name) with input as with_list(["eu-north-1", "europe-north1", "swedencentral"])
	}
	every name in ["eu-north-11", "eu-west-1", "eu-north-1-evil"] {
		regions.fault(name) == "notApproved" with input as with_list(["eu-north-1"])
	}
}

test_expression if regions.fault("${REGION}") == "unresolved" with input as with_list(["eu-north-1"])
