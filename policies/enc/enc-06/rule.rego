# METADATA
# title: "Volumes with data are encrypted at rest"
# custom:
#   id: ENC-06
#   family: ENC
#   severity: high
#   scope: [I]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.24", title: "Use of cryptography"}
#       - {id: "7.10", title: "Storage media"}
#     gdpr: ["32(1)(a)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "storage.encryptionKeys", default: ["ebs.csi.aws.com encrypted=true", "kubernetes.io/aws-ebs encrypted=true", "rbd.csi.ceph.com encrypted=true", "driver.longhorn.io encrypted=true", "pxd.portworx.com secure=true", "disk.csi.azure.com diskEncryptionSetID", "kubernetes.io/azure-disk diskEncryptionSetID", "pd.csi.storage.gke.io disk-encryption-kms-key", "kubernetes.io/gce-pd disk-encryption-kms-key"], source: "house default", reason: "the provisioner, and the parameter that encrypts; without a value it names a key of one's own, and the provider encrypts without it as well"}
#   en:
#     why: "A disk or snapshot that goes astray gives away every record on it."
#     change: "Use a StorageClass with encryption on, or register the provider's statement that its disks are encrypted."
#     notEvaluableWhen: "The provisioner is unknown, the StorageClass is not in the render, or the cloud encrypts by default without saying so in the manifest."
#     waivable: "While data are moved to an encrypted class; give the date."
#     messages:
#       off: "`{name}` uses the StorageClass `{class}`, in which `{field}` is not `{wanted}`. What is written lies on the disk in clear."
#       provider: "`{name}` uses the StorageClass `{class}` without `{field}`. The provider then encrypts by its own means, which belongs in the register."
#       unknownProvisioner: "`{name}` uses the StorageClass `{class}` of `{provisioner}`. Whether that encrypts cannot be seen here."
#       classElsewhere: "`{name}` uses the StorageClass `{class}`, which is not among the manifests that were read. Whether it encrypts is not known."
#       defaultClass: "`{name}` names no StorageClass, and the default of the cluster is not among the manifests that were read. Whether it encrypts is not known."
#       noClass: "`{name}` uses a volume that somebody made by hand. Whether it is encrypted cannot be seen."
#       unresolved: "`{found}` holds an expression that nothing here fills in. Whether `{name}` is encrypted cannot be seen."
#   da:
#     title: "Volumener med data er krypteret i hvile"
#     why: "En disk eller et snapshot på afveje udleverer alle de oplysninger, der ligger på det."
#     change: "Brug en StorageClass med kryptering, eller registrér leverandørens erklæring om, at diskene er krypteret."
#     notEvaluableWhen: "Provisioneren er ukendt, StorageClass findes ikke blandt de læste manifester, eller skyen krypterer som standard, uden at det fremgår af manifestet."
#     waivable: "Ja, mens data flyttes til en krypteret StorageClass. Angiv datoen."
#     messages:
#       off: "`{name}` bruger StorageClass `{class}`, hvor `{field}` ikke er `{wanted}`. Det, der skrives, ligger i klartekst på disken."
#       provider: "`{name}` bruger StorageClass `{class}` uden `{field}`. Leverandøren krypterer så på egen hånd, og det hører hjemme i registeret."
#       unknownProvisioner: "`{name}` bruger StorageClass `{class}` fra `{provisioner}`. Det kan ikke ses her, om den krypterer."
#       classElsewhere: "`{name}` bruger StorageClass `{class}`, som ikke er blandt de læste manifester. Det vides ikke, om den krypterer."
#       defaultClass: "`{name}` angiver ingen StorageClass, og klyngens standard er ikke blandt de læste manifester. Det vides ikke, om den krypterer."
#       noClass: "`{name}` bruger et volumen, som nogen har lavet i hånden. Det kan ikke ses, om det er krypteret."
#       unresolved: "`{found}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, om `{name}` er krypteret."
package tilsyn.inventory.enc_06

