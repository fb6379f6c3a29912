# METADATA
# title: Admin pages without a login
# description: |
#   Pages that show or change a cluster to whoever opens them, published by a name that is known. A login asked for by the proxy is taken as one; where
#   it may stand outside the object, nothing is claimed.
package tilsyn.controls.out_05.admin_pages

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

# Pages of these projects have no login of their own, or one that can be skipped.
page := concat("", [
	`(^|-)(`,
	concat("|", [
		`prometheus(-operated|-server|-k8s)?`,
		`alertmanager(-operated|-main)?`,
		`pushgateway`,
		`thanos-(query|ruler|bucketweb|query-frontend)`,
		`hubble-ui`,
		`jaeger-query`,
		`zipkin`,
		`kiali`,
		`longhorn-frontend`,
		`kubernetes-dashboard(-kong-proxy|-web)?`,
		`weave-scope(-app)?`,
		`kubecost(-cost-analyzer)?`,
		`opencost`,
		`goldilocks-dashboard`,
		`polaris-dashboard`,
		`policy-reporter-ui`,
		`traefik-dashboard`,
		`tekton-dashboard`,
		`kubeview`,
		`kafka-ui|akhq|kafdrop`,
		`redis-commander|redisinsight|adminer|mongo-express`,
		`mailhog|mailpit`,
		`flower`,
		`spark-(master|history-server|ui)`,
		`kibana-oss`,
		`argo-rollouts-dashboard`,
		`falcosidekick-ui`,
		`capacitor|weave-gitops`,
		`ollama|vllm`,
	]),
	`)$`,
])

published := array.concat(by_ingress, array.concat(by_route, by_traefik))

examined := {found.object | some found in published}

violations contains violation if {
	some found in published
	found.key != ""
	violation := {
		"object": found.object,
		"path": found.path,
		"status": status[found.key],
		"messageKey": found.key,
		"params": {"service": found.service},
		"value": found.service,
	}
}

status := {"openAdmin": "fail", "adminBehindProxy": "not-evaluable"}

by_ingress := [found |
	some item in objects.by_kind["Ingress"]
	item.group in {"networking.k8s.io", "extensions"}
	some place in backends(item.object)
	regex.match(page, place.service)
	found := {"object": item.index, "path": place.path, "service": place.service, "key": ingress_key(item.object)}
]

backends(ingress) := array.concat(
	[place |
		some index, rule in ingress.spec.rules
		some at, path in rule.http.paths
		some named in names(path.backend)
		place := {"service": named.name, "path": array.concat(["spec", "rules", index, "http", "paths", at, "backend"], named.at)}
	],
	[place |
		some field in ["defaultBackend", "backend"]
		some named in names(ingress.spec[field])
		place := {"service": named.name, "path": array.concat(["spec", field], named.at)}
	],
)

names(backend) := [{"name": backend.service.name, "at": ["service", "name"]}] if {
	is_string(backend.service.name)
} else := [{"name": backend.serviceName, "at": ["serviceName"]}] if {
	is_string(backend.serviceName)
} else := []

ingress_key(ingress) := "" if {
	some name, value in objects.annotations(ingress)
	regex.match(`/(auth-url|auth-type|auth-tls-secret|auth-signin|basic-auth-secret|jwt-key|oauth2?)$`, name)
	value != ""
} else := "adminBehindProxy" if {
	some name, _ in objects.annotations(ingress)
	regex.match(`middlewares?$|^alb\.ingress\.kubernetes\.io/auth-|/(plugins|policies)$`, name)
} else := "openAdmin"

# Login at a Gateway is a policy that attaches from outside.
by_route := [found |
	some item in objects.by_kind["HTTPRoute"]
	item.group == "gateway.networking.k8s.io"
	some index, rule in item.object.spec.rules
	some at, backend in rule.backendRefs
	regex.match(page, values.name(backend))
	found := {
		"object": item.index,
		"path": ["spec", "rules", index, "backendRefs", at, "name"],
		"service": backend.name,
		"key": "adminBehindProxy",
	}
]

by_traefik := [found |
	some item in objects.by_kind["IngressRoute"]
	item.group in {"traefik.io", "traefik.containo.us"}
	some index, route in item.object.spec.routes
	some at, service in route.services
	admin_service(service)
	found := {
		"object": item.index,
		"path": ["spec", "routes", index, "services", at, "name"],
		"service": service.name,
		"key": traefik_key(item, route),
	}
]

admin_service(service) if service.name == "api@internal"

admin_service(service) if regex.match(page, values.name(service))

traefik_key(item, route) := "" if {
	some reference in route.middlewares
	some related in item.entry.related
	related.role == "middleware"
	same(related.object.metadata, reference, item.object)
	some field in {"basicAuth", "digestAuth", "forwardAuth"}
	related.object.spec[field]
} else := "adminBehindProxy" if {
	some reference in route.middlewares
	not known(item, reference)
} else := "openAdmin"

known(item, reference) if {
	some related in item.entry.related
	related.role == "middleware"
	same(related.object.metadata, reference, item.object)
}

same(metadata, reference, owner) if {
	metadata.name == reference.name
	metadata.namespace == object.get(reference, "namespace", object.get(owner, ["metadata", "namespace"], ""))
}
