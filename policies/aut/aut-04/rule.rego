# METADATA
# title: "People sign in with more than one factor"
# custom:
#   id: AUT-04
#   family: AUT
#   severity: high
#   scope: [A, O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.5", title: "Secure authentication"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 10 (NIS2 art. 21, stk. 2, litra j)", "§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Flerfaktorautentifikation (MFA)"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters: []
#   en:
#     why: "A stolen password alone must not open patient data. Phishing of one employee is enough if there is no second factor."
#     change: "Enforce MFA at the identity provider and put the owner's dated statement or exported policy in the register; request it with acrValues on the Dex connector as well."
#     notEvaluableWhen: "No attestation is registered. acrValues only asks for MFA; it does not prove that the provider enforces it."
#     waivable: "Only for a short outage of the second factor, with two approvals."
#     messages:
#       notRequested: "The connector `{connector}` asks for no second factor: `acrValues` is missing. A stolen password may be enough."
#       cannotAsk: "The connector `{connector}` of type `{type}` cannot ask for a second factor. Only the owner of the identity provider can say that MFA is enforced."
#       unreadable: "The Dex configuration in `{place}` cannot be read. What it allows is not known."
#       encrypted: "The Dex configuration `{key}` is encrypted or comes from a store. It cannot be judged here."
#   da:
#     title: "Brugere logger på med flere faktorer (MFA)"
#     why: "En stjålet adgangskode må ikke være nok til at nå patientdata. Uden en ekstra faktor er det nok at narre én medarbejder."
#     change: "Gennemtving MFA hos identitetsudbyderen, og registrér en dateret erklæring eller et eksporteret regelsæt. Anmod også om det med acrValues på Dex-connectoren."
#     notEvaluableWhen: "Der er ingen erklæring i registeret. acrValues anmoder kun om MFA og beviser ikke, at den gennemtvinges."
#     waivable: "Ja, men kun ved kortvarigt udfald af den ekstra faktor og med to godkendelser."
#     messages:
#       notRequested: "Connectoren `{connector}` beder ikke om en ekstra faktor: `acrValues` mangler. En stjålet adgangskode kan være nok."
#       cannotAsk: "Connectoren `{connector}` af typen `{type}` kan ikke bede om en ekstra faktor. Kun identitetsudbyderens ejer kan oplyse, at MFA gennemtvinges."
#       unreadable: "Dex-opsætningen i `{place}` kan ikke læses. Det vides ikke, hvad den tillader."
#       encrypted: "Dex-opsætningen `{key}` er krypteret eller hentes fra et lager. Den kan ikke vurderes her."
package tilsyn.controls.aut_04

import data.tilsyn.lib.documents
import data.tilsyn.lib.encrypted

connectors := [connector |
	some document in documents.readable("dex")
	some list in documents.fields(document.value, "connectors")
	some index, value in list.value
	connector := {"document": document, "at": [list.key, index], "value": value, "type": text(value, "type")}
]

examined := ({connector.document.object | some connector in connectors} | {document.object | some document in documents.unreadable("dex")}) | {entry.object | some entry in sealed}

# Only Dex' OIDC connector knows acrValues. A request proves nothing about the provider; without one not even that is done.
violations contains violation if {
	some connector in connectors
	connector.type == "oidc"
	not asks(connector.value)
	violation := {
		"object": connector.document.object,
		"path": documents.path(connector.document, array.concat(connector.at, ["config", "acrValues"])),
		"messageKey": "notRequested",
		"params": {"connector": text(connector.value, "id"), "type": connector.type},
		"value": {"connector": documents.written(connector.at)},
	}
}

violations contains violation if {
	some connector in connectors
	connector.type != "oidc"
	violation := {
		"object": connector.document.object,
		"path": documents.path(connector.document, connector.at),
		"status": "not-evaluable",
		"messageKey": "cannotAsk",
		"params": {"connector": text(connector.value, "id"), "type": connector.type},
		"value": {"connector": documents.written(connector.at)},
	}
}

asks(connector) if {
	some config in documents.fields(connector, "config")
	some list in documents.fields(config.value, "acrValues")
	some value in list.value
	is_string(value)
	trim_space(value) != ""
}

text(parent, name) := concat(", ", [field.value | some field in documents.fields(parent, name); is_string(field.value)])

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
