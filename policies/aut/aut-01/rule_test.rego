package tilsyn.inventory.aut_01_test

import data.tilsyn.inventory.aut_01
import data.tilsyn.inventory.aut_01.settings
import data.tilsyn.lib.batch_test

test_the_file_wins_over_flags if {
	settings.from_flags({"authentication-config": "/a", "oidc-issuer-url": "https://dex.example.com"}).how == "file"
}

test_an_empty_issuer_is_none if {
	settings.from_flags({"oidc-issuer-url": ""}).how == "none"
}

test_groups_may_come_from_an_expression if {
	settings.mapping({"expression": "claims.roles"}) == "claims.roles"
	settings.mapping({"prefix": "oidc:"}) == ""
}

test_what_is_missing_is_named if {
	one := {"provider": {"issuer": "https://dex.example.com", "client": "", "groups": ""}, "words": {"issuer": "i", "client": "c", "groups": "g"}}
	aut_01.missing(one) == ["`c`", "`g`"]
}

test_two_servers_in_one_object_are_one if {
	args := ["--kube-apiserver-arg=oidc-issuer-url=https://a.example.com", "--kube-apiserver-arg=oidc-issuer-url=https://b.example.com"]
	batch := batch_test.pod({"containers": [{"name": "k3s", "image": "rancher/k3s:v1", "command": ["k3s", "server"], "args": array.concat(args, ["kube-apiserver"])}]})
	found := settings.all with input as batch
	{one.provider.issuer | some one in found} == {"https://b.example.com"}
}
