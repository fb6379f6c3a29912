# METADATA
# title: Flags that let unknown callers in
package tilsyn.controls.aut_06.flags

import data.tilsyn.controls.aut_06.servers

examined := {server.object | some server in servers.all}

violations contains violation if {
	some server in servers.all
	some found in faults(server)
	violation := {
		"object": server.object,
		"path": found.path,
		"container": server.container,
		"status": object.get(found, "status", "fail"),
		"messageKey": found.key,
		"params": object.union({"program": server.program}, found.params),
		"value": found.value,
	}
}

faults(server) := (anonymous(server) | files(server)) | (modes(server) | ports(server))

given(server, name) := [flag | some flag in server.flags; flag.name == name]

# The last of several wins.
last(server, name) := list[count(list) - 1] if list := given(server, name)

fault(flag, key) := {"key": key, "path": flag.path, "params": {"setting": flag.name, "value": flag.value}, "value": flag.value}

unset(server, name, key) := {"key": key, "path": server.path, "params": {"setting": name, "value": ""}, "value": null}

# What is no boolean the program refuses; it is not read as a no.
anonymous(server) := {fault(flag, "anonymousOn")} if {
	flag := last(server, "anonymous-auth")
	not lower(flag.value) in {"false", "f", "0"}
} else := set() if {
	last(server, "anonymous-auth")
} else := {object.union(fault(flag, "anonymousElsewhere"), {"status": "not-evaluable"})} if {
	flag := last(server, elsewhere[server.program].anonymous)
} else := {unset(server, "anonymous-auth", "anonymousUnset")} if {
	server.whole
} else := set()

# Flags that name the file in which the matter is settled instead.
elsewhere := {
	"kube-apiserver": {"anonymous": "authentication-config", "modes": "authorization-config"},
	"kubelet": {"anonymous": "config", "modes": "config"},
}

files(server) := {fault(flag, "staticFile") |
	server.program == "kube-apiserver"
	some name in {"basic-auth-file", "token-auth-file"}
	some flag in given(server, name)
	flag.value != ""
}

needed := {"kube-apiserver": {"Node", "RBAC"}, "kubelet": {"Webhook"}}

# Modes of several flags add up.
modes(server) := {fault(flag, "alwaysAllow") |
	some flag in given(server, "authorization-mode")
	"AlwaysAllow" in list_of(flag.value)
} if {
	"AlwaysAllow" in all_modes(server)
} else := {object.union(fault(flag, "modeMissing"), {"params": {"setting": flag.name, "value": flag.value, "missing": concat(", ", sort(missing))}})} if {
	flag := last(server, "authorization-mode")
	missing := needed[server.program] - all_modes(server)
	count(missing) > 0
} else := set() if {
	last(server, "authorization-mode")
} else := {object.union(fault(flag, "modeElsewhere"), {"status": "not-evaluable"})} if {
	flag := last(server, elsewhere[server.program].modes)
} else := {unset(server, "authorization-mode", "modeUnset")} if {
	server.whole
	server.modes
} else := set()

all_modes(server) := {mode |
	some flag in given(server, "authorization-mode")
	some mode in list_of(flag.value)
}

list_of(text) := {trim_space(part) | some part in split(text, ",")}

ports(server) := {fault(flag, "readOnlyPort") |
	server.program == "kubelet"
	flag := last(server, "read-only-port")
	flag.value != "0"
}
