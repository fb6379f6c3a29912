package tilsyn.lib.encryption_test

import data.tilsyn.lib.encryption

config(entries) := {"resources": entries}

test_the_first_entry_decides if {
	entries := [{"resources": ["secrets"], "providers": [{"identity": {}}]}, {"resources": ["*."], "providers": [{"kms": {}}]}]
	encryption.first_provider(config(entries), "secrets") == "identity"
	encryption.first_provider(config(entries), "configmaps") == "kms"
}

test_the_first_provider_writes if {
	entries := [{"resources": ["*.*"], "providers": [{"secretbox": {}}, {"identity": {}}]}]
	encryption.first_provider(config(entries), "secrets") == "secretbox"
}

test_nothing_encrypts_what_nobody_names if {
	encryption.first_provider(config([{"resources": ["configmaps"], "providers": [{"kms": {}}]}]), "secrets") == ""
	encryption.first_provider({}, "secrets") == ""
}
