# METADATA
# title: Where an API server is told whom to trust
# description: |
#   Each setting with how it stands: `provider` (one identity provider, with its issuer, client and groups claim), `file` (in a file of its own), `local`
#   (accounts of the cluster's own) or `none` (the settings are here, and nobody is named). `words` are the fields' own names.
package tilsyn.inventory.aut_01.settings

import data.tilsyn.controls.aut_06.servers
import data.tilsyn.lib.objects
import data.tilsyn.lib.values

all := array.concat(array.concat(in_flags, in_files), array.concat(in_objects, in_openshift))

# One API server may be written in several places of one object.
in_flags := [one |
	some index, parts in api_servers
	given := {name: value |
		some name in read
		found := [flag.value | some server in parts; some flag in last_flags(server); flag.name == name]
		value := found[count(found) - 1]
	}
	one := object.union({"object": index, "path": parts[0].path}, from_flags(given))
]

# kOps has fields of its own for this, below.
api_servers := {index: parts |
	some index in {server.object | some server in servers.all; server.program == "kube-apiserver"}
	objects.group(input.objects[index].object) != "kops.k8s.io"
	parts := [server | some server in servers.all; server.object == index; server.program == "kube-apiserver"]
}

read := {"oidc-issuer-url", "oidc-client-id", "oidc-groups-claim", "authentication-config"}

# The last of several wins.
last_flags(server) := [flag |
	some place, flag in server.flags
	flag.name in read
	count([1 | some later, other in server.flags; other.name == flag.name; later > place]) == 0
]

from_flags(given) := {"how": "file"} if {
	object.get(given, "authentication-config", "") != ""
} else := {
	"how": "provider",
	"provider": {"issuer": given["oidc-issuer-url"], "client": object.get(given, "oidc-client-id", ""), "groups": object.get(given, "oidc-groups-claim", "")},
	"words": {"issuer": "oidc-issuer-url", "client": "oidc-client-id", "groups": "oidc-groups-claim"},
} if {
	object.get(given, "oidc-issuer-url", "") != ""
} else := {"how": "none"}

file_read if count(in_files) > 0

in_files := [one |
	some item in objects.by_kind["AuthenticationConfiguration"]
	item.group == "apiserver.config.k8s.io"
	some one in issuers(item)
]

issuers(item) := [{"object": item.index, "path": ["jwt"], "how": "none"}] if {
	count(object.get(item.object, "jwt", [])) == 0
} else := [one |
	some index, jwt in item.object.jwt
	one := {
		"object": item.index,
		"path": ["jwt", index],
		"how": "provider",
		"provider": {
			"issuer": text(jwt, ["issuer", "url"]),
			"client": concat(",", [audience | some audience in jwt.issuer.audiences; is_string(audience)]),
			"groups": mapping(values.section(values.section(jwt, "claimMappings"), "groups")),
		},
		"words": {"issuer": "issuer.url", "client": "issuer.audiences", "groups": "claimMappings.groups"},
	}
]

mapping(groups) := groups.claim if {
	is_string(groups.claim)
} else := groups.expression if {
	is_string(groups.expression)
} else := ""

text(value, at) := found if {
	found := object.get(value, at, "")
	is_string(found)
} else := ""

# Control planes as objects of a management cluster. Where nothing stands under `at`, nobody is named.
in_objects := [one |
	some item in objects.of_groups(object.keys(places))
	place := places[item.group][item.kind]
	is_object(object.get(item.object, place.parent, null))
	one := object.union({"object": item.index, "path": array.concat(place.parent, place.rest)}, from_object(item, place))
]

from_object(item, place) := {"how": "file"} if {
	is_object(object.get(item.object, object.get(place, "file", ["-"]), null))
} else := {
	"how": "provider",
	"provider": {part: text(settings, [name]) | some part, name in place.words},
	"words": place.words,
} if {
	settings := object.get(item.object, array.concat(place.parent, place.rest), null)
	is_object(settings)
	some name in place.words
	settings[name]
} else := {"how": "none"}

eks_words := {"issuer": "issuerUrl", "client": "clientId", "groups": "groupsClaim"}

places := {
	"core.gardener.cloud": {
		"Shoot": {
			"parent": ["spec", "kubernetes"],
			"rest": ["kubeAPIServer", "oidcConfig"],
			"words": {"issuer": "issuerURL", "client": "clientID", "groups": "groupsClaim"},
			"file": ["spec", "kubernetes", "kubeAPIServer", "structuredAuthentication"],
		},
	},
	"kops.k8s.io": {
		"Cluster": {
			"parent": ["spec"],
			"rest": ["kubeAPIServer"],
			"words": {"issuer": "oidcIssuerURL", "client": "oidcClientID", "groups": "oidcGroupsClaim"},
		},
	},
	"controlplane.cluster.x-k8s.io": {"AWSManagedControlPlane": {"parent": ["spec"], "rest": ["oidcIdentityProviderConfig"], "words": eks_words}},
	"eks.aws.crossplane.io": {"IdentityProviderConfig": {"parent": ["spec", "forProvider"], "rest": ["oidc"], "words": eks_words}},
}

# OpenShift takes people through its own OAuth server. Accounts in a file are the cluster's own.
in_openshift := [one |
	some item in objects.by_kind["OAuth"]
	item.group == "config.openshift.io"
	types := {provider.type | some provider in item.object.spec.identityProviders}
	one := {"object": item.index, "path": ["spec", "identityProviders"], "how": openshift(types), "types": types}
]

openshift(types) := "none" if {
	count(types) == 0
} else := "local" if {
	count(types - {"HTPasswd", "BasicAuth"}) == 0
} else := "signed"
