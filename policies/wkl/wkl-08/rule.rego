# METADATA
# title: "Containers run with the default system-call filter"
# custom:
#   id: WKL-08
#   family: WKL
#   severity: medium
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.7.2", "5.7.3"], "1.10": ["5.7.2", "5.7.3"], "1.11": ["5.6.2", "5.6.3"], "1.12": ["5.6.2", "5.6.3"], "2.0": ["5.6.2", "5.6.3"]}
#     pss: restricted
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "kubernetesVersion", default: "", source: "house default"}
#   en:
#     why: "Without the filter a hacked container can use kernel flaws to break out and reach other patient systems."
#     change: "Set seccompProfile.type: RuntimeDefault and do not weaken procMount, sysctls, AppArmor, SELinux or probe hosts."
#     notEvaluableWhen: "The kubelet's seccomp default is set outside the repository; register it if the pass rests on it."
#     waivable: "A profile of your own (Localhost) can replace the default one; a missing profile needs a plan."
#     messages:
#       seccompMissing: "No seccomp profile is set for container `{container}` or its pod. Its processes may use every system call of the kernel."
#       seccomp: "Container `{container}` has the seccomp profile `{value}` in place of `RuntimeDefault` or `Localhost`. Its processes may use system calls that the filter would refuse."
#       podSeccomp: "The pod has the seccomp profile `{value}` in place of `RuntimeDefault` or `Localhost`. Its containers run so unless they say otherwise."
#       operatorSeccomp: "The resource asks its operator for the seccomp profile `{value}`. Only `RuntimeDefault` and `Localhost` keep the filter for system calls."
#       seccompAnnotation: "The annotation `{annotation}` sets the seccomp profile `{value}`. Up to Kubernetes 1.26 it takes the filter for system calls away."
#       appArmor: "Container `{container}` has the AppArmor profile `{value}` in place of `RuntimeDefault` or `Localhost`. The machine no longer limits what it may touch."
#       podAppArmor: "The pod has the AppArmor profile `{value}` in place of `RuntimeDefault` or `Localhost`. Its containers run so unless they say otherwise."
#       operatorAppArmor: "The resource asks its operator for the AppArmor profile `{value}`. Only `RuntimeDefault` and `Localhost` keep the limits of the machine."
#       appArmorAnnotation: "The annotation `{annotation}` sets the AppArmor profile `{value}`. Only `runtime/default` and `localhost/…` keep the limits of the machine."
#       seLinux: "Container `{container}` sets `seLinuxOptions.{field}` to `{value}`. It may leave the domain that holds containers apart."
#       podSeLinux: "The pod sets `seLinuxOptions.{field}` to `{value}`. Its containers may leave the domain that holds them apart."
#       operatorSeLinux: "The resource asks its operator for `seLinuxOptions.{field}` `{value}`. The container may leave the domain that holds containers apart."
#       procMount: "Container `{container}` has `procMount: {value}`. It sees and may change parts of the kernel under `/proc` that are hidden otherwise."
#       operatorProcMount: "The resource asks its operator for `procMount: {value}`. The container then sees parts of the kernel under `/proc` that are hidden otherwise."
#       sysctl: "The sysctl `{value}` is not on the safe list of this Kubernetes version. It can change the machine for other systems too."
#       probeHost: "`{handler}` of container `{container}` calls the host `{value}`. With it the machine itself is made to call systems that the pod may not reach."
#   da:
#     title: "Containere kører med standardfilteret for systemkald"
#     why: "Uden filteret kan en hacket container udnytte fejl i kernen til at bryde ud og nå andre patientsystemer."
#     change: "Sæt seccompProfile.type: RuntimeDefault, og svæk ikke procMount, sysctls, AppArmor, SELinux eller host i prober."
#     notEvaluableWhen: "Kubelets standardprofil sættes uden for repositoriet. Registrér den, hvis resultatet hviler på den."
#     waivable: "Ja: En egen profil (Localhost) kan erstatte standardprofilen. Mangler profilen, kræves en plan."
#     messages:
#       seccompMissing: "Der er ingen seccomp-profil for containeren `{container}` eller dens pod. Dens processer må bruge alle kernens systemkald."
#       seccomp: "Containeren `{container}` har seccomp-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Dens processer må bruge systemkald, som filteret ville afvise."
#       podSeccomp: "Podden har seccomp-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Det gælder alle dens containere, der ikke selv angiver andet."
#       operatorSeccomp: "Ressourcen beder sin operator om seccomp-profilen `{value}`. Kun `RuntimeDefault` og `Localhost` bevarer filteret for systemkald."
#       seccompAnnotation: "Annotationen `{annotation}` sætter seccomp-profilen `{value}`. Til og med Kubernetes 1.26 fjerner den filteret for systemkald."
#       appArmor: "Containeren `{container}` har AppArmor-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Maskinen begrænser ikke længere, hvad den kan røre."
#       podAppArmor: "Podden har AppArmor-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Det gælder alle dens containere, der ikke selv angiver andet."
#       operatorAppArmor: "Ressourcen beder sin operator om AppArmor-profilen `{value}`. Kun `RuntimeDefault` og `Localhost` bevarer maskinens begrænsninger."
#       appArmorAnnotation: "Annotationen `{annotation}` sætter AppArmor-profilen `{value}`. Kun `runtime/default` og `localhost/…` bevarer maskinens begrænsninger."
#       seLinux: "Containeren `{container}` sætter `seLinuxOptions.{field}` til `{value}`. Den kan forlade det domæne, der holder containere adskilt."
#       podSeLinux: "Podden sætter `seLinuxOptions.{field}` til `{value}`. Dens containere kan forlade det domæne, der holder dem adskilt."
#       operatorSeLinux: "Ressourcen beder sin operator om `seLinuxOptions.{field}` `{value}`. Containeren kan forlade det domæne, der holder containere adskilt."
#       procMount: "Containeren `{container}` har `procMount: {value}`. Den kan se og ændre dele af kernen under `/proc`, som ellers er skjult."
#       operatorProcMount: "Ressourcen beder sin operator om `procMount: {value}`. Containeren kan så se dele af kernen under `/proc`, som ellers er skjult."
#       sysctl: "Sysctl `{value}` er ikke på listen over sikre i denne Kubernetes-version. Den kan ændre maskinen for andre systemer."
#       probeHost: "`{handler}` i containeren `{container}` kalder værten `{value}`. Dermed kan maskinen selv bringes til at kalde systemer, som podden ikke må nå."
package tilsyn.controls.wkl_08

