# METADATA
# title: "Accounts lock after repeated failed logins"
# custom:
#   id: AUT-05
#   family: AUT
#   severity: medium
#   scope: [A, O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.5", title: "Secure authentication"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "lockout.maxAttempts", default: 5, source: "house default"}
#   en:
#     why: "Without a lock an attacker can guess passwords until one opens the patient records."
#     change: "Turn on brute-force protection in the realm with at most five attempts, or register the identity provider's lockout policy."
#     notEvaluableWhen: "The lockout policy lives at an identity provider outside the repository and is not registered."
#     waivable: "Another safeguard (MFA, rate limit) can carry the risk while lockout is introduced."
#     messages:
#       unprotected: "The realm `{realm}` has no brute-force protection. Passwords can be guessed without end."
#       tooMany: "The realm `{realm}` locks an account only after {found} failed logins. At most {allowed} are allowed."
#       placeholder: "`{field}` of the realm `{realm}` holds an expression that nothing here fills in. Whether accounts lock cannot be seen."
#       unreadable: "The realm in `{place}` cannot be read. Whether its accounts lock is not known."
#   da:
#     title: "Konti spærres efter gentagne mislykkede loginforsøg"
#     why: "Uden spærring kan en angriber gætte adgangskoder, indtil én af dem åbner for patientdata."
#     change: "Slå beskyttelse mod gætteangreb til i realmet med højst fem forsøg, eller registrér identitetsudbyderens regler for spærring."
#     notEvaluableWhen: "Reglerne for spærring ligger hos en identitetsudbyder uden for repositoriet og er ikke registreret."
#     waivable: "Ja: MFA eller begrænsning af forsøg kan bære risikoen, mens spærring indføres."
#     messages:
#       unprotected: "Realmet `{realm}` har ingen beskyttelse mod gætteangreb. Adgangskoder kan gættes i det uendelige."
#       tooMany: "Realmet `{realm}` spærrer først en konto efter {found} mislykkede loginforsøg. Højst {allowed} er tilladt."
#       placeholder: "`{field}` i realmet `{realm}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, om konti spærres."
#       unreadable: "Realmet i `{place}` kan ikke læses. Det vides ikke, om konti spærres."
package tilsyn.controls.aut_05

import data.tilsyn.lib.documents
import data.tilsyn.lib.objects

# Keycloak's own operator, the one before it, and exports that are imported from a text.
realms := array.concat(imported, written_out)

imported := [realm |
	some item in objects.of_kinds({"KeycloakRealmImport", "KeycloakRealm"})
	item.group in {"k8s.keycloak.org", "keycloak.org"}
	value := object.get(item.object, ["spec", "realm"], {})
	realm := {"document": {"object": item.index, "at": ["spec", "realm"], "text": false}, "value": value}
]

written_out := [{"document": document, "value": document.value} | some document in documents.readable("keycloak-realm")]

examined := {realm.document.object | some realm in realms} | {document.object | some document in documents.unreadable("keycloak-realm")}

max_attempts := object.get(input.parameters, "lockout.maxAttempts", 5)

violations contains violation if {
	some realm in realms
	fault := fault_of(object.get(realm.value, "bruteForceProtected", false), object.get(realm.value, "failureFactor", 30))
	violation := object.union(status(fault.key), {
		"object": realm.document.object,
		"path": documents.path(realm.document, [fault.field]),
		"messageKey": fault.key,
		"params": {"realm": object.get(realm.value, "realm", ""), "field": fault.field, "found": fault.found, "allowed": max_attempts},
		"value": {"realm": object.get(realm.value, "realm", ""), "found": fault.found},
	})
}

status("placeholder") := {"status": "not-evaluable"}

status(key) := {} if key != "placeholder"

# Keycloak's own defaults: no protection, and 30 attempts.
fault_of(protected, factor) := {"key": "placeholder", "field": "bruteForceProtected", "found": protected} if {
	unfilled(protected)
} else := {"key": "unprotected", "field": "bruteForceProtected", "found": protected} if {
	not protected in {true, "true"}
} else := {"key": "placeholder", "field": "failureFactor", "found": factor} if {
	not is_number(factor)
} else := {"key": "tooMany", "field": "failureFactor", "found": factor} if {
	factor > max_attempts
} else := {"key": "tooMany", "field": "failureFactor", "found": factor} if {
	factor < 1
}

unfilled(value) if {
	is_string(value)
	not lower(value) in {"true", "false"}
}

violations contains violation if {
	some document in documents.unreadable("keycloak-realm")
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"place": documents.written(document.at)},
	}
}
