# METADATA
# title: Kubernetes versions
package tilsyn.lib.versions

# True from Kubernetes 1.`minor` on. A version that cannot be read is taken as too old: a relaxation must be known to hold.
from(minor) if {
	parts := split(trim_prefix(input.kubernetesVersion, "v"), ".")
	parts[0] == "1"
	regex.match(`^[0-9]+$`, parts[1])
	to_number(parts[1]) >= minor
}
