# METADATA
# title: Audit policies, read as the API server reads them
# description: |
#   The first rule that matches a request decides; without one nothing is logged (k8s.io/apiserver, audit/policy/checker.go). Groups, verbs, users and
#   names are compared whole: only resources and addresses know `*`, and `pods` does not match `pods/exec`.
#
#   A policy is asked with requests that are made from its own rules, so that an exception for one person, namespace or name is found as surely as one
#   for all.
package tilsyn.lib.audit

import data.tilsyn.lib.documents

# Each document with its policy made ready to be asked.
policies := [object.union(document, {"policy": prepare(document.value)}) | some document in documents.readable("audit-policy")]

# `spare`: a name that the policy does not hold. It is worked out once, since requests are many.
prepare(value) := {"rules": rules(value), "spare": spare(json.marshal(value))}

spare(text) := candidates[0] if {
	candidates := [name |
		some number in numbers.range(0, 20)
		name := concat("-", ["anybody", format_int(number, 10)])
		not contains(text, name)
	]
	count(candidates) > 0
} else := text

machines := {name | some name in object.get(input.parameters, "audit.machineUsers", default_machines)}

default_machines := ["system:kube-proxy", "system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"]

rules(value) := list(value, "rules")

list(parent, name) := parent[name] if {
	is_array(parent[name])
} else := []

ranks := {"None": 0, "Metadata": 1, "Request": 2, "RequestResponse": 3}

# A level that the API server does not know logs nothing as far as can be told.
rank(level) := ranks[level] if {
	is_string(level)
	ranks[level] >= 0
} else := 0

# Index of the rule that decides; undefined where no rule matches.
deciding(policy, request) := min([index | some index, rule in policy.rules; matches(rule, request)])

# How much is logged of what a rule matches. Where neither the arrival nor the end of a request is written, nothing is; only requests that stay open
# (`long`) have a stage between.
rule_rank(value, rule, long) := 0 if {
	omitted := {stage | some stage in list(value, "omitStages")} | {stage | some stage in list(rule, "omitStages")}
	count({"RequestReceived", "ResponseComplete"} - omitted) == 0
	stays_silent(omitted, long)
} else := rank(object.get(rule, "level", ""))

stays_silent(_, false)

stays_silent(omitted, true) if "ResponseStarted" in omitted

matches(rule, request) if {
	among_or_any(list(rule, "users"), request.user)
	groups_match(list(rule, "userGroups"), request.groups)
	among_or_any(list(rule, "verbs"), request.verb)
	place_matches(rule, request)
}

among_or_any(allowed, _) if count(allowed) == 0

among_or_any(allowed, value) if value in allowed

groups_match([], _)

groups_match(allowed, groups) if {
	some group in groups
	group in allowed
}

# With namespaces or resources, a rule never matches an address; with addresses alone, never a resource.
place_matches(rule, _) if {
	not about_resources(rule)
	count(list(rule, "nonResourceURLs")) == 0
}

place_matches(rule, request) if {
	about_resources(rule)
	among_or_any(list(rule, "namespaces"), request.namespace)
	resource_matches(list(rule, "resources"), request)
}

about_resources(rule) if count(list(rule, "namespaces")) > 0

about_resources(rule) if count(list(rule, "resources")) > 0

resource_matches([], _)

resource_matches(entries, request) if {
	some entry in entries
	object.get(entry, "group", "") == request.group
	entry_matches(entry, request)
}

entry_matches(entry, _) if count(list(entry, "resources")) == 0

entry_matches(entry, request) if {
	among_or_any(list(entry, "resourceNames"), request.name)
	some pattern in list(entry, "resources")
	pattern_matches(pattern, request)
}

pattern_matches("*", _)

pattern_matches(pattern, request) if pattern == combined(request)

pattern_matches(pattern, request) if {
	request.subresource != ""
	pattern == concat("", ["*/", request.subresource])
}

# `pods/*` matches the pods themselves as well.
pattern_matches(pattern, request) if pattern == concat("", [request.resource, "/*"])

combined(request) := request.resource if {
	request.subresource == ""
} else := concat("/", [request.resource, request.subresource])

# Targets that a rule of too low or too high a level decides for some request. `every_user`: also for those that are listed as machines.
#
# `target`: group, resource, subresource, verbs, namespaced.
decided_by(policy, index, targets, every_user) := {target |
	rule := policy.rules[index]
	earlier := array.slice(policy.rules, 0, index)
	some target in targets
	may_match(rule, target)
	some request in requests(policy, rule, target, every_user)
	matches(rule, request)
	not any_matches(earlier, request)
}

# Targets of which a person's request is matched by no rule.
undecided(policy, targets) := {target |
	some target in targets
	some request in requests(policy, {}, target, false)
	not any_matches(policy.rules, request)
}

any_matches(some_rules, request) if {
	some rule in some_rules
	matches(rule, request)
}

# Most rules speak of other resources: they are passed over before requests are made.
may_match(rule, _) if {
	not about_resources(rule)
	count(list(rule, "nonResourceURLs")) == 0
}

may_match(rule, _) if {
	about_resources(rule)
	count(list(rule, "resources")) == 0
}

may_match(rule, target) if {
	some entry in list(rule, "resources")
	object.get(entry, "group", "") == target.group
	some pattern in patterns(entry)
	pattern_matches(pattern, target)
}

patterns(entry) := list(entry, "resources") if {
	count(list(entry, "resources")) > 0
} else := ["*"]

requests(policy, rule, target, every_user) := [request |
	some who in people(policy.spare, rule, every_user)
	some verb in verbs(rule, target)
	some namespace in namespaces(policy.spare, rule, target)
	some name in names(policy.spare, rule, target, verb)
	request := {
		"user": who.user,
		"groups": who.groups,
		"verb": verb,
		"namespace": namespace,
		"name": name,
		"group": target.group,
		"resource": target.resource,
		"subresource": target.subresource,
	}
]

people(unnamed, rule, every_user) := [{"user": user, "groups": groups} |
	some user in users(unnamed, rule, every_user)
	some groups in group_lists(unnamed, rule, every_user)
]

verbs(rule, target) := target.verbs if {
	count(list(rule, "verbs")) == 0
} else := [verb | some verb in target.verbs; verb in rule.verbs]

users(unnamed, rule, every_user) := [unnamed] if {
	count(list(rule, "users")) == 0
} else := [user | some user in rule.users; judged(user, every_user)]

group_lists(unnamed, rule, every_user) := [["system:authenticated", unnamed], ["system:unauthenticated"]] if {
	count(list(rule, "userGroups")) == 0
} else := [groups |
	some group in rule.userGroups
	judged(group, every_user)
	groups := with_common(group)
]

judged(_, true)

judged(group, false) if not group in machines

with_common(group) := [group] if {
	group == "system:unauthenticated"
} else := ["system:authenticated", group]

namespaces(unnamed, rule, target) := [""] if {
	not target.namespaced
} else := [unnamed] if {
	count(list(rule, "namespaces")) == 0
} else := rule.namespaces

# A list or watch bears a name when it selects one.
names(unnamed, rule, target, verb) := [""] if {
	verb in {"create", "deletecollection"}
	target.subresource == ""
} else := array.concat([""], resource_names(rule)) if {
	verb in {"list", "watch"}
} else := array.concat([unnamed], resource_names(rule))

resource_names(rule) := [name |
	some entry in list(rule, "resources")
	some name in list(entry, "resourceNames")
]
