package tilsyn.lib.credentials_test

import data.tilsyn.lib.credentials

test_names_of_credentials if {
	every name in ["DB_PASSWORD", "password", "apiKey", "clientSecret", "adgangskode", "azure_batch_key", "dbPass", "TOKEN", "connectionString"] {
		credentials.named(name)
	}
}

test_names_that_speak_about_them if {
	every name in ["PASSWORD_FILE", "secretName", "TOKEN_TTL", "tokenUrl", "existingSecret", "passwordKey", "publicKey", "compass", "AWS_ACCESS_KEY_ID", "ETCD_INITIAL_CLUSTER_TOKEN"] {
		not credentials.named(name)
	}
}

test_references_are_not_literal if {
	every value in ["", " ", "${X}", "$(X)", "{{ .x }}", "<x>", "ENC[AES256_GCM,data:x]", "vault:kv/x", "/var/run/x", "true", "xxxx", "replace-me", "$x.y", "jwt,priv-key=/certs/token.pem,ttl=10m"] {
		not credentials.literal("password", value)
	}
}

test_literals if {
	every value in ["hunter2", "changeme", "admin", "12345678", "a/b+c="] {
		credentials.literal("password", value)
	}
}

test_number_under_another_name_is_a_setting if not credentials.literal("token", "3600")

test_fields_of_a_text if {
	credentials.fields_in("a: 1\npassword: x1\n# token: x2\nexport API_KEY='x3'\n{\"secret\": \"x4\", \"token\": \"\"}\nclientSecret: ${X}\nTOKEN=$(cat file)") == {"password", "API_KEY", "secret"}
}

test_a_mapping_is_judged_by_its_own_fields if {
	credentials.fields_in("refreshTokens: {validIfNotUsedFor: 12h}\nsecret: {token: x1, size: 2}\npassword={noop}x2") == {"token", "password"}
}

test_marks if {
	credentials.well_known("-----BEGIN EC PRIVATE KEY-----") == "privateKey"
	credentials.well_known("ghp_000000000000000000000000000000000000") == "knownToken"
	credentials.well_known("amqp://journal:hunter2@queue:5672") == "urlPassword"
	not credentials.well_known("amqp://journal:${PASSWORD}@queue:5672")
	not credentials.well_known("https://journal.example.com:8443/a@b")
}

test_no_credential_hides_behind_others if {
	many := concat("\n", [concat("", ["secret", format_int(number, 10), ": ${X}"]) | some number in numbers.range(1, 3000)])
	credentials.fields_in(concat("\n", [many, "password: x"])) == {"password"}
}