import data.tilsyn.lib.pods
import data.tilsyn.lib.values
import data.tilsyn.lib.versions

examined := pods.examined

# Seccomp and AppArmor: a profile that is named must be one that filters, wherever it stands.

profiles := {
	"seccompProfile": {"pod": "podSeccomp", "container": "seccomp", "operator": "operatorSeccomp"},
	"appArmorProfile": {"pod": "podAppArmor", "container": "appArmor", "operator": "operatorAppArmor"},
}

violations contains violation if {
	some context in pods.contexts
	some field, keys in profiles
	profile := context.security[field]
	profile != null
	value := object.get(values.section(context.security, field), "type", "")
	not value in {"RuntimeDefault", "Localhost"}
	violation := object.union(context.more, {
		"object": context.object,
		"path": array.concat(context.path, [field, "type"]),
		"messageKey": keys[context.level],
		"params": object.union(context.params, {"value": value}),
		"value": value,
	})
}

# Nothing is set on the container. Where the pod names a bad profile, the pod's own finding speaks for its containers. Windows has no seccomp.
violations contains violation if {
	some container in pods.containers
	not container.partial
	not container.pod.windows
	pods.effective(container, "seccompProfile") == null
	violation := object.union(
		pods.implied(container),
		{
			"object": container.object,
			"path": array.concat(container.path, ["securityContext", "seccompProfile", "type"]),
			"container": container.name,
			"messageKey": "seccompMissing",
			"params": {"container": container.name},
		},
	)
}

annotations := [annotation |
	some pod in pods.specs
	at := array.concat(pod.metadata, ["annotations"])
	some name, value in object.get(input.objects[pod.object].object, at, {})
	annotation := {"object": pod.object, "path": array.concat(at, [name]), "name": name, "value": value}
]

violations contains violation if {
	some annotation in annotations
	key := annotation_key(annotation)
	violation := {
		"object": annotation.object,
		"path": annotation.path,
		"messageKey": key,
		"params": {"annotation": annotation.name, "value": annotation.value},
		"value": annotation.value,
	}
}

annotation_key(annotation) := "appArmorAnnotation" if {
	startswith(annotation.name, "container.apparmor.security.beta.kubernetes.io/")
	not annotation.value in {"", "runtime/default"}
	not startswith(annotation.value, "localhost/")
}

