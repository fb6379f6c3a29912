# METADATA
# title: "Secrets are encrypted where the cluster stores them"
# custom:
#   id: ENC-05
#   family: ENC
#   severity: high
#   scope: [I]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.24", title: "Use of cryptography"}
#     gdpr: ["32(1)(a)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": ["1.2.27", "1.2.28"], "1.10": ["1.2.27", "1.2.28"], "1.11": ["1.2.27", "1.2.28"], "1.12": ["1.2.27", "1.2.28"], "2.0": ["1.2.27", "1.2.28"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 2, except: []}
#   parameters: []
#   en:
#     why: "A copy of etcd or its backup holds all passwords of the patient systems in clear."
#     change: "Give the API server an EncryptionConfiguration that covers secrets with kms or secretbox first and identity last."
#     notEvaluableWhen: "The control plane is managed by the provider: a register entry is needed."
#     waivable: "While keys are introduced, with the disk under etcd encrypted."
#     messages:
#       clear: "Secrets are written with `identity`, which is no encryption. A copy of etcd holds them in clear."
#       notCovered: "No entry of the configuration encrypts `secrets`. A copy of etcd holds them in clear."
#       keyBeside: "Secrets are written with `{provider}`, whose key stands in the file on the same machine. Who can read that file cannot be seen here; `kms` keeps the key apart."
#       flagMissing: "The API server gets no `--encryption-provider-config`. It stores Secrets in clear."
#       fileElsewhere: "The API server reads `{found}`, which is not among the manifests that were read. What it encrypts is not known."
#       toolDecides: "No `encryption-provider-config` is among the arguments, and the tool that starts the API server decides. Whether Secrets are encrypted cannot be seen."
#       flagUnseen: "No API server among the manifests that were read is told to use this configuration. Whether it has any effect cannot be seen."
#       unreadable: "The configuration in `{name}` cannot be read. What it encrypts is not known."
#       managed: "No API server and no EncryptionConfiguration is in this repository. How Secrets are stored belongs in the register."
#   da:
#     title: "Secrets er krypteret dér, hvor klyngen gemmer dem"
#     why: "En kopi af etcd eller dens backup rummer alle patientsystemernes adgangskoder i klartekst."
#     change: "Giv API-serveren en EncryptionConfiguration, der dækker secrets, med kms eller secretbox først og identity sidst."
#     notEvaluableWhen: "Kontrolplanet drives af leverandøren. Der skal en registerpost til."
#     waivable: "Ja, mens nøgler indføres, når disken under etcd er krypteret."
#     messages:
#       clear: "Secrets skrives med `identity`, som ikke er kryptering. En kopi af etcd rummer dem i klartekst."
#       notCovered: "Intet i konfigurationen krypterer `secrets`. En kopi af etcd rummer dem i klartekst."
#       keyBeside: "Secrets skrives med `{provider}`, hvis nøgle står i filen på samme maskine. Hvem der kan læse filen, kan ikke ses her; `kms` holder nøglen adskilt."
#       flagMissing: "API-serveren får ingen `--encryption-provider-config`. Den gemmer Secrets i klartekst."
#       fileElsewhere: "API-serveren læser `{found}`, som ikke er blandt de læste manifester. Det vides ikke, hvad den krypterer."
#       toolDecides: "`encryption-provider-config` er ikke blandt argumenterne, og det værktøj, der starter API-serveren, afgør det. Det kan ikke ses, om Secrets krypteres."
#       flagUnseen: "Ingen API-server blandt de læste manifester får besked på at bruge konfigurationen. Det kan ikke ses, om den har nogen virkning."
#       unreadable: "Konfigurationen i `{name}` kan ikke læses. Det vides ikke, hvad den krypterer."
#       managed: "Hverken en API-server eller en EncryptionConfiguration er i dette repository. Hvordan Secrets gemmes, hører hjemme i registeret."
package tilsyn.inventory.enc_05

import data.tilsyn.controls.aut_06.servers
import data.tilsyn.lib.documents
import data.tilsyn.lib.encryption
import data.tilsyn.lib.objects

examined := documents.examined("encryption") | {server.object | some server in api_servers}

api_servers := array.concat([server | some server in servers.all; server.program == "kube-apiserver"], in_texts)

# kubeadm keeps its configuration as a text in a ConfigMap.
in_texts := [server |
	some document in documents.readable("component")
	document.text
	document.value.kind == "ClusterConfiguration"
	args := object.get(document.value, ["apiServer", "extraArgs"], [])
	server := {"object": document.object, "path": documents.path(document, []), "whole": true, "flags": servers.extra_args(args, documents.path(document, []))}
]

flag := "encryption-provider-config"

# The last one counts.
file(server) := found[count(found) - 1] if {
	found := [one | some one in server.flags; one.name == flag; one.value != ""]
	count(found) > 0
}

violations contains violation if {
	some document in documents.readable("encryption")
	provider := encryption.first_provider(document.value, "secrets")
	key := weakness[provider]
	violation := object.union(status_of(key), {
		"object": document.object,
		"path": documents.path(document, ["resources"]),
		"messageKey": key,
		"params": {"provider": provider},
		"value": {"provider": provider},
	})
}

weakness := {"identity": "clear", "": "notCovered", "aescbc": "keyBeside", "aesgcm": "keyBeside"}

violations contains violation if {
	some document in documents.unreadable("encryption")
	path := documents.path(document, [])
	violation := finding(document.object, path, "unreadable", {"name": path[count(path) - 1]})
}

violations contains violation if {
	some document in documents.of_shape("encryption")
	count([server | some server in api_servers; file(server)]) == 0
	violation := finding(document.object, documents.path(document, ["kind"]), "flagUnseen", {})
}

violations contains violation if {
	some server in api_servers
	not file(server)
	key := {true: "flagMissing", false: "toolDecides"}[server.whole]
	violation := finding(server.object, server.path, key, {})
}

violations contains violation if {
	count(documents.of_shape("encryption")) == 0
	some server in api_servers
	found := file(server)
	violation := finding(server.object, found.path, "fileElsewhere", {"found": found.value})
}

finding(object_index, path, key, params) := object.union(status_of(key), {
	"object": object_index,
	"path": path,
	"messageKey": key,
	"params": params,
	"value": params,
})

status_of(key) := {} if {
	key in {"clear", "notCovered", "flagMissing"}
} else := {"status": "not-evaluable"}

cluster contains {"messageKey": "managed", "params": {}, "status": "not-evaluable"} if {
	count(examined) == 0
	count(objects.applied) > 0
}
