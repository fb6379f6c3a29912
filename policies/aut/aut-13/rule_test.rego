package tilsyn.controls.aut_13_test

import data.tilsyn.controls.aut_13
import data.tilsyn.lib.batch_test

binding(subjects) := batch_test.of({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "b"}, "subjects": subjects}, {})

user(name) := binding([{"kind": "User", "name": name}])

test_shared if {
	every name in ["admin", "Admin1", "it-admin@example.com", "oidc:ops@example.com", "https://login.example.com#root", "test_2"] {
		batch_test.keys(aut_13.violations) == {"shared"} with input as user(name)
	}
}

test_not_personal if {
	every name in ["anna", "", "a b@c", "@example.com"] {
		batch_test.keys(aut_13.violations) == {"notPersonal"} with input as user(name)
	}
}

test_personal if {
	every name in ["anna@example.com", "oidc:anna.hansen@example.com", "testmand@example.com", "system:kube-proxy"] {
		count(aut_13.violations) == 0 with input as user(name)
	}
}

test_pattern_that_cannot_be_read_matches_nobody if {
	batch := object.union(user("anna@example.com"), {"parameters": {"subjects.userPattern": "("}})
	batch_test.keys(aut_13.violations) == {"notPersonal"} with input as batch
}

test_others_are_not_people if count(aut_13.violations) == 0 with input as binding([{"kind": "Group", "name": "admin"}, {"kind": "ServiceAccount", "name": "admin"}])

test_no_subjects if count(aut_13.violations) == 0 with input as binding(null)
