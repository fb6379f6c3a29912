package tilsyn.controls.aut_06_test

import data.tilsyn.controls.aut_06
import data.tilsyn.lib.batch_test

server(args) := batch_test.pod({"containers": [{"name": "kube-apiserver", "command": array.concat(["/usr/local/bin/kube-apiserver"], args)}]})

test_boolean_without_value_is_true if {
	batch_test.keys(aut_06.violations) == {"anonymousOn"} with input as server(["--anonymous-auth", "false", "--authorization-mode=Node,RBAC"])
}

test_no_boolean_is_no_refusal if {
	batch_test.keys(aut_06.violations) == {"anonymousOn"} with input as server(["--anonymous-auth=no", "--authorization-mode=Node,RBAC"])
}

test_modes_add_up if {
	found := aut_06.violations with input as server(["--anonymous-auth=false", "--authorization-mode=Node", "--authorization-mode=RBAC"])
	count(found) == 0
}

test_server_known_by_its_image if {
	batch := batch_test.pod({"containers": [{"name": "c", "image": "registry.example.com/mirror/kube-apiserver-amd64:v1", "args": ["--anonymous-auth=true", "--authorization-mode=Node,RBAC"]}]})
	batch_test.keys(aut_06.violations) == {"anonymousOn"} with input as batch
}

test_launcher_hands_flags_on if {
	batch := batch_test.pod({"containers": [{"name": "k3s", "command": ["k3s", "server", "--kube-apiserver-arg=anonymous-auth=true", "--kubelet-arg", "authorization-mode=AlwaysAllow"]}]})
	batch_test.keys(aut_06.violations) == {"alwaysAllow", "anonymousOn"} with input as batch
}

test_paths_are_a_setting if {
	file := {"apiVersion": "apiserver.config.k8s.io/v1", "kind": "AuthenticationConfiguration", "anonymous": {"enabled": true, "conditions": [{"path": "/livez"}]}}
	count(aut_06.violations) == 0 with input as batch_test.of(file, {})
	batch := object.union(batch_test.of(file, {}), {"parameters": {"apiserver.anonymousPaths": []}})
	batch_test.keys(aut_06.violations) == {"anonymousPath"} with input as batch
}

test_condition_without_path if {
	file := {"apiVersion": "apiserver.config.k8s.io/v1", "kind": "AuthenticationConfiguration", "anonymous": {"enabled": true, "conditions": [{}]}}
	batch_test.keys(aut_06.violations) == {"anonymousPath"} with input as batch_test.of(file, {})
}