import data.tilsyn.lib.images
import data.tilsyn.lib.values
import data.tilsyn.lib.volumes

claims := array.concat(volumes.claims, volumes.volumes)

examined := {claim.object | some claim in claims}

violations contains violation if {
	some claim in claims
	not tells_nothing(claim)
	some fault in faults(claim)
	violation := object.union(status_of(fault.key), {
		"object": claim.object,
		"path": array.concat(claim.path, ["storageClassName"]),
		"messageKey": fault.key,
		"params": object.union({"name": claim.name, "class": class_of(claim)}, fault.params),
		"value": object.union({"class": class_of(claim)}, fault.params),
	})
}

status_of("off") := {}

status_of(key) := {"status": "not-evaluable"} if key != "off"

# A Kafka of a kind that keeps nothing, for one.
tells_nothing(claim) if object.get(claim.item.object, array.concat(claim.path, ["type"]), "") == "ephemeral"

class_of(claim) := claim["class"] if {
	claim["class"] != null
} else := volumes.default_classes[0] if {
	claim.kind != "PersistentVolume"
	count(volumes.default_classes) == 1
} else := ""

faults(claim) := {{"key": "unresolved", "params": {"found": "storageClassName"}}} if {
	images.unresolved(class_of(claim))
} else := {{"key": "defaultClass", "params": {}}} if {
	class_of(claim) == ""
	claim["class"] == null
	claim.kind != "PersistentVolume"
} else := {{"key": "noClass", "params": {}}} if {
	class_of(claim) == ""
} else := {{"key": "classElsewhere", "params": {}}} if {
	not volumes.classes[class_of(claim)]
} else := class_faults[class_of(claim)]

# By class, so that many claims ask once.
class_faults[name] := union(found) if {
	some name, items in volumes.classes
	found := {of_class(object.get(item.object, "provisioner", ""), values.section(item.object, "parameters")) | some item in items}
}

of_class(provisioner, parameters) := {{"key": "unknownProvisioner", "params": {"provisioner": provisioner}}} if {
	not keys[suffix_free(provisioner)]
} else := {{"key": "unresolved", "params": {"found": field}}} if {
	field := split(keys[suffix_free(provisioner)], "=")[0]
	is_string(parameters[field])
	images.unresolved(parameters[field])
} else := {{"key": "off", "params": {"field": sides[0], "wanted": sides[1]}}} if {
	sides := split(keys[suffix_free(provisioner)], "=")
	count(sides) == 2
	object.get(parameters, sides[0], "") != sides[1]
} else := {{"key": "provider", "params": {"field": sides[0]}}} if {
	sides := split(keys[suffix_free(provisioner)], "=")
	count(sides) == 1
	object.get(parameters, sides[0], "") == ""
} else := set()

# Rook puts its namespace before the name of the driver.
suffix_free(provisioner) := parts[0][1] if {
	parts := regex.find_all_string_submatch_n(`^[a-z0-9-]+[.](rbd[.]csi[.]ceph[.]com)$`, provisioner, 1)
	count(parts) > 0
} else := provisioner

# `provisioner parameter=value`, or `provisioner parameter` for a key of one's own.
keys := {words[0]: words[1] |
	some entry in object.get(input.parameters, "storage.encryptionKeys", default_keys)
	words := split(entry, " ")
	count(words) == 2
}

default_keys := [
	"ebs.csi.aws.com encrypted=true",
	"kubernetes.io/aws-ebs encrypted=true",
	"rbd.csi.ceph.com encrypted=true",
	"driver.longhorn.io encrypted=true",
	"pxd.portworx.com secure=true",
	"disk.csi.azure.com diskEncryptionSetID",
	"kubernetes.io/azure-disk diskEncryptionSetID",
	"pd.csi.storage.gke.io disk-encryption-kms-key",
	"kubernetes.io/gce-pd disk-encryption-kms-key",
]
