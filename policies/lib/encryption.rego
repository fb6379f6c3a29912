# METADATA
# title: What the API server encrypts with
# description: |
#   The first entry that speaks of a resource decides, and in it the first provider writes; the others only read
#   (kubernetes.io/docs/tasks/administer-cluster/encrypt-data).
package tilsyn.lib.encryption

# How much each provider protects. The keys of aescbc, aesgcm and secretbox stand in the file itself.
providers := {"kms": 3, "secretbox": 2, "aesgcm": 1, "aescbc": 1, "identity": 0, "": 0}

# The provider that writes a resource, or the empty text where nothing encrypts it. One that is not known encrypts nothing as far as can be told.
first_provider(config, resource) := name if {
	found := [entry | some entry in config.resources; speaks_of(entry.resources, resource)]
	count(found) > 0
	names := [field | some field, _ in found[0].providers[0]; providers[field] >= 0]
	name := names[0]
} else := ""

speaks_of(resources, resource) if resource in resources

speaks_of(resources, _) if "*.*" in resources

# The core group.
speaks_of(resources, resource) if {
	"*." in resources
	not contains(resource, ".")
}
