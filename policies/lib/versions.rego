# METADATA
# title: Kubernetes versions
package tilsyn.lib.versions

# True from Kubernetes 1.`minor` on. A version that cannot be read is taken as too old: a relaxation must be known to hold.
from(minor) if {
	known >= minor
}

# True where the version is known to be older than 1.`minor`: a rule that came later binds wherever that is not known.
before(minor) if {
	known < minor
}

known := to_number(parts[1]) if {
	parts := split(trim_prefix(input.kubernetesVersion, "v"), ".")
	parts[0] == "1"
	regex.match(`^[0-9]+$`, parts[1])
}
