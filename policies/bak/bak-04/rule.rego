# METADATA
# title: "Backups lie outside the cluster, encrypted and under other keys"
# custom:
#   id: BAK-04
#   family: BAK
#   severity: high
#   scope: [O, I]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.13", title: "Information backup"}
#       - {id: "8.24", title: "Use of cryptography"}
#       - {id: "5.3", title: "Segregation of duties"}
#     gdpr: ["32(1)(a)", "32(1)(c)"]
#     nis2: ["§ 6, stk. 1, nr. 3 (NIS2 art. 21, stk. 2, litra c)", "§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Backup"]
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "regions.allow", default: [], source: "house default"}
#   en:
#     why: "If the backup lies beside the system, one break-in takes both patient data and the way back."
#     change: "Point the storage location outside the cluster, verify TLS, encrypt with a key of its own, stay in approved regions, and use credentials production does not hold."
#     notEvaluableWhen: "The provider plugin's settings are not known, or encryption is done by the store without saying so."
#     waivable: "While the outside store is set up, with a copy carried out by other means."
#     messages:
#       inCluster: "The storage location points to `{found}` inside the cluster. One break-in takes both the data and the way back."
#       plain: "`{field}` is no HTTPS address. Backups of patient data travel in clear."
#       notVerified: "`insecureSkipTLSVerify` is on. Anyone on the way can pose as the store."
#       region: "The region `{found}` is not approved. The backup may lie under other law."
#       encryptionUnsaid: "The storage location names no encryption. Whether the store encrypts by itself cannot be seen."
#       unknownProvider: "The settings of the provider `{found}` are not known here. Where the backup lies, and how it is encrypted, cannot be seen."
#       unresolved: "`{field}` holds an expression that nothing here fills in. Where the backup lies cannot be seen."
#       servedHere: "The storage location points to `{found}`, which {kind} `{name}` of the same cluster serves. One break-in takes both the data and the way back."
#       sharedKey: "`{found}` gives access to the backups and is used in namespace `{namespace}` as well. Who breaks into that takes the backups too."
#       snapshotStays: "The schedule takes snapshots and does not move them. Whether they leave the storage that they were taken from cannot be seen."
#       locationElsewhere: "The schedule writes to the storage location `{found}`, which is not among the manifests that were read. Where the backups lie is not known."
#   da:
#     title: "Backup ligger uden for klyngen, krypteret og med egne nøgler"
#     why: "Ligger backuppen ved siden af systemet, tager ét indbrud både patientdata og vejen tilbage."
#     change: "Lad lagerstedet pege ud af klyngen, kontrollér TLS, kryptér med egen nøgle, bliv i godkendte regioner, og brug adgange, som produktionen ikke har."
#     notEvaluableWhen: "Pluginets indstillinger kendes ikke, eller lageret krypterer, uden at det fremgår."
#     waivable: "Ja, mens det eksterne lager etableres, når der findes en kopi et andet sted."
#     messages:
#       inCluster: "Lagerstedet peger på `{found}` inde i klyngen. Ét indbrud tager både data og vejen tilbage."
#       plain: "`{field}` er ikke en HTTPS-adresse. Backup af patientdata sendes i klartekst."
#       notVerified: "`insecureSkipTLSVerify` er slået til. Enhver undervejs kan give sig ud for at være lageret."
#       region: "Regionen `{found}` er ikke godkendt. Backuppen kan ligge under andre regler."
#       encryptionUnsaid: "Lagerstedet angiver ingen kryptering. Det kan ikke ses, om lageret selv krypterer."
#       unknownProvider: "Indstillingerne for udbyderen `{found}` kendes ikke her. Det kan ikke ses, hvor backuppen ligger, og hvordan den er krypteret."
#       unresolved: "`{field}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvor backuppen ligger."
#       servedHere: "Lagerstedet peger på `{found}`, som {kind} `{name}` i samme klynge udstiller. Ét indbrud tager både data og vejen tilbage."
#       sharedKey: "`{found}` giver adgang til backup og bruges også i namespacet `{namespace}`. Den, der bryder ind dér, får også backuppen."
#       snapshotStays: "Planen tager snapshots og flytter dem ikke. Det kan ikke ses, om de forlader det lager, de er taget fra."
#       locationElsewhere: "Planen skriver til lagerstedet `{found}`, som ikke er blandt de læste manifester. Det vides ikke, hvor backuppen ligger."
package tilsyn.controls.bak_04

