package tilsyn.lib.registries_test

import data.tilsyn.lib.registries

test_repository_in_full if {
	registries.repository("nginx") == "docker.io/library/nginx"
	registries.repository("nginx:1.27") == "docker.io/library/nginx"
	registries.repository("bitnami/redis:7@sha256:aa") == "docker.io/bitnami/redis"
	registries.repository("docker.io/nginx") == "docker.io/library/nginx"
	registries.repository("index.docker.io/library/nginx:1") == "docker.io/library/nginx"
	registries.repository("Quay.io/app/web:2") == "quay.io/app/web"
	registries.repository("registry.example.com:5000/app") == "registry.example.com:5000/app"
	registries.repository("localhost/app") == "localhost/app"
}

test_entry_ends_at_a_step if {
	registries.within("registry.example.com/app", "registry.example.com")
	registries.within("registry.example.com/app/web", "registry.example.com/app/")
	not registries.within("registry.example.com.evil.example/app", "registry.example.com")
	not registries.within("registry.example.com/application", "registry.example.com/app")
	not registries.within("registry.example.com:5000/app", "registry.example.com")
	not registries.within("docker.io/registry.example.com/app", "registry.example.com")
}

test_entries_for_docker_hub if {
	registries.within("docker.io/library/nginx", "docker.io")
	registries.within("docker.io/bitnami/redis", "bitnami")
	registries.within("docker.io/bitnami/redis", "index.docker.io/bitnami/")
	not registries.within("docker.io/bitnami/redis", "docker.io/library")
}

test_empty_entry_allows_nothing if {
	every entry in {"", "/", " "} {
		not registries.within("docker.io/library/nginx", entry)
		not registries.within("quay.io/app", entry)
	}
}

test_names if {
	registries.well_formed("registry.example.com:5000/a/b-c__d")
	not registries.well_formed("registry.example.com/../x")
	not registries.well_formed("registry.example.com/a b")
	not registries.well_formed("registry.example.com/")
}
