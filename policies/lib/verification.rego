# METADATA
# title: Settings that switch the check of the other end off
# description: |
#   Every product spells them in its own way, so names are compared without case, dashes, underscores and dots, by how they end. A setting counts as off
#   only where its value says so in words that the product's parser takes.
package tilsyn.lib.verification

# A cheap look at a whole text: false only where no switch can stand in it. Reading each word costs many times as much.
possible(text) if regex.match(trace, lower(text))

trace := concat("|", [
	`verif|insecure|unsafe|unauthorized`,
	`strict[-_.]?(tls|ssl)`,
	`(tls|ssl|https|cert|certs|certificate|certificates|x509|hostname|host)[-_.]?(skip|no|valid|check|err)`,
	`(skip|check|valid|validate)[-_.]?(tls|ssl|https|cert|x509|host)`,
	`(trust|accept|allow)[-_.]?(all|any|invalid|self|unv)`,
	`(disable|ignore|no|without)[-_.]?(tls|ssl|https|cert|hostname)`,
])

# True when the setting is one of these at all.
switch(name) if {
	spelt := plain(name)
	regex.match(any_switch, spelt)
}

switched_off(name, value) if {
	yes(value)
	regex.match(bad_when_on, plain(name))
}

# `insecureSkipTLSVerify` ends like `tlsVerify` and means the opposite.
switched_off(name, value) if {
	no(value)
	regex.match(bad_when_off, plain(name))
	not regex.match(bad_when_on, plain(name))
}

plain(name) := strings.replace_n({"-": "", "_": "", ".": ""}, lower(name))

any_switch := concat("|", [bad_when_on, bad_when_off])

bad_when_on := concat("", ["(", concat("|", [
	`skipverify`,
	`skipverification`,
	`skip(tls|ssl|https|cert|certs|certificate|x509|hostname|host)(verify|verification|validation|check)(backend)?`,
	`(tls|ssl)(insecure|skip)`,
	`(insecure|unsafe)(tls|ssl|https)`,
	`(disable|ignore|no|without)(tls|ssl|https|cert|certs|certificate|hostname)(verify|verification|validation|check|checks|errors)`,
	`nocheckcertificate`,
	`(ssl|tls)no(verify|verification)`,
	`(trust|accept|allow)(all|any|invalid|insecure|selfsigned|unverified)(tls|ssl)?(cert|certs|certificate|certificates)`,
	`insecureignorehostkey`,
]), ")$"])

bad_when_off := concat("", ["(", concat("|", [
	`(ssl|tls|https|cert|certificate|x509|hostname)(verify|verification|validation|validate)`,
	`(verify|validate|check)(ssl|tls|https|cert|certs|certificate|certificates|hostname|hostnames)`,
	`rejectunauthorized`,
	`stricttls`,
	`strictssl`,
]), ")$"])

yes(value) if value == true

yes(value) if lower(value) in {"true", "1", "yes", "on", "enabled", "t", "y"}

yes(value) if value == 1

no(value) if value == false

no(value) if lower(value) in {"false", "0", "no", "off", "disabled", "none", "never", "f", "n"}

no(value) if value == 0
