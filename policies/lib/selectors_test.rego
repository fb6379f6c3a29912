package tilsyn.lib.selectors_test

import data.tilsyn.lib.selectors

test_empty_chooses_everything_and_missing_nothing if {
	selectors.matches({}, {"app": "a"})
	not selectors.matches(null, {"app": "a"})
}

test_all_of_it_must_fit if {
	selectors.matches({"matchLabels": {"app": "a"}, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["web"]}]}, {"app": "a", "tier": "web"})
	not selectors.matches({"matchLabels": {"app": "a", "tier": "db"}}, {"app": "a", "tier": "web"})
}

test_not_in_fits_where_the_label_is_missing if {
	selectors.matches({"matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["web"]}]}, {})
	not selectors.matches({"matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["web"]}]}, {"tier": "web"})
}

test_does_not_exist if {
	selectors.matches({"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}, {})
	not selectors.matches({"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}, {"tier": "web"})
}

test_an_unknown_operator_chooses_nothing if {
	not selectors.matches({"matchExpressions": [{"key": "tier", "operator": "Gt", "values": ["1"]}]}, {"tier": "2"})
}
