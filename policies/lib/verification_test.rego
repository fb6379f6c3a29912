package tilsyn.lib.verification_test

import data.tilsyn.lib.verification

test_every_spelling if {
	every name in {
		"insecureSkipVerify",
		"insecure_skip_verify",
		"INSECURE_SKIP_VERIFY",
		"insecureSkipTLSVerify",
		"insecure-skip-tls-verify",
		"tlsSkipVerify",
		"GIT_SSL_NO_VERIFY",
		"VAULT_SKIP_VERIFY",
		"kubelet-insecure-tls",
		"insecureIgnoreHostKey",
		"unsafeSsl",
		"skip_tls_validation",
		"disable-ssl-checks",
		"ignoreCertErrors",
		"no-check-certificate",
		"trustAllCerts",
		"acceptInvalidCerts",
	} {
		verification.switched_off(name, "true")
		not verification.switched_off(name, "false")
		verification.possible(name)
	}
	every name in {"ssl_verify", "verify_ssl", "tls.verify", "proxy-ssl-verify", "NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY", "tlsVerify", "strict_ssl", "check_cert", "validateCerts", "cert-validation"} {
		verification.switched_off(name, "0")
		not verification.switched_off(name, "1")
		verification.possible(name)
	}
}

test_other_words_are_no_switches if {
	every name in {"skip", "verify", "insecure", "verifyReplicas", "skipCrds", "tlsSecretName", "validate", "sslMode"} {
		not verification.switch(name)
	}
}

test_values if {
	verification.switched_off("sslVerify", false)
	verification.switched_off("skipVerify", true)
	not verification.switched_off("skipVerify", "$(SKIP)")
}
