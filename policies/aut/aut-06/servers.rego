# METADATA
# title: Where flags of API servers and kubelets stand
# description: |
#   Each server is one set of flags with the place where a missing one would stand. `whole` says that these are all flags it gets, so that a missing one
#   means the program's default; `modes` is false where what writes the command line sets the modes itself.
package tilsyn.controls.aut_06.servers

import data.tilsyn.lib.objects
import data.tilsyn.lib.pods
import data.tilsyn.lib.registries
import data.tilsyn.lib.values

all := array.concat(array.concat(in_pods, in_kubeadm), array.concat(array.concat(in_lists, in_kops), in_launchers))

# A search in the container's text spares reading the words of all the others.
suspects := [container |
	some container in pods.containers
	text := json.marshal(container.value)
	some mark in {"kube-apiserver", "kubelet"}
	contains(text, mark)
]

in_pods := [server |
	some container in suspects
	words := argv(container)
	program := program_of(container, words)
	server := {
		"object": container.object,
		"path": array.concat(container.path, [last_list(container.value)]),
		"container": container.name,
		"program": program,
		"whole": true,
		"modes": true,
		"flags": flags(words),
	}
]

last_list(value) := "args" if {
	is_array(value.args)
} else := "command"

# Command and arguments as one list. A script is cut at its spaces: its quoting is not read, its flags are.
argv(container) := [word |
	some field in ["command", "args"]
	some index, text in container.value[field]
	is_string(text)
	some part in parts(text)
	word := {"text": part, "path": array.concat(container.path, [field, index])}
]

parts(text) := [trim(part, `"'\;`) |
	some part in split(strings.replace_n({"\n": " ", "\t": " ", "\\\n": " "}, text), " ")
	part != ""
] if {
	regex.match(`\s`, text)
	regex.match(`kube-apiserver|kubelet`, text)
} else := [text]

programs := {"kube-apiserver", "kubelet"}

# Tools that take the program's name as an argument.
tools := {"kubectl", "crictl", "pgrep", "pkill", "killall", "systemctl", "journalctl", "curl", "grep"}

program_of(container, words) := named[0] if {
	named := [name |
		some index, word in words
		name := last_step(word.text)
		name in programs
		before := {last_step(earlier.text) | some at, earlier in words; at < index}
		count(before & tools) == 0
	]
} else := "kube-apiserver" if {
	is_string(container.value.image)
	regex.match(`^kube-apiserver(-(amd64|arm|arm64|ppc64le|s390x))?$`, last_step(registries.repository(container.value.image)))
}

last_step(text) := steps[count(steps) - 1] if steps := split(text, "/")

# The components take `--name=value` and `--name value`; a boolean takes the first alone. `_` is read as `-`.
flags(words) := [flag |
	some index, word in words
	startswith(word.text, "--")
	sides := split(substring(word.text, 2, -1), "=")
	name := replace(sides[0], "_", "-")
	flag := {"name": name, "value": value(words, index, name, sides), "path": word.path}
]

value(words, index, name, sides) := concat("=", array.slice(sides, 1, count(sides))) if {
	count(sides) > 1
} else := words[index + 1].text if {
	name in with_value
} else := "true"

with_value := {
	"token-auth-file",
	"basic-auth-file",
	"authorization-mode",
	"authorization-config",
	"authentication-config",
	"encryption-provider-config",
	"oidc-client-id",
	"oidc-groups-claim",
	"oidc-issuer-url",
	"read-only-port",
	"config",
	"kube-apiserver-arg",
	"kubelet-arg",
	"audit-policy-file",
	"audit-log-path",
	"audit-log-maxage",
	"audit-log-maxbackup",
	"audit-log-maxsize",
	"audit-webhook-config-file",
}

# kubeadm sets the API server's modes to Node,RBAC where nobody names them.
in_kubeadm := [server |
	some item in objects.of_groups(object.keys(kubeadm_places))
	some place in kubeadm_places[item.group][item.kind]
	is_object(object.get(item.object, place.parent, null))
	path := array.concat(place.parent, place.rest)
	server := {
		"object": item.index,
		"path": path,
		"container": "",
		"program": place.program,
		"whole": place.program == "kube-apiserver",
		"modes": false,
		"flags": extra_args(object.get(item.object, path, {}), path),
	}
]

kubeadm_places := {
	"kubeadm.k8s.io": {
		"ClusterConfiguration": [api_server([])],
		"InitConfiguration": [kubelet([])],
		"JoinConfiguration": [kubelet([])],
	},
	"controlplane.cluster.x-k8s.io": {
		"KubeadmControlPlane": below(["spec", "kubeadmConfigSpec"]),
		"KubeadmControlPlaneTemplate": below(["spec", "template", "spec", "kubeadmConfigSpec"]),
	},
	"bootstrap.cluster.x-k8s.io": {
		"KubeadmConfig": below(["spec"]),
		"KubeadmConfigTemplate": below(["spec", "template", "spec"]),
	},
}

