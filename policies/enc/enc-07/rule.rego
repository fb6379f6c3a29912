# METADATA
# title: "No readable secrets lie in git"
# custom:
#   id: ENC-07
#   family: ENC
#   severity: critical
#   scope: [O]
#   references:
#     guide: [5, 1]
#     iso27001:
#       - {id: "5.17", title: "Authentication information"}
#       - {id: "8.24", title: "Use of cryptography"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)", "§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["5.4.2"], "1.10": ["5.4.2"], "1.11": ["5.4.2"], "1.12": ["5.4.2"], "2.0": ["5.4.2"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: false, approvals: null, except: []}
#   parameters: []
#   en:
#     why: "Everyone who can read the repository, now or in ten years, has the password to the patient data."
#     change: "Replace the value by an ExternalSecret, a SealedSecret or a SOPS file, and rotate the secret: it must be treated as known."
#     notEvaluableWhen: "A value comes from a chart or variable that did not render. Encrypted files (SOPS, SealedSecret) pass and are not opened."
#     waivable: "A secret that has been in git is known; it must be replaced. Only a false positive can be closed."
#     messages:
#       privateKey: "`{name}` holds a readable private key. Everyone who can read the repository has it."
#       knownToken: "`{name}` holds what looks like an access key of a known service. Everyone who can read the repository has it."
#       urlPassword: "`{name}` holds an address with a readable password. Everyone who can read the repository has it."
#       secretValue: "The Secret holds `{name}` in readable form; base64 is no encryption. Everyone who can read the repository has it."
#       secretText: "The Secret's `{name}` holds readable values for {fields}. Everyone who can read the repository has them."
#       configValue: "The ConfigMap holds the credential `{name}` in readable form. ConfigMaps are open to far more readers than Secrets."
#       configText: "The ConfigMap's `{name}` holds readable values for {fields}. Everyone who can read the repository has them."
#       envValue: "Container `{container}` gets the variable `{name}` as a readable value. Everyone who can read the repository has it."
#       argument: "Container `{container}` gets `{name}` as a readable argument. Everyone who can read the repository or list processes has it."
#       helmValue: "The Helm value `{name}` is a readable credential. Everyone who can read the repository has it."
#       helmText: "The Helm values in `{name}` hold readable values for {fields}. Everyone who can read the repository has them."
#   da:
#     title: "Der ligger ingen læsbare hemmeligheder i git"
#     why: "Enhver, der kan læse repositoriet nu eller om ti år, har adgangskoden til patientdata."
#     change: "Erstat værdien med en ExternalSecret, en SealedSecret eller en SOPS-fil, og skift hemmeligheden: Den skal betragtes som kendt."
#     notEvaluableWhen: "En værdi stammer fra et chart eller en variabel, der ikke kunne renderes. Krypterede filer (SOPS, SealedSecret) er i orden og åbnes ikke."
#     waivable: "Nej. En hemmelighed, der har ligget i git, er kendt og skal skiftes. Kun en falsk positiv kan lukkes."
#     messages:
#       privateKey: "`{name}` rummer en læsbar privat nøgle. Enhver, der kan læse repositoriet, har den."
#       knownToken: "`{name}` rummer, hvad der ligner en adgangsnøgle til en kendt tjeneste. Enhver, der kan læse repositoriet, har den."
#       urlPassword: "`{name}` rummer en adresse med en læsbar adgangskode. Enhver, der kan læse repositoriet, har den."
#       secretValue: "Secret-objektet rummer `{name}` i læsbar form; base64 er ikke kryptering. Enhver, der kan læse repositoriet, har den."
#       secretText: "Secret-objektets `{name}` rummer læsbare værdier for {fields}. Enhver, der kan læse repositoriet, har dem."
#       configValue: "ConfigMap-objektet rummer hemmeligheden `{name}` i læsbar form. ConfigMaps kan læses af langt flere end Secrets."
#       configText: "ConfigMap-objektets `{name}` rummer læsbare værdier for {fields}. Enhver, der kan læse repositoriet, har dem."
#       envValue: "Containeren `{container}` får variablen `{name}` som læsbar værdi. Enhver, der kan læse repositoriet, har den."
#       argument: "Containeren `{container}` får `{name}` som læsbart argument. Enhver, der kan læse repositoriet eller se processerne, har det."
#       helmValue: "Helm-værdien `{name}` er en læsbar hemmelighed. Enhver, der kan læse repositoriet, har den."
#       helmText: "Helm-værdierne i `{name}` rummer læsbare værdier for {fields}. Enhver, der kan læse repositoriet, har dem."
package tilsyn.controls.enc_07

