package tilsyn.inventory.out_03_test

import data.tilsyn.lib.networks
import data.tilsyn.lib.networks.calico
import data.tilsyn.lib.networks.cilium
import data.tilsyn.lib.networks.openings

test_types_left_out if {
	networks.types({"egress": []}) == {"Ingress"}
	networks.types({"egress": [{}]}) == {"Ingress", "Egress"}
	networks.types({"policyTypes": ["Egress"]}) == {"Egress"}
}

test_calico_types_left_out if {
	calico.types({"egress": [{}]}) == {"Egress"}
	calico.types({}) == {"Ingress"}
}

test_an_empty_rule_of_cilium_allows_nothing if {
	not cilium.nobody_named({}, "Egress")
	cilium.nobody_named({"toPorts": []}, "Egress")
}

test_broad_blocks if {
	openings.broad("0.0.0.0/7") with input as {"parameters": {}}
	not openings.broad("10.0.0.0/8") with input as {"parameters": {}}
	openings.broad("::/0") with input as {"parameters": {}}
	openings.broad("10.0.0.0/8") with input as {"parameters": {"egress.broadestIpv4": 9}}
}
