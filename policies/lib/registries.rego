# METADATA
# title: Where an image comes from
# description: |
#   The repository of an image reference in full, as distribution/reference fills it in: no registry is Docker Hub, no path there is `library`. Two
#   references to one repository must look alike, or an allow-list is passed by another spelling.
package tilsyn.lib.registries

import data.tilsyn.lib.images

# Names under which Docker Hub answers.
docker_hub := {"docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"}

repository(reference) := full(without_tag(split(trim_space(reference), "@")[0]))

without_tag(named) := trim_suffix(named, concat("", [":", images.tag(named)])) if {
	images.tag(named) != ""
} else := named

full(named) := hub_path(concat("/", array.slice(steps, 1, count(steps)))) if {
	steps := split(named, "/")
	count(steps) > 1
	lower(steps[0]) in docker_hub
} else := concat("/", [lower(steps[0]), concat("/", array.slice(steps, 1, count(steps)))]) if {
	steps := split(named, "/")
	count(steps) > 1
	host(steps[0])
} else := hub_path(named)

hub_path(path) := concat("/", ["docker.io", path]) if {
	contains(path, "/")
} else := concat("/", ["docker.io", "library", path])

# The first step is a registry when it looks like an address; else it is a path on Docker Hub.
host(step) if contains(step, ".")

host(step) if contains(step, ":")

host(step) if lower(step) == "localhost"

# The grammar of a name; what is no name cannot be compared with a list.
well_formed(repository) if {
	regex.match(`^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:[0-9]+)?(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)+$`, repository)
}

# An entry is a registry or a path in one. It ends at a step: `registry.example.com` does not reach `registry.example.com.evil.example`.
within(repository, entry) if repository == prefix(entry)

within(repository, entry) if startswith(repository, concat("", [prefix(entry), "/"]))

prefix(entry) := address if {
	address := lower(trim_right(trim_space(entry), "/"))
	not contains(address, "/")
	host(address)
	not address in docker_hub
} else := "docker.io" if {
	lower(trim_right(trim_space(entry), "/")) in docker_hub
} else := concat("/", ["docker.io", path]) if {
	path := trim_right(trim_space(entry), "/")
	path != ""
	not host(split(path, "/")[0])
} else := concat("/", ["docker.io", concat("/", array.slice(steps, 1, count(steps)))]) if {
	steps := split(trim_right(trim_space(entry), "/"), "/")
	lower(steps[0]) in docker_hub
} else := concat("/", [lower(steps[0]), concat("/", array.slice(steps, 1, count(steps)))]) if {
	steps := split(trim_right(trim_space(entry), "/"), "/")
	count(steps) > 1
}
