package tilsyn.controls.enc_03_test

import data.tilsyn.controls.enc_03
import data.tilsyn.lib.batch_test

option(spec) := batch_test.of({"apiVersion": "traefik.io/v1alpha1", "kind": "TLSOption", "metadata": {"name": "t"}, "spec": spec}, {})

server(flags) := batch_test.pod({"containers": [{"name": "kube-apiserver", "command": array.concat(["kube-apiserver"], flags)}]})

test_default_of_traefik_is_enough if count(enc_03.violations) == 0 with input as option({})

test_highest_version_too_low if batch_test.keys(enc_03.violations) == {"version"} with input as option({"maxVersion": "VersionTLS11"})

test_setting_rules if {
	batch := object.union(option({"minVersion": "VersionTLS12"}), {"parameters": {"tls.min": "1.3"}})
	batch_test.keys(enc_03.violations) == {"version"} with input as batch
}

test_flag_in_two_words if {
	strong := ["--tls-cipher-suites", "TLS_AES_128_GCM_SHA256"]
	batch_test.keys(enc_03.violations) == {"version"} with input as server(array.concat(strong, ["--tls-min-version", "VersionTLS11"]))
}

test_last_flag_wins_and_all_are_judged if {
	batch := server(["--tls-cipher-suites=TLS_AES_128_GCM_SHA256", "--tls-cipher-suites=TLS_RSA_WITH_RC4_128_SHA"])
	batch_test.keys(enc_03.violations) == {"cipher"} with input as batch
}

test_server_without_suites if batch_test.keys(enc_03.violations) == {"noSuites"} with input as server([])

test_other_programs_are_no_server if {
	count(enc_03.examined) == 0 with input as batch_test.pod({"containers": [{"name": "a", "command": ["sh", "-c", "kube-apiserver --version"]}]})
}
