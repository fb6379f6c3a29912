# METADATA
# title: Versions and ciphers of TLS
package tilsyn.lib.tls

# A version as a number, from the many ways of writing it; 0 for SSL, "unknown" for what is none of them.
version(text) := 1.3 if {
	normal(text) in {"13", "modern"}
} else := 1.2 if {
	# What a program calls its default or automatic choice is 1.2 in all that are read here; `custom` says it in another field.
	normal(text) in {"12", "auto", "intermediate", "custom"}
} else := 1.1 if {
	normal(text) == "11"
} else := 1.0 if {
	normal(text) in {"10", "1", "old"}
} else := 0 if {
	regex.match(`^(ssl)?v?[23]$`, normal(text))
	contains(lower(text), "ssl")
} else := "unknown"

# `VersionTLS12`, `TLSv1.2`, `TLSV1_2`, `1.2` and the number 1.2.
normal(value) := bare(lower(value)) if {
	is_string(value)
} else := bare(json.marshal(value))

bare(text) := strings.replace_n({"_": "", ".": "", "v": ""}, strings.replace_n({"tls": ""}, strings.replace_n({"version": ""}, text)))

# The weak names of a list of suites: one name, a list by commas, or OpenSSL's list by colons.
weak(text) := {name |
	is_string(text)
	some parts in regex.find_all_string_submatch_n(`[^\\s,:;]+`, text, -1)
	name := parts[0]
	not excluded(name)
	not strong(name)
}

# In OpenSSL's lists these take away and reorder.
excluded(name) if regex.match(`^[!+@-]`, name)

# RFC 8446 and 5289, 7905: forward secrecy with GCM, CCM or ChaCha20; CBC with SHA-1 as Go's list of secure suites still has it.
strong(name) if regex.match(`^TLS_(AES_(128|256)_(GCM|CCM)(_8)?_SHA(256|384)|CHACHA20_POLY1305_SHA256)$`, name)

strong(name) if regex.match(`^TLS_(ECDHE|DHE)_(RSA|ECDSA)_WITH_(AES_(128|256)_(GCM_SHA(256|384)|CCM(_8)?|CBC_SHA)|CHACHA20_POLY1305(_SHA256)?)$`, name)

strong(name) if regex.match(`^(ECDHE|DHE)-(RSA|ECDSA)-(AES(128|256)-(GCM-SHA(256|384)|CCM8?)|CHACHA20-POLY1305)$`, name)

strong(name) if regex.match(`^k?(EECDH|ECDHE|EDH|DHE)[+](AESGCM|CHACHA20)$`, name)

# The predefined policies of Elastic Load Balancing say their lowest version in their names.
policy_asks_for(name, "1.2") if regex.match(`^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)[A-Za-z0-9-]*$`, name)

policy_asks_for(name, "1.3") if regex.match(`^ELBSecurityPolicy-TLS13-1-3[A-Za-z0-9-]*$`, name)
