# METADATA
# title: "Every outside endpoint belongs to a declared processor"
# custom:
#   id: SUP-03
#   family: SUP
#   severity: high
#   scope: [I]
#   references:
#     guide: []
#     iso27001:
#       - {id: "5.19", title: "Information security in supplier relationships"}
#       - {id: "5.22", title: "Monitoring, review and change management of supplier services"}
#       - {id: "5.23", title: "Information security for use of cloud services"}
#     gdpr: ["28(2)", "28(4)", "44"]
#     nis2: ["§ 6, stk. 1, nr. 4 (NIS2 art. 21, stk. 2, litra d)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 2, except: ["patient-namespace"]}
#   parameters:
#     - {name: "processors.countriesAllow", default: [], source: "house default", reason: "countries in which a host may stand, chosen by the user; empty allows every declared one"}
#     - {name: "register.hosts", default: [], source: "house default"}
#   en:
#     why: "Alarms, logs and backups carry patient data too. Sent to a host nobody knows, they are outside every agreement."
#     change: "Enter the host with processor and country in the register, or stop sending there."
#     notEvaluableWhen: "The host comes from an encrypted value or a variable that did not render."
#     waivable: "Only for traffic without personal data; a waiver cannot replace the agreement itself."
#     messages:
#       unknownHost: "`{host}` belongs to no processor in the register. What is sent there is outside every agreement."
#       unknownSecretHost: "An address in this Secret belongs to no processor in the register. What is sent there is outside every agreement."
#       otherCountry: "`{host}` belongs to {processor} and stands in {country}. That country is not among those allowed."
#       noCountry: "`{host}` belongs to {processor}, and the register does not say in which country it stands."
#       unfilled: "The address is filled in elsewhere. To whom data are sent here is not known."
#   da:
#     title: "Alle eksterne endpoints hører til en registreret databehandler"
#     why: "Alarmer, logs og backup rummer også patientdata. Sendes de til en ukendt modtager, er de uden for enhver aftale."
#     change: "Registrér værten med databehandler og land, eller hold op med at sende dertil."
#     notEvaluableWhen: "Værten ligger i en krypteret værdi eller en variabel, der ikke kunne renderes."
#     waivable: "Ja, kun for trafik uden personoplysninger. En dispensation erstatter ikke en aftale."
#     messages:
#       unknownHost: "`{host}` hører ikke til nogen databehandler i registeret. Det, der sendes dertil, er uden for enhver aftale."
#       unknownSecretHost: "En adresse i denne Secret hører ikke til nogen databehandler i registeret. Det, der sendes dertil, er uden for enhver aftale."
#       otherCountry: "`{host}` hører til {processor} og står i {country}. Det land er ikke blandt de tilladte."
#       noCountry: "`{host}` hører til {processor}, og registeret angiver ikke, i hvilket land den står."
#       unfilled: "Adressen udfyldes et andet sted. Det vides ikke, hvem der modtager data herfra."
package tilsyn.inventory.sup_03

import data.tilsyn.inventory.sup_03.places
import data.tilsyn.lib.endpoints

examined := {one.object | some one in places.all}

registered := [entry |
	some entry in object.get(input.parameters, "register.hosts", [])
	is_string(entry.host)
]

violations contains violation if {
	some one in places.all
	outcome := judge(one)
	violation := object.union_n([
		{
			"object": one.object,
			"path": one.path,
			"messageKey": outcome.key,
			"params": object.get(outcome, "params", {}),
		},
		value_of(one),
		object.get(outcome, "more", {}),
	])
}

# What stands in a Secret is shown to nobody, and guessed from no digest.
value_of(one) := {} if {
	one.secret
} else := {"value": one.text}

judge(one) := {"key": "unfilled", "more": {"status": "not-evaluable"}} if {
	endpoints.unfilled(one.text)
} else := outcome if {
	host := trim_prefix(endpoints.of(one.text), "*.")
	not endpoints.inside(host)
	outcome := judge_host(host, one)
}

judge_host(host, one) := {"key": unknown_key(one), "params": unknown_params(host, one)} if {
	count(owners(host)) == 0
} else := {"key": "noCountry", "params": {"host": host, "processor": owner.processor}} if {
	some owner in owners(host)
	owner.country == ""
} else := {"key": "otherCountry", "params": {"host": host, "processor": owner.processor, "country": owner.country}} if {
	allowed := object.get(input.parameters, "processors.countriesAllow", [])
	count(allowed) > 0
	some owner in owners(host)
	not owner.country in allowed
}

unknown_key(one) := "unknownSecretHost" if {
	one.secret
} else := "unknownHost"

unknown_params(host, one) := {} if {
	one.secret
} else := {"host": host}

# The closest entry: that of the host itself before that of a domain above it.
owners(host) := [closest] if {
	lengths := [count(entry.host) | some entry in registered; endpoints.within(host, entry.host)]
	count(lengths) > 0
	closest := [{"country": object.get(entry, "country", ""), "processor": object.get(entry, "processor", "")} |
		some entry in registered
		endpoints.within(host, entry.host)
		count(entry.host) == max(lengths)
	][0]
} else := []
