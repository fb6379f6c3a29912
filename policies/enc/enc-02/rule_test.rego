package tilsyn.inventory.enc_02_test

import data.tilsyn.inventory.enc_02
import data.tilsyn.inventory.enc_02.issuers
import data.tilsyn.lib.batch_test

entry(manifest) := batch_test.of(manifest, {}).objects[0]

batch(manifests) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [entry(manifest) | some manifest in manifests]}

issuer(spec) := {"apiVersion": "cert-manager.io/v1", "kind": "Issuer", "metadata": {"name": "own", "namespace": "journal"}, "spec": spec}

certificate(spec) := {
	"apiVersion": "cert-manager.io/v1",
	"kind": "Certificate",
	"metadata": {"name": "journal", "namespace": "journal"},
	"spec": object.union({"secretName": "tls", "dnsNames": ["journal.example.com"], "issuerRef": {"name": "own"}}, spec),
}

keys(manifests) := found if {
	found := batch_test.keys(enc_02.violations) with input as batch(manifests)
}

acme := issuer({"acme": {"server": "https://acme-v02.api.letsencrypt.org/directory"}})

test_an_issuer_of_another_namespace_is_another if {
	keys([certificate({}), object.union(acme, {"metadata": {"namespace": "booking"}})]) == {"issuerElsewhere"}
}

test_a_root_may_sign_itself if {
	keys([certificate({"isCA": true, "dnsNames": ["root.example.com"]}), issuer({"selfSigned": {}})]) == set()
}

test_inside_the_cluster_nobody_clicks_warnings_away if {
	keys([certificate({"dnsNames": ["db.journal.svc", "db"]}), issuer({"selfSigned": {}})]) == set()
}

test_one_public_name_among_others_counts if {
	keys([certificate({"dnsNames": ["db.journal.svc", "journal.example.com"]}), issuer({"selfSigned": {}})]) == {"selfSigned"}
}

test_the_words_of_test_services if {
	issuers.staging("https://acme-staging-v02.api.letsencrypt.org/directory")
	issuers.staging("https://dv.acme-v02.test-api.pki.goog/directory")
	not issuers.staging("https://acme-v02.api.letsencrypt.org/directory")
	not issuers.staging("https://acme.latest.example.com/directory")
}

test_an_acme_issuer_without_a_server_is_not_known if {
	keys([certificate({}), issuer({"acme": {"email": "it@example.com"}})]) == {"issuerElsewhere"}
}

test_a_key_of_no_bits_is_weak if keys([certificate({"privateKey": {"algorithm": "RSA", "size": 1024}}), acme]) == {"weakKey"}

test_without_a_duration_it_is_90_days if {
	keys([certificate({"renewBefore": "2160h"}), acme]) == {"renewalTooLate"}
	keys([certificate({"renewBefore": "720h"}), acme]) == set()
}
