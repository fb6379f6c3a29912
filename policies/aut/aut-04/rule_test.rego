package tilsyn.controls.aut_04_test

import data.tilsyn.controls.aut_04
import data.tilsyn.lib.batch_test

dex(connectors) := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "dex"}}, {"documents": [{"at": ["data", "config.yaml"], "shape": "dex", "value": {"issuer": "https://dex", "connectors": connectors}, "text": true}]})

test_empty_list_asks_for_nothing if {
	every list in [[], [""], null] {
		batch_test.keys(aut_04.violations) == {"notRequested"} with input as dex([{"type": "oidc", "id": "a", "config": {"acrValues": list}}])
	}
}

test_other_types_are_never_a_pass if {
	found := aut_04.violations with input as dex([{"type": "ldap", "id": "a", "config": {"acrValues": ["mfa"]}}])
	batch_test.keys(found) == {"cannotAsk"}
	{violation.status | some violation in found} == {"not-evaluable"}
}

test_each_connector_is_asked if {
	count(aut_04.violations) == 1 with input as dex([{"type": "oidc", "id": "a", "config": {"acrValues": ["mfa"]}}, {"type": "oidc", "id": "b"}])
}

test_no_connectors if count(aut_04.examined) == 0 with input as dex(null)
