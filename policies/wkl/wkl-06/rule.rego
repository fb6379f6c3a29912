# METADATA
# title: "Containers do not run as root"
# custom:
#   id: WKL-06
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
#     cis: {"1.9": ["5.2.7"], "1.10": ["5.2.7"], "1.11": ["5.2.7"], "1.12": ["5.2.7"], "2.0": ["5.2.7"]}
#     pss: restricted
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "kubernetesVersion", default: "", source: "house default"}
#   en:
#     why: "Root in the container is root on the machine as soon as the isolation fails, and then all patient data there are open."
#     change: "Set runAsNonRoot: true and a runAsUser other than 0 on the pod or on each container."
#     notEvaluableWhen: "A declared mutating policy sets the field; then the pass rests on that assumption, which is printed."
#     waivable: "Vendor images may need root until a new version comes."
#     messages:
#       podUserZero: "The pod has `runAsUser: 0`. Its containers run as root unless they say otherwise."
#       podRootAllowed: "The pod has `runAsNonRoot: false`. Its containers may run as root."
#       userZero: "Container `{container}` has `runAsUser: 0`. It runs as root."
#       rootAllowed: "Container `{container}` has `runAsNonRoot: false`. It may run as root."
#       missing: "`runAsNonRoot` is not set for container `{container}`. It runs as root if its image says so."
#       userWithoutPromise: "Container `{container}` names a user other than root, but `runAsNonRoot: true` is missing. Without it nothing stops root if the user is changed."
#   da:
#     title: "Containere kører ikke som root"
#     why: "Root i containeren er root på maskinen, så snart isoleringen svigter, og så ligger alle patientdata dér åbne."
#     change: "Sæt runAsNonRoot: true og et runAsUser forskelligt fra 0 på podden eller på hver container."
#     notEvaluableWhen: "En angivet mutationspolitik sætter feltet. Så hviler resultatet på den antagelse, og det står i rapporten."
#     waivable: "Ja: Leverandørens image kan kræve root, indtil en ny version kommer."
#     messages:
#       podUserZero: "Podden har `runAsUser: 0`. Dens containere kører som root, medmindre de selv angiver andet."
#       podRootAllowed: "Podden har `runAsNonRoot: false`. Dens containere må køre som root."
#       userZero: "Containeren `{container}` har `runAsUser: 0`. Den kører som root."
#       rootAllowed: "Containeren `{container}` har `runAsNonRoot: false`. Den må køre som root."
#       missing: "`runAsNonRoot` er ikke sat for containeren `{container}`. Den kører som root, hvis dens image angiver det."
#       userWithoutPromise: "Containeren `{container}` angiver en anden bruger end root, men `runAsNonRoot: true` mangler. Uden den forhindrer intet root, hvis brugeren ændres."
package tilsyn.controls.wkl_06

import data.tilsyn.lib.pods
import data.tilsyn.lib.versions

examined := {pod.object | some pod in pods.specs} | {container.object | some container in pods.containers}

# With a user namespace of its own, root in the pod is nobody on the machine; the Pod Security Standards relax the rule from 1.35 on.
relaxed(pod) if {
	pod.spec.hostUsers == false
	versions.from(35)
}

judged := [pod |
	some pod in pods.specs
	not relaxed(pod)
]

judged_containers := [container |
	some container in pods.containers
	not relaxed(container.pod)
]

violations contains violation if {
	some pod in judged
	not pod.windows
	pod.security.runAsUser == 0
	violation := {
		"object": pod.object,
		"path": array.concat(pod.path, ["securityContext", "runAsUser"]),
		"messageKey": "podUserZero",
		"params": {},
		"value": 0,
	}
}

violations contains violation if {
	some pod in judged
	pod.security.runAsNonRoot == false
	violation := {
		"object": pod.object,
		"path": array.concat(pod.path, ["securityContext", "runAsNonRoot"]),
		"messageKey": "podRootAllowed",
		"params": {},
		"value": false,
	}
}

violations contains violation if {
	some container in judged_containers
	not container.pod.windows
	container.security.runAsUser == 0
	violation := object.union(
		pods.implied(container),
		{
			"object": container.object,
			"path": array.concat(container.path, ["securityContext", "runAsUser"]),
			"container": container.name,
			"messageKey": "userZero",
			"params": {"container": container.name},
			"value": 0,
		},
	)
}

violations contains violation if {
	some container in judged_containers
	container.security.runAsNonRoot == false
	violation := object.union(
		pods.implied(container),
		{
			"object": container.object,
			"path": array.concat(container.path, ["securityContext", "runAsNonRoot"]),
			"container": container.name,
			"messageKey": "rootAllowed",
			"params": {"container": container.name},
			"value": false,
		},
	)
}

# Nothing is set on the container. Where the pod says false, the pod's own finding speaks for its containers.
violations contains violation if {
	some container in judged_containers
	not container.partial
	pods.effective(container, "runAsNonRoot") == null
	violation := object.union(
		pods.implied(container),
		{
			"object": container.object,
			"path": array.concat(container.path, ["securityContext", "runAsNonRoot"]),
			"container": container.name,
			"messageKey": missing_key(container),
			"params": {"container": container.name},
		},
	)
}

# A user other than root is named: only the promise that it stays so is missing.
missing_key(container) := "userWithoutPromise" if {
	user := pods.effective(container, "runAsUser")
	not user in {0, null}
} else := "missing"
