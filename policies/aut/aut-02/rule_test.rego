package tilsyn.controls.aut_02_test

import data.tilsyn.controls.aut_02
import data.tilsyn.lib.batch_test

dex(value) := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "dex"}}, {"documents": [{"at": ["data", "config.yaml"], "shape": "dex", "value": value, "text": true}]})

test_names_in_any_case if {
	batch_test.keys(aut_02.violations) == {"passwordDatabase", "staticPasswords"} with input as dex({"ENABLEPASSWORDDB": true, "staticpasswords": [{"email": "a@b"}]})
}

test_off_is_off if count(aut_02.violations) == 0 with input as dex({"enablePasswordDB": false, "staticPasswords": []})

test_quoted_true_counts_as_on if batch_test.keys(aut_02.violations) == {"passwordDatabase"} with input as dex({"enablePasswordDB": "true"})

test_groups_only_where_allowed if {
	value := {"connectors": [{"type": "oidc", "id": "a", "config": {"insecureEnableGroups": true}}]}
	count(aut_02.violations) == 0 with input as dex(value)
	batch_test.keys(aut_02.violations) == {"insecure"} with input as object.union(dex(value), {"parameters": {"dex.allowInsecureEnableGroups": false}})
}

test_value_of_a_secret_is_not_handed_on if {
	found := aut_02.violations with input as dex({"connectors": [{"type": "ldap", "id": "a", "config": {"bindPW": "hunter2"}}]})
	batch_test.keys(found) == {"literalSecret"}
	not contains(json.marshal(found), "hunter2")
}

test_null_means_nothing if {
	count(aut_02.violations) == 0 with input as dex({"connectors": null, "oauth2": {"responseTypes": null, "passwordConnector": ""}})
}
