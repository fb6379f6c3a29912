package tilsyn.inventory.sup_03_test

import data.tilsyn.inventory.sup_03
import data.tilsyn.inventory.sup_03.places

test_the_closest_entry_decides if {
	batch := {"parameters": {"register.hosts": [{"host": "example.com", "country": "DK"}, {"host": "far.example.com", "country": "US"}]}}
	[owner.country | some owner in sup_03.owners("a.far.example.com")] == ["US"] with input as batch
	[owner.country | some owner in sup_03.owners("a.example.com")] == ["DK"] with input as batch
}

test_what_stands_in_a_secret_is_not_shown if {
	sup_03.value_of({"secret": true, "text": "https://hook.example.net/token"}) == {}
	sup_03.unknown_params("hook.example.net", {"secret": true}) == {}
}

test_items_go_by_the_name_of_their_list if {
	places.named(["spec", "hosts", 0]) == "hosts"
	places.named(["spec", "server"]) == "server"
}
