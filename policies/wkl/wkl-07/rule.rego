# METADATA
# title: "Containers drop all kernel capabilities they do not use"
# custom:
#   id: WKL-07
#   family: WKL
#   severity: medium
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#       - {id: "8.2", title: "Privileged access rights"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.2.8", "5.2.9", "5.2.10"], "1.10": ["5.2.8", "5.2.9", "5.2.10"], "1.11": ["5.2.8", "5.2.9", "5.2.10"], "1.12": ["5.2.8", "5.2.9"], "2.0": ["5.2.8", "5.2.9"]}
#     pss: restricted
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters: []
#   en:
#     why: "Capabilities let a hacked container listen to, forge or redirect traffic with patient data."
#     change: "Set capabilities.drop: [ALL]; add back only NET_BIND_SERVICE if a low port is needed."
#     notEvaluableWhen: "A declared mutating policy sets the field; then the pass rests on that assumption, which is printed."
#     waivable: "A single named capability can be accepted while the vendor corrects the image."
#     messages:
#       missing: "Container `{container}` drops no capabilities. It keeps rights of the kernel with which it can forge or redirect traffic."
#       notAll: "Container `{container}` drops single capabilities, but not `ALL`. It keeps the rest of the set that the runtime gives."
#       added: "Container `{container}` adds the capability `{capability}`. Only `NET_BIND_SERVICE` may be added back."
#       addedBeyondBaseline: "Container `{container}` adds the capability `{capability}`, which even the baseline level refuses. With it the container can reach past itself, to traffic or systems with patient data."
#       operatorAdded: "The resource asks its operator for a container with the capability `{capability}`. Only `NET_BIND_SERVICE` may be added."
#   da:
#     title: "Containere afgiver alle kernerettigheder, de ikke bruger"
#     why: "Kernerettigheder (capabilities) lader en hacket container aflytte, forfalske eller omdirigere trafik med patientdata."
#     change: "Sæt capabilities.drop: [ALL], og tilføj kun NET_BIND_SERVICE, hvis en lav port er nødvendig."
#     notEvaluableWhen: "En angivet mutationspolitik sætter feltet. Så hviler resultatet på den antagelse, og det står i rapporten."
#     waivable: "Ja: En enkelt navngiven capability kan accepteres, mens leverandøren retter sit image."
#     messages:
#       missing: "Containeren `{container}` afgiver ingen kernerettigheder. Den beholder rettigheder, som kan bruges til at forfalske eller omdirigere trafik."
#       notAll: "Containeren `{container}` afgiver enkelte kernerettigheder, men ikke `ALL`. Den beholder resten af dem, runtimen giver."
#       added: "Containeren `{container}` tilføjer kernerettigheden `{capability}`. Kun `NET_BIND_SERVICE` må tilføjes."
#       addedBeyondBaseline: "Containeren `{container}` tilføjer kernerettigheden `{capability}`, som selv niveauet baseline afviser. Med den kan containeren nå ud over sig selv, til trafik eller systemer med patientdata."
#       operatorAdded: "Ressourcen beder sin operator om en container med kernerettigheden `{capability}`. Kun `NET_BIND_SERVICE` må tilføjes."
package tilsyn.controls.wkl_07

import data.tilsyn.lib.contexts
import data.tilsyn.lib.pods
import data.tilsyn.lib.values

examined := pods.examined

# The set of the baseline Pod Security Standard: what container runtimes give without being asked, less NET_RAW.
default_set := {
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT",
}

# What is added counts on every system: the API server refuses it for a Windows pod only where the pod names its system.
violations contains violation if {
	some context in contexts.all
	context.level in {"container", "operator"}
	some index, capability in values.section(context.security, "capabilities").add
	not normalise(capability) == "NET_BIND_SERVICE"
	violation := object.union(context.more, {
		"object": context.object,
		"path": array.concat(context.path, ["capabilities", "add", index]),
		"messageKey": added_key(context, capability),
		"params": object.union(context.params, {"capability": capability}),
		"value": capability,
	})
}

added_key(context, capability) := "operatorAdded" if {
	context.level == "operator"
} else := "added" if {
	normalise(capability) in default_set
} else := "addedBeyondBaseline"

# Runtimes take names in any case and some with the kernel's prefix.
normalise(capability) := trim_prefix(upper(capability), "CAP_") if {
	is_string(capability)
} else := ""

violations contains violation if {
	some container in pods.containers
	not container.partial
	not container.pod.windows
	not drops_all(container)
	violation := object.union(
		pods.implied(container),
		{
			"object": container.object,
			"path": array.concat(container.path, ["securityContext", "capabilities", "drop"]),
			"container": container.name,
			"messageKey": missing_key(container),
			"params": {"container": container.name},
		},
	)
}

# `all` works in the runtimes as `ALL` does; `CAP_ALL` is the name of nothing and drops nothing.
drops_all(container) if {
	some capability in values.section(container.security, "capabilities").drop
	upper(capability) == "ALL"
}

missing_key(container) := "notAll" if {
	count(values.section(container.security, "capabilities").drop) > 0
} else := "missing"
