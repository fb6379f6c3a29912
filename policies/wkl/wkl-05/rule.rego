# METADATA
# title: "No container can gain more rights than it started with"
# custom:
#   id: WKL-05
#   family: WKL
#   severity: high
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#       - {id: "8.2", title: "Privileged access rights"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.2.6"], "1.10": ["5.2.6"], "1.11": ["5.2.6"], "1.12": ["5.2.6"], "2.0": ["5.2.6"]}
#     pss: restricted
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters: []
#   en:
#     why: "A small flaw in an application becomes full control if the process may raise its own rights."
#     change: "Set securityContext.allowPrivilegeEscalation: false on every container, init containers included."
#     notEvaluableWhen: "A declared mutating policy sets the field; then the pass rests on that assumption, which is printed."
#     waivable: "Old images that rely on setuid need time to be rebuilt."
#     messages:
#       allowed: "Container `{container}` has `allowPrivilegeEscalation: true`. A flaw in it can become root in the container."
#       missing: "`allowPrivilegeEscalation: false` is missing for container `{container}`. Without it a process may gain more rights than it started with."
#       operatorAllowed: "The resource asks its operator for a container with `allowPrivilegeEscalation: true`. A flaw in it can become root in the container."
#   da:
#     title: "Ingen container kan få flere rettigheder, end den startede med"
#     why: "En lille fejl i en applikation bliver til fuld kontrol, hvis processen må hæve sine egne rettigheder."
#     change: "Sæt securityContext.allowPrivilegeEscalation: false på alle containere, også init-containere."
#     notEvaluableWhen: "En angivet mutationspolitik sætter feltet. Så hviler resultatet på den antagelse, og det står i rapporten."
#     waivable: "Ja: Ældre images, der bruger setuid, kan få tid til at blive bygget om."
#     messages:
#       allowed: "Containeren `{container}` har `allowPrivilegeEscalation: true`. En fejl i den kan give root i containeren."
#       missing: "`allowPrivilegeEscalation: false` mangler for containeren `{container}`. Uden feltet kan en proces få flere rettigheder, end den startede med."
#       operatorAllowed: "Ressourcen beder sin operator om en container med `allowPrivilegeEscalation: true`. En fejl i den kan give root i containeren."
package tilsyn.controls.wkl_05

import data.tilsyn.lib.contexts
import data.tilsyn.lib.pods

examined := pods.examined

# The pod's own security context has no such field; what is written there protects nobody.
violations contains violation if {
	some context in contexts.all
	context.level in {"container", "operator"}
	value := context.security.allowPrivilegeEscalation
	not value in {false, null}
	violation := object.union(context.more, {
		"object": context.object,
		"path": array.concat(context.path, ["allowPrivilegeEscalation"]),
		"messageKey": {"container": "allowed", "operator": "operatorAllowed"}[context.level],
		"params": context.params,
		"value": value,
	})
}

# The kernel's default is to allow it. Windows does not know the field.
violations contains violation if {
	some container in pods.containers
	not container.partial
	not container.pod.windows
	object.get(container.security, "allowPrivilegeEscalation", null) == null
	violation := object.union(
		pods.implied(container),
		{
			"object": container.object,
			"path": array.concat(container.path, ["securityContext", "allowPrivilegeEscalation"]),
			"container": container.name,
			"messageKey": "missing",
			"params": {"container": container.name},
		},
	)
}