# The API server copied these into the fields up to 1.26 and has passed over them since.
annotation_key(annotation) := "seccompAnnotation" if {
	not versions.from(27)
	names_seccomp(annotation.name)
	not annotation.value in {"runtime/default", "docker/default"}
	not startswith(annotation.value, "localhost/")
}

names_seccomp("seccomp.security.alpha.kubernetes.io/pod")

names_seccomp(name) if startswith(name, "container.seccomp.security.alpha.kubernetes.io/")

violations contains violation if {
	some context in pods.contexts
	options := values.section(context.security, "seLinuxOptions")
	some field in {"type", "user", "role"}
	value := options[field]
	not value in {"", null}
	not allowed_type(field, value)
	violation := object.union(context.more, {
		"object": context.object,
		"path": array.concat(context.path, ["seLinuxOptions", field]),
		"messageKey": {"pod": "podSeLinux", "container": "seLinux", "operator": "operatorSeLinux"}[context.level],
		"params": object.union(context.params, {"field": field, "value": value}),
		"value": value,
	})
}

allowed_type("type", value) if value in {"container_t", "container_init_t", "container_kvm_t"}

allowed_type("type", "container_engine_t") if versions.from(31)

# Baseline lets a pod with a user namespace of its own unmask /proc from 1.35 on; restricted, which this control asks for, never does.
violations contains violation if {
	some context in pods.contexts
	context.level in {"container", "operator"}
	value := context.security.procMount
	not value in {"Default", null}
	violation := object.union(context.more, {
		"object": context.object,
		"path": array.concat(context.path, ["procMount"]),
		"messageKey": {"container": "procMount", "operator": "operatorProcMount"}[context.level],
		"params": object.union(context.params, {"value": value}),
		"value": value,
	})
}

# The safe sysctls of the baseline Pod Security Standard, with the minor version from which each is on the list.
safe_from := {
	"kernel.shm_rmid_forced": 0,
	"net.ipv4.ip_local_port_range": 0,
	"net.ipv4.ip_unprivileged_port_start": 0,
	"net.ipv4.ping_group_range": 0,
	"net.ipv4.tcp_syncookies": 0,
	"net.ipv4.ip_local_reserved_ports": 27,
	"net.ipv4.tcp_fin_timeout": 29,
	"net.ipv4.tcp_keepalive_intvl": 29,
	"net.ipv4.tcp_keepalive_probes": 29,
	"net.ipv4.tcp_keepalive_time": 29,
	"net.ipv4.tcp_rmem": 32,
	"net.ipv4.tcp_wmem": 32,
	"net.ipv4.tcp_notsent_lowat": 37,
	"net.ipv4.tcp_slow_start_after_idle": 37,
}

violations contains violation if {
	some context in pods.contexts
	context.level in {"pod", "operator"}
	some index, sysctl in context.security.sysctls
	name := object.get(sysctl, "name", "")
	not safe(name)
	violation := {
		"object": context.object,
		"path": array.concat(context.path, ["sysctls", index, "name"]),
		"messageKey": "sysctl",
		"params": {"value": name},
		"value": name,
	}
}

safe(name) if safe_from[name] == 0

safe(name) if versions.from(safe_from[name])

handlers := {
	"livenessProbe": [],
	"readinessProbe": [],
	"startupProbe": [],
	"postStart": ["lifecycle"],
	"preStop": ["lifecycle"],
}

# From 1.34: the kubelet makes these calls, from the machine's network and not the pod's.
violations contains violation if {
	not versions.before(34)
	some container in pods.containers
	some handler, parent in handlers
	at := array.concat(parent, [handler])
	calls := object.get(container.value, at, null)
	calls != null
	some action in {"httpGet", "tcpSocket"}
	host := calls[action].host
	not host in {"", null}
	not own_loopback(container, host)
	violation := {
		"object": container.object,
		"path": array.concat(array.concat(container.path, at), [action, "host"]),
		"container": container.name,
		"messageKey": "probeHost",
		"params": {"container": container.name, "handler": handler, "value": host},
		"value": host,
	}
}

# In the host's network, which WKL-03 judges, the machine's loopback is the pod's own.
own_loopback(container, host) if {
	values.on(container.pod.spec, "hostNetwork")
	host in {"127.0.0.1", "localhost", "::1"}
}