import data.tilsyn.lib.hosts
import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.regions
import data.tilsyn.lib.values

locations := [location |
	some item in objects.by_kind["BackupStorageLocation"]
	item.group == "velero.io"
	spec := values.section(item.object, "spec")
	location := {"object": item.index, "provider": provider(spec), "config": values.section(spec, "config")}
]

examined := {location.object | some location in locations}

# `velero.io/aws` is `aws`.
provider(spec) := trim_prefix(lower(spec.provider), "velero.io/") if {
	is_string(spec.provider)
} else := ""

# Plug-ins that write to a volume or directory of the cluster itself.
beside := `(^|/)(hostpath|nfs|pvc|local|filesystem|fs)$`

violations contains violation if {
	some location in locations
	regex.match(beside, location.provider)
	violation := finding(location, ["spec", "provider"], "inCluster", location.provider)
}

addresses := [address |
	some location in locations
	some field in {"s3Url", "publicUrl", "storageAccountURI", "endpoint"}
	text := location.config[field]
	is_string(text)
	trim_space(text) != ""
	address := {"location": location, "field": field, "text": text}
]

violations contains violation if {
	some address in addresses
	not images.unresolved(address.text)
	host := hosts.of(address.text)
	hosts.in_cluster(host)
	violation := finding(address.location, ["spec", "config", address.field], "inCluster", host)
}

violations contains violation if {
	some address in addresses
	not images.unresolved(address.text)
	not startswith(lower(trim_space(address.text)), "https://")
	violation := finding(address.location, ["spec", "config", address.field], "plain", address.text)
}

violations contains violation if {
	some location in locations
	some field in {"s3Url", "publicUrl", "storageAccountURI", "endpoint", "region", "insecureSkipTLSVerify", "serverSideEncryption", "kmsKeyId", "kmsKeyName"}
	text := location.config[field]
	is_string(text)
	images.unresolved(text)
	violation := doubt(location, ["spec", "config", field], "unresolved", text)
}

# Settings of plug-ins are texts: everything but a clear no counts as on.
violations contains violation if {
	some location in locations
	found := location.config.insecureSkipTLSVerify
	not lower(json.marshal(found)) in {"false", "null", `"false"`, `""`, `"0"`, `"f"`}
	not doubtful(found)
	violation := finding(location, ["spec", "config", "insecureSkipTLSVerify"], "notVerified", found)
}

doubtful(found) if {
	is_string(found)
	images.unresolved(found)
}

violations contains violation if {
	some location in locations
	found := location.config.region
	is_string(found)
	regions.fault(found) in {"notApproved", "outside"}
	violation := object.union(finding(location, ["spec", "config", "region"], "region", found), {"impliedBy": "PHY-02"})
}

# By provider, the settings that name a key or a way of encrypting.
encryption := {
	"aws": {"serverSideEncryption", "kmsKeyId", "customerKeyEncryptionFile", "customerKeyEncryptionSecret"},
	"azure": {"encryptionScope"},
	"gcp": {"kmsKeyName"},
}

violations contains violation if {
	some location in locations
	names := encryption[location.provider]
	count({name | some name in names; not object.get(location.config, name, "") in {"", null, "none"}}) == 0
	violation := doubt(location, ["spec", "config"], "encryptionUnsaid", "")
}

violations contains violation if {
	some location in locations
	not encryption[location.provider]
	not regex.match(beside, location.provider)
	violation := doubt(location, ["spec", "provider"], "unknownProvider", location.provider)
}

finding(location, path, key, found) := {
	"object": location.object,
	"path": path,
	"messageKey": key,
	"params": {"found": found, "field": concat(".", array.slice(path, 1, count(path)))},
	"value": {"fault": key, "found": found},
}

doubt(location, path, key, found) := object.union(finding(location, path, key, found), {"status": "not-evaluable"})
