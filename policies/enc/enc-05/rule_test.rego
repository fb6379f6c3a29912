package tilsyn.inventory.enc_05_test

import data.tilsyn.inventory.enc_05
import data.tilsyn.lib.batch_test

config(providers) := {
	"apiVersion": "apiserver.config.k8s.io/v1",
	"kind": "EncryptionConfiguration",
	"resources": [{"resources": ["secrets"], "providers": providers}],
}

given(providers) := batch_test.of(config(providers), {"documents": [{"shape": "encryption", "at": [], "text": false, "value": config(providers)}]})

keys(providers) := found if {
	found := batch_test.keys(enc_05.violations) with input as given(providers)
}

test_identity_behind_another_provider_only_reads if keys([{"secretbox": {}}, {"identity": {}}]) == {"flagUnseen"}

test_identity_first_writes if keys([{"identity": {}}, {"kms": {}}]) == {"clear", "flagUnseen"}

test_an_unknown_provider_encrypts_nothing_that_is_known if keys([{"rot13": {}}]) == {"notCovered", "flagUnseen"}

test_no_cluster_is_told_of_where_something_is_here if {
	count(enc_05.cluster) == 0 with input as given([{"kms": {}}])
}
