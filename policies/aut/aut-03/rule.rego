# METADATA
# title: "Tokens are short-lived, so lost access ends quickly"
# custom:
#   id: AUT-03
#   family: AUT
#   severity: medium
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.18", title: "Access rights"}
#       - {id: "8.5", title: "Secure authentication"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Automatisk lukning af inaktive adgange"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "token.idMax", default: "24h", source: "house default"}
#     - {name: "token.refreshAbsoluteMax", default: "168h", source: "house default"}
#   en:
#     why: "A revoked user keeps access to patient data until the token expires. The longer it lives, the longer a stolen or outdated token works."
#     change: "Set expiry.idTokens to one hour or less, set refreshTokens.absoluteLifetime, and leave refresh token rotation on."
#     notEvaluableWhen: "Dex is not in the render, or its configuration is encrypted."
#     waivable: "A longer lifetime can be accepted for a while if the identity provider ends sessions at once."
#     messages:
#       idTooLong: "ID tokens live for `{found}`, longer than {allowed}. Access that is taken away lasts as long."
#       refreshUnlimited: "`refreshTokens.absoluteLifetime` is not set. A session can be renewed for ever without a new login."
#       refreshTooLong: "Refresh tokens live for `{found}`, longer than {allowed}. So long nobody must log in anew."
#       rotationOff: "`disableRotation` is on. A stolen refresh token works beside the real one unseen."
#       unknownDuration: "`{field}` is no length of time that can be read. How long tokens live is not known."
#       unreadable: "The Dex configuration in `{place}` cannot be read. What it allows is not known."
#       encrypted: "The Dex configuration `{key}` is encrypted or comes from a store. It cannot be judged here."
#   da:
#     title: "Tokens er kortlivede, så inddraget adgang ophører hurtigt"
#     why: "En bruger, der har fået inddraget sin adgang, kan nå patientdata, indtil token udløber. Et stjålet token virker lige så længe."
#     change: "Sæt expiry.idTokens til højst én time, angiv refreshTokens.absoluteLifetime, og lad rotation af refresh tokens være slået til."
#     notEvaluableWhen: "Dex findes ikke blandt de læste manifester, eller opsætningen er krypteret."
#     waivable: "Ja: En længere levetid kan accepteres for en tid, hvis identitetsudbyderen afslutter sessioner med det samme."
#     messages:
#       idTooLong: "ID-tokens lever i `{found}`, længere end {allowed}. Inddraget adgang varer lige så længe."
#       refreshUnlimited: "`refreshTokens.absoluteLifetime` er ikke sat. En session kan fornyes i det uendelige uden nyt login."
#       refreshTooLong: "Refresh tokens lever i `{found}`, længere end {allowed}. Så længe skal ingen logge på igen."
#       rotationOff: "`disableRotation` er slået til. Et stjålet refresh token virker ubemærket ved siden af det ægte."
#       unknownDuration: "`{field}` er ikke en læsbar varighed. Det vides ikke, hvor længe tokens lever."
#       unreadable: "Dex-opsætningen i `{place}` kan ikke læses. Det vides ikke, hvad den tillader."
#       encrypted: "Dex-opsætningen `{key}` er krypteret eller hentes fra et lager. Den kan ikke vurderes her."
package tilsyn.controls.aut_03

import data.tilsyn.lib.documents
import data.tilsyn.lib.durations
import data.tilsyn.lib.encrypted

# Without an issuer it is a part that another program completes, as Argo CD does, with lifetimes of its own.
judged := [document |
	some document in documents.readable("dex")
	count(documents.fields(document.value, "issuer")) > 0
]

examined := ({document.object | some document in judged} | {document.object | some document in documents.unreadable("dex")}) | {entry.object | some entry in sealed}

id_max := object.get(input.parameters, "token.idMax", "24h")

refresh_max := object.get(input.parameters, "token.refreshAbsoluteMax", "168h")

violations contains violation if {
	some document in judged
	some fault in faults(document.value)
	violation := object.union(status(fault.key), {
		"object": document.object,
		"path": documents.path(document, fault.at),
		"messageKey": fault.key,
		"params": {"field": documents.written(fault.at), "found": fault.found, "allowed": fault.allowed},
		"value": {"fault": fault.key, "found": fault.found},
	})
}

status("unknownDuration") := {"status": "not-evaluable"}

status(key) := {} if key != "unknownDuration"

faults(value) := ((id_faults(value) | refresh_faults(value)) | unlimited(value)) | rotation(value)

# What is not set is 24 hours (Dex, server/server.go).
id_faults(value) := {fault |
	some section in documents.fields(value, "expiry")
	some field in documents.fields(section.value, "idTokens")
	not field.value in {null, ""}
	fault := judge(field.value, id_max, [section.key, field.key], "idTooLong")
}

refresh_faults(value) := {fault |
	some entry in refresh(value)
	some field in documents.fields(entry.value, "absoluteLifetime")
	not field.value in {null, ""}
	fault := judge(field.value, refresh_max, array.concat(entry.at, [field.key]), "refreshTooLong")
}

judge(found, allowed, at, key) := {"at": at, "key": key, "found": found, "allowed": allowed} if {
	durations.longer(found, allowed)
} else := {"at": at, "key": "refreshUnlimited", "found": found, "allowed": allowed} if {
	# Dex takes zero for no limit.
	key == "refreshTooLong"
	durations.seconds(found) == 0
} else := {"at": at, "key": "unknownDuration", "found": "", "allowed": allowed} if {
	not durations.seconds(found)
}

refresh(value) := [{"at": [section.key, tokens.key], "value": tokens.value} |
	some section in documents.fields(value, "expiry")
	some tokens in documents.fields(section.value, "refreshTokens")
]

unlimited(value) := {{"at": ["expiry", "refreshTokens", "absoluteLifetime"], "key": "refreshUnlimited", "found": "", "allowed": ""} |
	count([field |
		some entry in refresh(value)
		some field in documents.fields(entry.value, "absoluteLifetime")
		not field.value in {null, ""}
	]) == 0
}

rotation(value) := {{"at": array.concat(entry.at, [field.key]), "key": "rotationOff", "found": "", "allowed": ""} |
	some entry in refresh(value)
	some field in documents.fields(entry.value, "disableRotation")
	not field.value in {false, null}
}

violations contains violation if {
	some document in documents.unreadable("dex")
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"place": documents.written(document.at)},
	}
}

violations contains violation if {
	some entry in sealed
	violation := {
		"object": entry.object,
		"path": entry.path,
		"status": "not-evaluable",
		"messageKey": "encrypted",
		"params": {"key": entry.key},
	}
}

sealed := encrypted.named(`(^|[-_.])dex([-_.]|$)`, `config`)
