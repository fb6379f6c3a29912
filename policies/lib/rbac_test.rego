package tilsyn.lib.rbac_test

import data.tilsyn.lib.batch_test
import data.tilsyn.lib.rbac

together(manifests) := {"kubernetesVersion": "1.37", "parameters": {}, "objects": [batch_test.of(one, {}).objects[0] | some one in manifests]}

role(name, labels, rules) := {
	"apiVersion": "rbac.authorization.k8s.io/v1",
	"kind": "ClusterRole",
	"metadata": {"name": name, "labels": labels},
	"rules": rules,
}

binding(name, subject) := {
	"apiVersion": "rbac.authorization.k8s.io/v1",
	"kind": "ClusterRoleBinding",
	"metadata": {"name": name},
	"roleRef": {"kind": "ClusterRole", "name": name},
	"subjects": [subject],
}

# One rule that one subject holds in the whole cluster.
held(rule, subject) := together([role("r", {}, [rule]), binding("r", subject)])

group := {"kind": "Group", "name": "support"}

taking_in(name, labels, wanted) := object.union(role(name, labels, []), {"aggregationRule": {"clusterRoleSelectors": [{"matchLabels": wanted}]}})

test_roles_that_take_each_other_in_end if {
	batch := together([taking_in("a", {"x": "a"}, {"x": "b"}), taking_in("b", {"x": "b"}, {"x": "a"}), binding("a", group)])
	places := rbac.given_by with input as batch
	places == {0: {0}, 1: {0}}
}

test_admin_takes_in_what_is_added_to_view if {
	label := {"rbac.authorization.k8s.io/aggregate-to-view": "true"}
	places := rbac.given_by with input as together([role("more", label, []), binding("admin", group)])
	places == {0: {0}}
}

test_view_does_not_take_in_what_is_added_to_admin if {
	label := {"rbac.authorization.k8s.io/aggregate-to-admin": "true"}
	places := rbac.given_by with input as together([role("more", label, []), binding("view", group)])
	places == {}
}

test_a_selector_by_expressions_alone_looks_at_all if {
	whole := object.union(role("whole", {}, []), {"aggregationRule": {"clusterRoleSelectors": [{"matchExpressions": [{"key": "into", "operator": "Exists"}]}]}})
	places := rbac.given_by with input as together([whole, role("part", {"into": "1"}, []), role("other", {}, []), binding("whole", group)])
	places == {0: {0}, 1: {0}}
}

test_people if {
	rbac.person({"kind": "User", "name": "anna@example.com"})
	rbac.person({"kind": "Group", "name": "system:authenticated"})
	not rbac.person({"kind": "User", "name": "system:kube-scheduler"})
	not rbac.person({"kind": "User", "name": "system:serviceaccount:tools:reader"})
	not rbac.person({"kind": "Group", "name": "system:serviceaccounts:tools"})
	not rbac.person({"kind": "ServiceAccount", "namespace": "tools", "name": "reader"})
}
