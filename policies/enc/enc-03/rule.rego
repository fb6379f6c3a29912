# METADATA
# title: "Connections use TLS 1.2 or better with strong ciphers"
# custom:
#   id: ENC-03
#   family: ENC
#   severity: high
#   scope: [O]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.24", title: "Use of cryptography"}
#       - {id: "8.20", title: "Networks security"}
#     gdpr: ["32(1)(a)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": ["1.2.29", "4.2.12"], "1.10": ["1.2.29", "4.2.12"], "1.11": ["1.2.29", "4.2.12"], "1.12": ["1.2.29", "4.2.12"], "2.0": ["1.2.29", "4.2.12"]}
#     pss: null
#     datatilsynet: ["Sikker transmission"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "tls.min", default: "1.2", source: "authority recommendation"}
#   en:
#     why: "Old TLS can be broken, and patient data recorded today can be read later."
#     change: "Set the minimum version to TLS 1.2 (better 1.3) and remove weak ciphers in the controller, the API server and the kubelets."
#     notEvaluableWhen: "TLS settings live in a load balancer or control plane outside the repository."
#     waivable: "Old medical equipment may be limited; keep it on its own network."
#     messages:
#       version: "`{field}` allows `{found}`. Connections older than TLS {wanted} can be broken."
#       cipher: "`{field}` allows the weak cipher `{found}`. What is recorded today can be read later."
#       noSuites: "The API server names no `--tls-cipher-suites`. Which ciphers it takes depends on its version."
#       policy: "`{field}` names the policy `{found}`, which is not known to ask for TLS {wanted}. Name one that does."
#       unknown: "`{field}` holds `{found}`, which is no known version of TLS. What is allowed cannot be seen."
#       unreadable: "The TLS settings in `{place}` cannot be read. What they allow is not known."
#   da:
#     title: "Forbindelser bruger TLS 1.2 eller nyere med stærke algoritmer"
#     why: "Gammel TLS kan brydes, og patientdata, der optages i dag, kan læses senere."
#     change: "Sæt laveste version til TLS 1.2 (helst 1.3), og fjern svage algoritmer i controlleren, API-serveren og kubelets."
#     notEvaluableWhen: "TLS-indstillinger ligger i en load balancer eller et kontrolplan uden for repositoriet."
#     waivable: "Ja: Ældre medicoteknisk udstyr kan være begrænset. Hold det på sit eget net."
#     messages:
#       version: "`{field}` tillader `{found}`. Forbindelser under TLS {wanted} kan brydes."
#       cipher: "`{field}` tillader den svage algoritme `{found}`. Det, der optages i dag, kan læses senere."
#       noSuites: "API-serveren angiver ingen `--tls-cipher-suites`. Hvilke algoritmer den tillader, afhænger af dens version."
#       policy: "`{field}` angiver politikken `{found}`, som ikke vides at kræve TLS {wanted}. Angiv en, der gør."
#       unknown: "`{field}` indeholder `{found}`, som ikke er en kendt TLS-version. Det kan ikke ses, hvad der tillades."
#       unreadable: "TLS-indstillingerne i `{place}` kan ikke læses. Det vides ikke, hvad de tillader."
package tilsyn.controls.enc_03

import data.tilsyn.controls.enc_03.places
import data.tilsyn.lib.documents
import data.tilsyn.lib.tls

examined := places.examined

wanted := object.get(input.parameters, "tls.min", "1.2")

# A lowest version that is too low, or a highest that shuts the wanted one out.
violations contains violation if {
	some place in places.versions
	key := version_fault(tls.version(place.found))
	violation := object.union(status(key), of_place(place, place.found, key))
}

version_fault("unknown") := "unknown"

version_fault(version) := "version" if {
	is_number(version)
	version < to_number(wanted)
}

status("unknown") := {"status": "not-evaluable"}

status(key) := {} if key != "unknown"

violations contains violation if {
	some place in places.suites
	some cipher in tls.weak(place.found)
	violation := of_place(place, cipher, "cipher")
}

violations contains violation if {
	some place in places.policies
	not tls.policy_asks_for(place.found, wanted)
	violation := of_place(place, place.found, "policy")
}

violations contains violation if {
	some server in places.silent_servers
	violation := {
		"object": server.object,
		"path": server.path,
		"container": server.container,
		"messageKey": "noSuites",
		"params": {},
		"value": {"missing": "tls-cipher-suites"},
	}
}

of_place(place, found, key) := {
	"object": place.object,
	"path": place.path,
	"messageKey": key,
	"params": {"field": place.field, "found": found, "wanted": wanted},
	"value": {"fault": key, "field": place.field, "found": found},
}

violations contains violation if {
	some shape in ["traefik", "component"]
	some document in documents.unreadable(shape)
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"place": documents.written(document.at)},
	}
}
