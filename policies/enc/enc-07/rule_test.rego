package tilsyn.controls.enc_07_test

import data.tilsyn.controls.enc_07
import data.tilsyn.lib.batch_test

secret(texts) := batch_test.of({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "stringData": texts}, {})

test_no_value_leaves_the_policies if {
	found := enc_07.violations with input as secret({"password": "hunter2"})
	count(found) == 1
	every violation in found {
		not contains(json.marshal(violation), "hunter2")
		not violation.value
	}
}

test_decoded_text_is_judged if {
	batch := batch_test.of({"apiVersion": "v1", "kind": "Secret", "data": {"password": "JHtQQVNTV09SRH0="}}, {"decoded": {"password": "${PASSWORD}"}})
	count(enc_07.violations) == 0 with input as batch
}

test_name_of_an_object_of_the_run if {
	pod := {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "c", "env": [{"name": "WEBHOOK_SECRET", "value": "webhook-cert"}]}]}}
	place := {"pods": [{"at": [], "podSpecOnly": false}]}
	count(enc_07.violations) == 0 with input as batch_test.of(pod, object.union(place, {"names": ["webhook-cert"]}))
	count(enc_07.violations) == 1 with input as batch_test.of(pod, place)
}
