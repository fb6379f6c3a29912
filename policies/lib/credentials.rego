# METADATA
# title: Readable credentials
# description: |
#   Tells a written-out credential from a reference, a placeholder and public material. Nothing here returns a value: only the kind of fault and,
#   inside longer texts, the name of the field.
package tilsyn.lib.credentials

# A name under which a credential is kept, in English and Danish.
named(name) if {
	regex.match(secret_name, lower(name))
	not regex.match(harmless_name, lower(name))
}

named(name) if {
	endswith(lower(name), "pass")
	regex.match(`[a-z]Pass$|^pass$|[-_.](pass|PASS)$`, name)
}

secret_name := concat("|", [
	`passwo?r?d|passphrase|pwd|secret|token|credential|adgangskode|kodeord`,
	`(api|access|private|account|batch|storage|signing|encryption|encrypt|master|session|shared|auth|primary|secondary)[-_.]?key`,
	`conn(ection)?[-_.]?str(ing)?`,
])

# Names that speak about a credential and do not hold it.
harmless_name := concat("|", [
	`(file|path|directory|name|reference|url|uri|endpoint|host|enabled|required|disabled|expiry|expiration|expires|lifetime|timeout|duration)s?$`,
	`(interval|length|size|count|limit|type|algorithm|header|issuer|audience|policy|mode|format|prefix|suffix|version|namespace|store|provider)s?$`,
	`(class|mount|volume|rotation|pattern|claim|scope|address|port|method|strategy|source|backend|username|interpolation|placeholder)s?$`,
	`[-_.](id|ids|ref|refs|dir|ttl|age|max|min|alg|kid|user|users|kind|field|hint|regex|rounds|cost|days|hours|minutes|seconds|ms)$`,
	`keyid$|^existing|public[-_.]?key|initial[-_.]cluster[-_.]token$|(password|token)[-_.]?key$`,
])

# Marks that make a text a credential whatever it is called. Plain text searches go first: an expression costs many times as much, and most values need none.
well_known(value) := "privateKey" if {
	private_key(value)
} else := "knownToken" if {
	count(value) >= 20
	regex.match(known_tokens, value)
} else := "urlPassword" if {
	contains(value, "://")
	contains(value, "@")
	some parts in regex.find_all_string_submatch_n(`[a-zA-Z][a-zA-Z0-9+.-]*://[^/\s:@'"]*:([^/\s@'"]+)@`, value, -1)
	literal("password", parts[1])
}

private_key(value) if {
	contains(value, "PRIVATE KEY")
	regex.match(`-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----`, value)
}

# Documented prefixes of the issuers: AWS, GitHub, GitLab, Slack, Google, Stripe, npm, HashiCorp Vault, Azure Storage; signed JSON web tokens.
known_tokens := concat("|", [
	`\b(AKIA|ASIA)[0-9A-Z]{16}\b`,
	`\bgh[pousr]_[A-Za-z0-9]{36}`,
	`\bgithub_pat_[A-Za-z0-9_]{22,}`,
	`\bglpat-[A-Za-z0-9_-]{20}`,
	`\bxox[abprs]-[A-Za-z0-9-]{10,}`,
	`\bAIza[0-9A-Za-z_-]{35}`,
	`\bsk_live_[0-9A-Za-z]{24}`,
	`\bnpm_[A-Za-z0-9]{36}`,
	`\bhvs\.[A-Za-z0-9_-]{24,}`,
	`AccountKey=[A-Za-z0-9+/=]{40,}`,
	`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`,
])

literal(name, value) if {
	trim_space(value) != ""
	not reference(trim_space(value))
	not placeholder(lower(trim_space(value)))
	not regex.match(`^(true|false|yes|no|on|off|null|none|nil|~|enabled|disabled|required|optional|string|str|text|object)$`, lower(trim_space(value)))
	not plain_number(name, trim_space(value))
}

# Numbers are settings, save where a password is asked for.
plain_number(name, value) if {
	regex.match(`^-?[0-9]+([.][0-9]+)?[smhd]?$`, value)
	not regex.match(`pass|pwd|pin|adgangskode|kodeord`, lower(name))
}

# A pointer to where the credential is kept: variables, templates, encrypted values, stores, paths.
reference(value) if regex.match(`\$\{|\$\(|\{\{|^\$[A-Za-z_0-9.:/-]+$|^%[A-Za-z_]+%$|^<[^>]*>$`, value)

reference(value) if regex.match(`^ENC\[|^(vault|ref\+[a-z]+|secretref|keyvault|azurekeyvault|gcpsecret|awssm|op|file|env)(:|://)|^arn:aws|^@Microsoft\.KeyVault`, value)

# etcd's kind of token, and where its keys lie.
reference(value) if regex.match(`^jwt,(pub-key|priv-key|sign-method|ttl)=[^\s]*$`, value)

reference(value) if regex.match(`^(~/|\.{0,2}/)[\w.-]+(/[\w.-]+)*/?$|^[A-Za-z]:\\[^\s]+$`, value)

placeholder(value) if regex.match(`^(x{3,}|\*{3,}|\.{3,}|-+|placeholder|redacted|todo|tbd|n/a)$`, value)

placeholder(value) if regex.match(`^(replace|insert|your|put|set|enter|fill)[-_ ].*$|^to[-_ ]be[-_ ](set|replaced|filled).*$|^replaceme$`, value)

# Certificates and public keys, and nothing else between the armour lines.
public(value) if {
	contains(value, "-----BEGIN ")
	not regex.match(`-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY`, value)
	regex.match(`-----BEGIN (TRUSTED )?(CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|X509 CRL|CERTIFICATE REQUEST|DH PARAMETERS)-----`, value)
}

public(value) if regex.match(`^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp[0-9]+) [A-Za-z0-9+/=]+`, value)

# A text of several lines, or JSON: what matters there are its credential lines.
long_text(value) if contains(trim_space(value), "\n")

long_text(value) if regex.match(`^\s*[\[{]`, value)

# The names of fields inside a text that hold a written-out credential.
fields_in(value) := {parts[1] |
	some parts in regex.find_all_string_submatch_n(line, value, -1)
	named(parts[1])
	candidate := trim(parts[2], " \t\r\"',;")
	not regex.match(`[(]`, candidate)
	literal(parts[1], candidate)
}

# Only lines whose name speaks of a credential, so that long files cost little; all of them, so that none hides behind others. A brace opens a mapping,
# whose own fields are looked at, unless it is closed before the value as in `{noop}value`.
line := concat("", [
	`(?im)(?:^|[{,])[ \t]*(?:-[ \t]+|export[ \t]+)?["']?`,
	`([a-z0-9_.-]*(?:pass|pwd|secret|token|credential|adgangskode|kodeord|key|conn)[a-z0-9_.-]*)`,
	`["']?[ \t]*[:=][ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,}#{][^\s,}#]*|{[A-Za-z0-9-]+}[^\s,}#]+)`,
])