import data.tilsyn.controls.enc_07.places
import data.tilsyn.lib.credentials

examined := places.examined

# Values never leave this control: a violation carries names, and neither the value nor anything made from it.
violations contains violation if {
	some entry in places.entries
	key := fault(entry)
	violation := object.union(
		container(entry),
		{
			"object": entry.object,
			"path": entry.path,
			"messageKey": key,
			"params": params(entry, key),
		},
	)
}

container(entry) := {"container": entry.container} if {
	entry.container != ""
} else := {}

fault(entry) := credentials.well_known(entry.text) if {
	credentials.well_known(entry.text)
} else := by_place(entry.place, entry)

by_place("secret", entry) := secret_fault(entry)

by_place("config", entry) := "configValue" if {
	written_out(entry)
	not credentials.long_text(entry.text)
} else := "configText" if {
	count(credentials.fields_in(entry.text)) > 0
}

by_place("env", entry) := "envValue" if written_out(entry)

by_place("argument", entry) := "argument" if credentials.literal(entry.name, entry.flag)

by_place("helm", entry) := "helmValue" if {
	written_out(entry)
	not credentials.long_text(entry.text)
} else := "helmText" if {
	credentials.long_text(entry.text)
	count(credentials.fields_in(entry.text)) > 0
}

# The name of another object of the run is a reference to it.
written_out(entry) if {
	credentials.named(entry.name)
	credentials.literal(entry.name, entry.text)
	not entry.text in entry.names
}

# Whoever put a value into a Secret meant it to be secret; public material, settings and whole configuration files are told apart.
secret_fault(entry) := "secretValue" if {
	docker_login(entry)
} else := "secretText" if {
	not pull_secret(entry)
	not credentials.public(entry.text)
	credentials.long_text(entry.text)
	count(credentials.fields_in(entry.text)) > 0
} else := "secretValue" if {
	not pull_secret(entry)
	not credentials.public(entry.text)
	not credentials.long_text(entry.text)
	not setting(lower(entry.name))
	credentials.literal(entry.name, entry.text)
}

pull_secret(entry) if entry.name in {".dockerconfigjson", ".dockercfg"}

docker_login(entry) if {
	pull_secret(entry)
	some parts in regex.find_all_string_submatch_n(`"(?:auth|password|identitytoken)"\s*:\s*"([^"]+)"`, entry.text, -1)
	credentials.literal("password", parts[1])
}

# Keys of a Secret that say where and who, not with what.
setting(name) if {
	regex.match(`(^|[-_.])(user|username|login|host|hostname|port|url|uri|endpoint|server|address|database|db|dbname|name|project|region|zone|bucket|email|from|realm|domain|type|issuer|schema|engine|org|enabled|insecure|namespace|tenant|(client|tenant|app|account|key|subscription)[-_.]?id|known_hosts)$`, name)
}

setting(name) if regex.match(`(^|[-_.])ca([-_.].*)?$|[.](crt|cer|pub|csr)$`, name)

# The same where names are written as one word, as the variables of falcosidekick are.
setting(name) if {
	regex.match(`(format|priority|thresholds|suffix|prefix|template|balancer|index|precision|topic|protocol|mechanism|method|type|cannedacl|apiurl)$`, name)
	not credentials.named(name)
}

setting(name) if {
	regex.match(`((gateway|router)service|namespace|(organization|stream|metric|table)name)$`, name)
	not credentials.named(name)
}

params(entry, key) := {"name": entry.name, "fields": fields(entry)} if {
	key in {"configText", "helmText", "secretText"}
} else := {"name": entry.name, "container": entry.container} if {
	key in {"argument", "envValue"}
} else := {"name": entry.name}

fields(entry) := concat(", ", sort([field | some field in credentials.fields_in(entry.text)]))
