# METADATA
# title: "Every cluster uses single sign-on"
# custom:
#   id: AUT-01
#   family: AUT
#   severity: high
#   scope: [I]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.16", title: "Identity management"}
#       - {id: "8.5", title: "Secure authentication"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["3.1.1", "3.1.2", "3.1.3"], "1.10": ["3.1.1", "3.1.2", "3.1.3"], "1.11": ["3.1.1", "3.1.2", "3.1.3"], "1.12": ["3.1.1", "3.1.2", "3.1.3"], "2.0": ["3.1.1", "3.1.2", "3.1.3"]}
#     pss: null
#     datatilsynet: ["Centraliseret rettighedsstyring"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters: []
#   en:
#     why: "With shared certificates or tokens nobody can say which person changed or read patient data. A person who leaves also keeps the key."
#     change: "Point the API server at your identity provider (Dex or another OIDC issuer) with issuer, client id, user claim and groups claim, for every cluster in the register."
#     notEvaluableWhen: "The cluster is managed by a provider or its API server settings live elsewhere: a register entry is needed."
#     waivable: "A new cluster may need a few days before it is connected; people stay out of it meanwhile."
#     messages:
#       notConfigured: "The API server's settings are here, and no identity provider is among them. People sign in with certificates or tokens that nobody can take back."
#       incomplete: "The identity provider is set without {missing}. The API server cannot tell for certain who signs in, or in which groups they are."
#       plainIssuer: "The issuer `{issuer}` is not reached by https. Whoever sits in between can hand out identities."
#       localAccounts: "The only identity providers are of the types {types}. Those are accounts of the cluster's own, apart from the organisation's."
#       unfilled: "The issuer is filled in elsewhere. Which identity provider the API server trusts is not known."
#       fileElsewhere: "The API server reads its identity providers from a file that is not in this repository."
#       dexAlone: "Dex is here, and the API server's settings are not. Whether the cluster trusts Dex is not known."
#       notHere: "The API server's settings are not in this repository. Whether people sign in through an identity provider is not known."
#   da:
#     title: "Alle klynger bruger single sign-on"
#     why: "Med fælles certifikater eller tokens kan ingen se, hvem der har læst eller ændret patientdata, og en fratrådt medarbejder beholder sin nøgle."
#     change: "Kobl API-serveren i hver klynge til jeres identitetsudbyder (Dex eller en anden OIDC-udsteder), og angiv udsteder, klient-id, brugerclaim og gruppeclaim."
#     notEvaluableWhen: "Klyngen drives af en leverandør, eller API-serverens opsætning ligger uden for repositoriet. Der skal en registerpost til."
#     waivable: "Ja, kortvarigt: En ny klynge kan mangle kobling i nogle dage, så længe der ikke er brugere eller patientdata på den."
#     messages:
#       notConfigured: "API-serverens opsætning ligger her, og der er ingen identitetsudbyder i den. Personer logger på med certifikater eller tokens, som ingen kan inddrage."
#       incomplete: "Identitetsudbyderen er sat op uden {missing}. API-serveren kan ikke se sikkert, hvem der logger på, eller hvilke grupper de er i."
#       plainIssuer: "Udstederen `{issuer}` nås ikke med https. Den, der sidder imellem, kan udstede identiteter."
#       localAccounts: "De eneste identitetsudbydere er af typerne {types}. Det er klyngens egne konti uden om organisationens."
#       unfilled: "Udstederen udfyldes et andet sted. Det vides ikke, hvilken identitetsudbyder API-serveren stoler på."
#       fileElsewhere: "API-serveren læser sine identitetsudbydere fra en fil, der ikke ligger i dette repository."
#       dexAlone: "Dex ligger her, men det gør API-serverens opsætning ikke. Det vides ikke, om klyngen stoler på Dex."
#       notHere: "API-serverens opsætning ligger ikke i dette repository. Det vides ikke, om personer logger på gennem en identitetsudbyder."
package tilsyn.inventory.aut_01

import data.tilsyn.inventory.aut_01.settings
import data.tilsyn.lib.pods
import data.tilsyn.lib.registries

examined := {one.object | some one in settings.all}

violations contains violation if {
	some one in settings.all
	outcome := judge(one)
	violation := object.union(
		{
			"object": one.object,
			"path": one.path,
			"messageKey": outcome.key,
			"params": object.get(outcome, "params", {}),
			"value": object.get(one, "provider", null),
		},
		object.get(outcome, "more", {}),
	)
}

judge(one) := {"key": "fileElsewhere", "more": {"status": "not-evaluable"}} if {
	one.how == "file"
	not settings.file_read
} else := {"key": "notConfigured"} if {
	one.how == "none"
} else := {"key": "localAccounts", "params": {"types": concat(", ", sort(one.types))}} if {
	one.how == "local"
} else := {"key": "unfilled", "more": {"status": "not-evaluable"}} if {
	one.how == "provider"
	regex.match(`\$\{|\{\{|^ENC\[`, one.provider.issuer)
} else := {"key": "incomplete", "params": {"missing": concat(", ", missing(one))}} if {
	one.how == "provider"
	count(missing(one)) > 0
} else := {"key": "plainIssuer", "params": {"issuer": one.provider.issuer}} if {
	one.how == "provider"
	not startswith(one.provider.issuer, "https://")
}

missing(one) := [$"`{one.words[part]}`" |
	some part in ["issuer", "client", "groups"]
	one.provider[part] == ""
]

cluster contains {"messageKey": "dexAlone", "params": {}, "status": "not-evaluable"} if {
	count(examined) == 0
	dex
}

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if {
	count(examined) == 0
	not dex
}

dex if {
	some container in pods.containers
	contains(container.value.image, "dexidp/dex")
	endswith(registries.repository(container.value.image), "dexidp/dex")
}
