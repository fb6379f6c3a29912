# METADATA
# title: Security contexts
# description: Profiles of seccomp and AppArmor, SELinux options and the mount of /proc, on pods, on containers and where a custom resource asks for them.
package tilsyn.controls.wkl_08.contexts

import data.tilsyn.lib.contexts
import data.tilsyn.lib.pods
import data.tilsyn.lib.values
import data.tilsyn.lib.versions

# A profile that is named must be one that filters, wherever it stands.
profiles := {
	"seccompProfile": {"pod": "podSeccomp", "container": "seccomp", "operator": "operatorSeccomp"},
	"appArmorProfile": {"pod": "podAppArmor", "container": "appArmor", "operator": "operatorAppArmor"},
}

violations contains violation if {
	some context in contexts.all
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

violations contains violation if {
	some context in contexts.all
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
	some context in contexts.all
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
