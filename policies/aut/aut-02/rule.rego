# METADATA
# title: "Dex has no local accounts and no weakened checks"
# custom:
#   id: AUT-02
#   family: AUT
#   severity: high
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.17", title: "Authentication information"}
#       - {id: "8.5", title: "Secure authentication"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Centraliseret rettighedsstyring", "Undgå unødvendig anvendelse af flerbrugerkonti"]
#   waivable: {value: true, approvals: 1, except: ["message:passwordDatabase", "message:staticPasswords"]}
#   parameters:
#     - {name: "dex.allowInsecureEnableGroups", default: true, source: "house default"}
#   en:
#     why: "A local password in Dex bypasses MFA, lockout and offboarding. A switched-off check lets a forged identity reach patient data."
#     change: "Remove enablePasswordDB, staticPasswords and mock connectors, remove insecure* settings (insecureEnableGroups may stay), and read client secrets from the environment."
#     notEvaluableWhen: "The Dex configuration is encrypted in git or lies in a Secret that is not rendered."
#     waivable: "An insecure* key may be needed for one connector while the provider is fixed; local passwords are not waived in production."
#     messages:
#       passwordDatabase: "`{field}` is on. A password kept in Dex passes by MFA and by the lock of the identity provider."
#       staticPasswords: "`{field}` holds local accounts. They pass by MFA and are not closed when people leave."
#       mock: "The connector at `{field}` is a mock. It lets in whoever asks."
#       insecure: "`{field}` switches a check off. A forged identity can then pass for a real one."
#       implicit: "`{field}` allows the flow `{flow}`. Tokens then travel in addresses and stay in histories and logs."
#       passwordFlow: "`{field}` allows the password flow. Applications then see people's passwords."
#       literalSecret: "`{field}` holds a readable secret. Read it from the environment instead."
#       unreadable: "The Dex configuration in `{place}` cannot be read. What it allows is not known."
#       encrypted: "The Dex configuration `{key}` is encrypted or comes from a store. It cannot be judged here."
#   da:
#     title: "Dex har ingen lokale konti og ingen svækkede kontroller"
#     why: "En lokal adgangskode i Dex går uden om MFA, spærring og nedlæggelse af brugere. Er en kontrol slået fra, kan en forfalsket identitet nå patientdata."
#     change: "Fjern enablePasswordDB, staticPasswords og testconnectorer, fjern insecure*-indstillinger (insecureEnableGroups kan blive), og hent klienthemmeligheder fra miljøvariabler."
#     notEvaluableWhen: "Dex-opsætningen er krypteret i git eller ligger i en Secret, som ikke kan læses."
#     waivable: "Ja, for en enkelt insecure*-indstilling, mens identitetsudbyderen rettes til. Lokale adgangskoder i produktion kan ikke få dispensation."
#     messages:
#       passwordDatabase: "`{field}` er slået til. En adgangskode i Dex går uden om MFA og identitetsudbyderens spærring."
#       staticPasswords: "`{field}` rummer lokale konti. De går uden om MFA og lukkes ikke, når folk stopper."
#       mock: "Connectoren i `{field}` er en testconnector. Den lukker enhver ind."
#       insecure: "`{field}` slår en kontrol fra. En forfalsket identitet kan så gå for at være ægte."
#       implicit: "`{field}` tillader flowet `{flow}`. Tokens sendes så i adresser og bliver i historik og logge."
#       passwordFlow: "`{field}` tillader password-flowet. Så ser applikationerne brugernes adgangskoder."
#       literalSecret: "`{field}` rummer en læsbar hemmelighed. Hent den fra en miljøvariabel i stedet."
#       unreadable: "Dex-opsætningen i `{place}` kan ikke læses. Det vides ikke, hvad den tillader."
#       encrypted: "Dex-opsætningen `{key}` er krypteret eller hentes fra et lager. Den kan ikke vurderes her."
package tilsyn.controls.aut_02

import data.tilsyn.lib.credentials
import data.tilsyn.lib.documents
import data.tilsyn.lib.encrypted

examined := documents.examined("dex") | {entry.object | some entry in sealed}

# Where a fault stands in the configuration, and which. A secret's value is never handed on.
violations contains violation if {
	some document in documents.readable("dex")
	some fault in faults(document.value)
	violation := {
		"object": document.object,
		"path": documents.path(document, fault.at),
		"messageKey": fault.key,
		"params": {"field": documents.written(fault.at), "flow": object.get(fault, "flow", "")},
		"value": {"fault": fault.key, "field": documents.written(fault.at)},
	}
}

faults(value) := (((passwords(value) | mocks(value)) | insecure(value)) | flows(value)) | literals(value)

passwords(value) := {{"at": [entry.key], "key": "passwordDatabase"} |
	some entry in documents.fields(value, "enablePasswordDB")
	not entry.value in {false, null}
} | {{"at": [entry.key], "key": "staticPasswords"} |
	some entry in documents.fields(value, "staticPasswords")
	not entry.value in {null, false}
	not entry.value == []
}

mocks(value) := {{"at": [list.key, index, type.key], "key": "mock"} |
	some list in documents.fields(value, "connectors")
	some index, connector in list.value
	some type in documents.fields(connector, "type")
	is_string(type.value)
	startswith(lower(type.value), "mock")
}

insecure(value) := {{"at": path, "key": "insecure"} |
	walk(value, [path, setting])
	not setting in {false, null}
	count(path) > 0
	name := path[count(path) - 1]
	is_string(name)
	startswith(lower(name), "insecure")
	not allowed(lower(name))
}

allowed("insecureenablegroups") if object.get(input.parameters, "dex.allowInsecureEnableGroups", true)

# `code` alone keeps tokens out of addresses.
flows(value) := {{"at": [section.key, list.key, index], "key": "implicit", "flow": flow} |
	some section in documents.fields(value, "oauth2")
	some list in documents.fields(section.value, "responseTypes")
	some index, flow in list.value
	flow != "code"
} | {{"at": [section.key, list.key, index], "key": "implicit", "flow": flow} |
	some section in documents.fields(value, "oauth2")
	some list in documents.fields(section.value, "grantTypes")
	some index, flow in list.value
	flow == "implicit"
} | {{"at": [section.key, list.key, index], "key": "passwordFlow"} |
	some section in documents.fields(value, "oauth2")
	some list in documents.fields(section.value, "grantTypes")
	some index, flow in list.value
	flow == "password"
} | {{"at": [section.key, connector.key], "key": "passwordFlow"} |
	some section in documents.fields(value, "oauth2")
	some connector in documents.fields(section.value, "passwordConnector")
	not connector.value in {null, ""}
}

literals(value) := {{"at": path, "key": "literalSecret"} |
	walk(value, [path, text])
	is_string(text)
	count(path) > 1
	name := path[count(path) - 1]
	is_string(name)
	lower(path[0]) in {"connectors", "staticclients", "storage"}
	credential(name)
	not endswith(lower(name), "env")
	credentials.literal(name, text)
}

credential(name) if credentials.named(name)

credential(name) if lower(name) == "bindpw"

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
