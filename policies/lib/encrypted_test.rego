package tilsyn.lib.encrypted_test

import data.tilsyn.lib.batch_test
import data.tilsyn.lib.encrypted

secret(more) := batch_test.of(object.union({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "Dex"}}, more), {})

test_sops if {
	found := encrypted.named(`^dex$`, `^config`) with input as secret({"stringData": {"config.yaml": "ENC[AES256_GCM,data:x]"}})
	[entry.path | some entry in found] == [["stringData", "config.yaml"]]
}

test_readable_is_not_encrypted if {
	count(encrypted.keys) == 0 with input as secret({"stringData": {"config.yaml": "issuer: x"}})
}

test_sealed if {
	batch := batch_test.of({"apiVersion": "bitnami.com/v1alpha1", "kind": "SealedSecret", "metadata": {"name": "dex"}, "spec": {"encryptedData": {"config.yaml": "AgB"}}}, {})
	count(encrypted.named(`dex`, `config`)) == 1 with input as batch
	count(encrypted.named(`grafana`, `config`)) == 0 with input as batch
}

test_external if {
	batch := batch_test.of({"apiVersion": "external-secrets.io/v1", "kind": "ExternalSecret", "metadata": {"name": "dex"}, "spec": {"data": [{"secretKey": "config.yaml"}]}}, {})
	[entry.path | some entry in encrypted.named(`dex`, `config`)] == [["spec", "data", 0, "secretKey"]] with input as batch
}
