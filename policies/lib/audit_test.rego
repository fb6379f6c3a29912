package tilsyn.lib.audit_test

import data.tilsyn.lib.audit

request(more) := object.union(
	{"user": "anna@example.com", "groups": ["system:authenticated"], "verb": "get", "namespace": "journal", "name": "db", "group": "", "resource": "secrets", "subresource": ""},
	more,
)

exec := request({"resource": "pods", "subresource": "exec", "verb": "create"})

core(resources) := {"level": "None", "resources": [{"group": "", "resources": resources}]}

test_first_match_decides if {
	audit.deciding(audit.prepare({"rules": [{"level": "None", "verbs": ["list"]}, {"level": "Metadata"}, {"level": "Request"}]}), request({})) == 1
}

test_nothing_decides if not audit.any_matches([core(["pods"])], request({}))

test_resource_is_not_its_subresource if {
	not audit.matches(core(["pods"]), exec)
	audit.matches(core(["pods/exec"]), exec)
	not audit.matches(core(["pods/exec"]), request({"resource": "pods"}))
}

test_stars_of_resources if {
	every pattern in ["*", "pods/*", "*/exec"] {
		audit.matches(core([pattern]), exec)
	}
	audit.matches(core(["pods/*"]), request({"resource": "pods"}))
	not audit.matches(core(["*/scale"]), exec)
	not audit.matches(core(["*/*"]), exec)
}

test_no_star_elsewhere if {
	every rule in [{"verbs": ["*"]}, {"users": ["*"]}, {"namespaces": ["*"]}, {"userGroups": ["*"]}, {"resources": [{"group": "*"}]}] {
		not audit.matches(rule, request({}))
	}
}

test_empty_lists_match_all if {
	audit.matches({"users": [], "verbs": null, "resources": [{"group": "", "resources": []}]}, request({}))
	not audit.matches({"resources": [{"group": "apps"}]}, request({}))
}

test_namespaces_and_names if {
	audit.matches({"namespaces": ["journal"]}, request({}))
	not audit.matches({"namespaces": ["journal"]}, request({"namespace": ""}))
	named := {"resources": [{"group": "", "resources": ["secrets"], "resourceNames": ["db"]}]}
	audit.matches(named, request({}))
	not audit.matches(named, request({"name": "other"}))
}

test_names_without_resources_say_nothing if {
	audit.matches({"resources": [{"group": "", "resourceNames": ["other"]}]}, request({}))
}

test_addresses_match_no_resource if not audit.matches({"nonResourceURLs": ["*"]}, request({}))

test_groups if {
	audit.matches({"userGroups": ["x", "system:authenticated"]}, request({}))
	not audit.matches({"userGroups": ["x"]}, request({}))
}

secrets := {"group": "", "resource": "secrets", "subresource": "", "verbs": ["get", "list"], "namespaced": true}

test_exception_for_one_person_is_found if {
	policy := {"rules": [{"level": "None", "users": ["anna@example.com"]}, {"level": "Metadata"}]}
	count(audit.decided_by(audit.prepare(policy), 0, [secrets], false)) == 1
}

test_exception_for_a_name_or_namespace_is_found if {
	every rule in [
		{"level": "None", "namespaces": ["journal"]},
		{"level": "None", "resources": [{"group": "", "resources": ["secrets"], "resourceNames": ["db"]}]},
		{"level": "None", "userGroups": ["drift"], "verbs": ["list"]},
	] {
		count(audit.decided_by(audit.prepare({"rules": [rule, {"level": "Metadata"}]}), 0, [secrets], false)) == 1
	}
}

test_machine_is_passed_over_unless_all_are_asked if {
	policy := {"rules": [{"level": "None", "users": ["system:apiserver"]}, {"level": "Metadata"}]}
	count(audit.decided_by(audit.prepare(policy), 0, [secrets], false)) == 0 with input as {"parameters": {}, "kubernetesVersion": "", "objects": []}
	count(audit.decided_by(audit.prepare(policy), 0, [secrets], true)) == 1 with input as {"parameters": {}, "kubernetesVersion": "", "objects": []}
}

test_rule_that_earlier_ones_leave_nothing if {
	policy := {"rules": [{"level": "Metadata"}, {"level": "None"}]}
	count(audit.decided_by(audit.prepare(policy), 1, [secrets], true)) == 0
}

test_a_decoy_for_the_probes_is_impossible if {
	policy := {"rules": [{"level": "Metadata", "users": ["person@example.com"]}, {"level": "None"}]}
	count(audit.decided_by(audit.prepare(policy), 1, [secrets], false)) == 1
}

test_all_spare_names_taken if {
	taken := [{"level": "Metadata", "users": [concat("-", ["anybody", format_int(number, 10)])]} | some number in numbers.range(0, 20)]
	policy := audit.prepare({"rules": array.concat(taken, [{"level": "None"}])})
	count(audit.decided_by(policy, count(taken), [secrets], false)) == 1
}

test_undecided if {
	count(audit.undecided(audit.prepare({"rules": [{"level": "Metadata", "verbs": ["get"]}]}), [secrets])) == 1
	count(audit.undecided(audit.prepare({"rules": [{"level": "Metadata", "userGroups": ["system:authenticated"]}]}), [secrets])) == 1
	count(audit.undecided(audit.prepare({"rules": [{"level": "Metadata"}]}), [secrets])) == 0
}

test_omitted_stages if {
	audit.rule_rank({"omitStages": ["RequestReceived"]}, {"level": "Metadata"}, false) == 1
	audit.rule_rank({"omitStages": ["RequestReceived"]}, {"level": "Metadata", "omitStages": ["ResponseComplete"]}, false) == 0
	audit.rule_rank({"omitStages": ["RequestReceived", "ResponseComplete"]}, {"level": "Metadata"}, true) == 1
	audit.rule_rank({"omitStages": ["RequestReceived", "ResponseStarted", "ResponseComplete"]}, {"level": "Metadata"}, true) == 0
}

test_unknown_level_logs_nothing if audit.rank("metadata") == 0