below(prefix) := [
	api_server(array.concat(prefix, ["clusterConfiguration"])),
	kubelet(array.concat(prefix, ["initConfiguration"])),
	kubelet(array.concat(prefix, ["joinConfiguration"])),
]

api_server(parent) := {"parent": parent, "rest": ["apiServer", "extraArgs"], "program": "kube-apiserver"}

kubelet(parent) := {"parent": parent, "rest": ["nodeRegistration", "kubeletExtraArgs"], "program": "kubelet"}

# A map until kubeadm v1beta3, a list of names and values from v1beta4 on.
extra_args(args, path) := [flag |
	some name, given in args
	is_string(name)
	flag := {"name": name, "value": text_of(given), "path": array.concat(path, [name])}
] if {
	is_object(args)
} else := [flag |
	some index, arg in args
	flag := {"name": values.name(arg), "value": text_of(arg.value), "path": array.concat(path, [index, "value"])}
]

text_of(given) := given if {
	is_string(given)
} else := json.marshal(given)

# Lists of `name=value`; what is not in them has the defaults of RKE2 and K3s, which refuse unknown callers.
in_lists := [server |
	some item in objects.of_groups(object.keys(list_places))
	some place in list_places[item.group][item.kind]
	list := object.get(item.object, place.at, null)
	is_array(list)
	server := partial_server(item.index, place.at, "", place.program, [flag |
		some index, text in list
		is_string(text)
		flag := pair(text, array.concat(place.at, [index]))
	])
]

list_places := {
	"controlplane.cluster.x-k8s.io": {
		"RKE2ControlPlane": rke2(["spec"]),
		"RKE2ControlPlaneTemplate": rke2(["spec", "template", "spec"]),
		"KThreesControlPlane": k3s(["spec", "kthreesConfigSpec"]),
		"KThreesControlPlaneTemplate": k3s(["spec", "template", "spec", "kthreesConfigSpec"]),
	},
	"bootstrap.cluster.x-k8s.io": {
		"RKE2ConfigTemplate": rke2(["spec", "template", "spec"]),
		"KThreesConfigTemplate": k3s(["spec", "template", "spec"]),
	},
}

rke2(prefix) := [
	{"at": array.concat(prefix, ["serverConfig", "kubeAPIServer", "extraArgs"]), "program": "kube-apiserver"},
	{"at": array.concat(prefix, ["agentConfig", "kubelet", "extraArgs"]), "program": "kubelet"},
]

k3s(prefix) := [
	{"at": array.concat(prefix, ["serverConfig", "kubeAPIServerArg"]), "program": "kube-apiserver"},
	{"at": array.concat(prefix, ["agentConfig", "kubeletArgs"]), "program": "kubelet"},
]

# `k3s server --kube-apiserver-arg=anonymous-auth=true` and its like.
in_launchers := [server |
	some container in suspects
	some flag in flags(argv(container))
	program := launchers[flag.name]
	server := partial_server(container.object, flag.path, container.name, program, [pair(trim_prefix(flag.value, "--"), flag.path)])
]

launchers := {"kube-apiserver-arg": "kube-apiserver", "kubelet-arg": "kubelet"}

pair(text, path) := {"name": replace(trim_prefix(sides[0], "--"), "_", "-"), "value": given(sides), "path": path} if {
	sides := split(text, "=")
}

given(sides) := concat("=", array.slice(sides, 1, count(sides))) if {
	count(sides) > 1
} else := "true"

in_kops := [server |
	some item in objects.by_group["kops.k8s.io"]
	some section, program in {"kubeAPIServer": "kube-apiserver", "kubelet": "kubelet", "masterKubelet": "kubelet", "controlPlaneKubelet": "kubelet"}
	settings := object.get(item.object, ["spec", section], null)
	is_object(settings)
	at := ["spec", section]
	server := partial_server(item.index, at, "", program, [flag |
		some field, name in kops_fields
		settings[field] != null
		flag := {"name": name, "value": text_of(settings[field]), "path": array.concat(at, [field])}
	])
]

kops_fields := {
	"anonymousAuth": "anonymous-auth",
	"auditLogMaxAge": "audit-log-maxage",
	"auditLogMaxBackups": "audit-log-maxbackup",
	"auditLogMaxSize": "audit-log-maxsize",
	"auditLogPath": "audit-log-path",
	"auditPolicyFile": "audit-policy-file",
	"auditWebhookConfigFile": "audit-webhook-config-file",
	"authorizationMode": "authorization-mode",
	"basicAuthFile": "basic-auth-file",
	"readOnlyPort": "read-only-port",
	"tokenAuthFile": "token-auth-file",
}

partial_server(index, path, container, program, list) := {
	"object": index,
	"path": path,
	"container": container,
	"program": program,
	"whole": false,
	"modes": false,
	"flags": list,
}
