package tilsyn.lib.tls_test

import data.tilsyn.lib.tls

test_versions if {
	every text in ["VersionTLS12", "TLSv1.2", "TLSV1_2", "1.2", 1.2, "TLS_AUTO", "Auto", "Intermediate"] {
		tls.version(text) == 1.2
	}
	tls.version("VersionTLS10") == 1.0
	tls.version("TLSv1") == 1.0
	tls.version("TLSV1_1") == 1.1
	tls.version("TLSv1.3") == 1.3
	tls.version("SSLv3") == 0
	tls.version("Old") == 1.0
}

test_unknown if {
	every text in ["${TLS}", "", "TLSv9", "yes", "3"] {
		tls.version(text) == "unknown"
	}
}

test_weak_suites if {
	tls.weak("TLS_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_128_GCM_SHA256") == {"TLS_RSA_WITH_AES_128_GCM_SHA256"}
	tls.weak("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256") == {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"}
	tls.weak("Foo") == {"Foo"}
	tls.weak("ECDHE-RSA-AES128-GCM-SHA256:!aNULL:-MD5:RC4-SHA") == {"RC4-SHA"}
}

test_policies if {
	tls.policy_asks_for("ELBSecurityPolicy-TLS13-1-2-2021-06", "1.2")
	not tls.policy_asks_for("ELBSecurityPolicy-TLS13-1-2-2021-06", "1.3")
	not tls.policy_asks_for("ELBSecurityPolicy-TLS13-1-1-2021-06", "1.2")
	not tls.policy_asks_for("ELBSecurityPolicy-2016-08", "1.2")
}
