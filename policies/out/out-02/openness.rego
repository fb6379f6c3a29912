# METADATA
# title: Who can reach a store, and whether it is encrypted
package tilsyn.controls.out_02.openness

import data.tilsyn.lib.objects

aws := [item | some item in objects.of_groups({"s3.aws.upbound.io", "s3.aws.m.upbound.io"})]

ack := [item | some item in objects.by_kind["Bucket"]; item.group == "s3.services.k8s.aws"]

google := [store |
	some item in objects.applied
	at := google_settings[concat("/", [item.kind, item.group])]
	store := {"object": item.index, "at": at, "settings": object.get(item.object, at, {})}
]

google_settings := {
	"StorageBucket/storage.cnrm.cloud.google.com": ["spec"],
	"Bucket/storage.gcp.upbound.io": ["spec", "forProvider"],
	"Bucket/storage.gcp.m.upbound.io": ["spec", "forProvider"],
}

azure := [item |
	some item in objects.of_kinds({"Account", "Container"})
	item.group in {"storage.azure.upbound.io", "storage.azure.m.upbound.io"}
]

claims := [item |
	some item in objects.of_kinds({"ObjectBucketClaim", "BucketClaim"})
	item.group in {"objectbucket.io", "objectstorage.k8s.io"}
]

judged_kinds := {"Bucket", "BucketPublicAccessBlock", "BucketACL", "BucketPolicy", "BucketServerSideEncryptionConfiguration"}

examined := (({item.index | some item in aws; item.kind in judged_kinds} | {item.index | some item in ack}) | {store.object | some store in google}) | {item.index | some item in array.concat(azure, claims)}

violations contains violation if {
	some item in aws
	item.kind == "BucketPublicAccessBlock"
	some field in ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]
	found := object.get(item.object, ["spec", "forProvider", field], null)
	found != true
	violation := public(item.index, ["spec", "forProvider", field], found)
}

violations contains violation if {
	some item in ack
	block := object.get(item.object, ["spec", "publicAccessBlock"], null)
	is_object(block)
	some field in ["blockPublicACLs", "blockPublicPolicy", "ignorePublicACLs", "restrictPublicBuckets"]
	found := object.get(block, field, null)
	found != true
	violation := public(item.index, ["spec", "publicAccessBlock", field], found)
}

# Canned lists of S3 that name everyone, or everyone with any account.
violations contains violation if {
	some item in array.concat(aws, ack)
	some path in [["spec", "forProvider", "acl"], ["spec", "acl"]]
	found := object.get(item.object, path, "")
	found in {"public-read", "public-read-write", "authenticated-read", "website"}
	violation := public(item.index, path, found)
}

violations contains violation if {
	some item in array.concat(aws, ack)
	some path in [["spec", "forProvider", "policy"], ["spec", "policy"]]
	text := object.get(item.object, path, "")
	is_string(text)
	json.is_valid(text)
	some statement in statements(json.unmarshal(text))
	statement.Effect == "Allow"
	everyone(object.get(statement, "Principal", "*"))
	violation := public(item.index, path, statement)
}

statements(policy) := policy.Statement if {
	is_array(policy.Statement)
} else := [policy.Statement] if {
	is_object(policy.Statement)
} else := []

# Without `Principal` a statement names who is left out, and so everyone else.
everyone("*")

everyone(principal) if principal.AWS == "*"

everyone(principal) if "*" in principal.AWS

# Inherited prevention depends on the organisation, which is not in the manifest.
violations contains violation if {
	some store in google
	found := object.get(store.settings, "publicAccessPrevention", null)
	found != "enforced"
	violation := public(store.object, array.concat(store.at, ["publicAccessPrevention"]), found)
}

violations contains violation if {
	some item in azure
	some field in ["containerAccessType", "allowNestedItemsToBePublic"]
	found := object.get(item.object, ["spec", "forProvider", field], null)
	found in {"blob", "container", true}
	violation := public(item.index, ["spec", "forProvider", field], found)
}

public(index, path, found) := {
	"object": index,
	"path": path,
	"messageKey": "public",
	"params": {"field": path[count(path) - 1]},
	"value": found,
}

violations contains violation if {
	some item in aws
	item.kind == "BucketServerSideEncryptionConfiguration"
	count([algorithm |
		walk(object.get(item.object, ["spec", "forProvider"], {}), [path, algorithm])
		path[count(path) - 1] == "sseAlgorithm"
		is_string(algorithm)
		algorithm != ""
	]) == 0
	violation := {
		"object": item.index,
		"path": ["spec", "forProvider", "rule"],
		"messageKey": "notEncrypted",
		"params": {"field": "rule"},
	}
}

violations contains violation if {
	some item in claims
	violation := {"object": item.index, "path": ["spec"], "status": "not-evaluable", "messageKey": "settingsUnknown", "params": {}}
}
