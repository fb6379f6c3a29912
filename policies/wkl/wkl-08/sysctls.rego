# METADATA
# title: Sysctls
# description: Settings of the kernel that a pod changes, against the list of the Pod Security Standards.
package tilsyn.controls.wkl_08.sysctls

import data.tilsyn.lib.contexts
import data.tilsyn.lib.versions

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
	some context in contexts.all
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
