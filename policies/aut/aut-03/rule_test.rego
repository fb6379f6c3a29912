package tilsyn.controls.aut_03_test

import data.tilsyn.controls.aut_03
import data.tilsyn.lib.batch_test

dex(expiry) := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "dex"}}, {"documents": [{"at": ["data", "config.yaml"], "shape": "dex", "value": {"issuer": "https://dex", "expiry": expiry}, "text": true}]})

test_limits_hold_at_their_value if count(aut_03.violations) == 0 with input as dex({"idTokens": "24h", "refreshTokens": {"absoluteLifetime": "168h"}})

test_nothing_set if batch_test.keys(aut_03.violations) == {"refreshUnlimited"} with input as dex(null)

test_zero_is_no_limit if batch_test.keys(aut_03.violations) == {"refreshUnlimited"} with input as dex({"refreshTokens": {"absoluteLifetime": "0s"}})

test_variable_is_not_evaluable if {
	found := aut_03.violations with input as dex({"idTokens": "$ID_TTL", "refreshTokens": {"absoluteLifetime": "24h"}})
	{violation.status | some violation in found} == {"not-evaluable"}
}

test_setting_rules if {
	batch := object.union(dex({"idTokens": "2h", "refreshTokens": {"absoluteLifetime": "24h"}}), {"parameters": {"token.idMax": "1h"}})
	batch_test.keys(aut_03.violations) == {"idTooLong"} with input as batch
}
