# METADATA
# title: "Every pod is reachable only by those who need it"
# custom:
#   id: OUT-04
#   family: OUT
#   severity: high
#   scope: [I]
#   references:
#     guide: [6, 1]
#     iso27001:
#       - {id: "8.20", title: "Networks security"}
#       - {id: "8.22", title: "Segregation of networks"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.3.2"], "1.10": ["5.3.2"], "1.11": ["5.3.2"], "1.12": ["5.3.2"], "2.0": ["5.3.2"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#     - {name: "egress.broadestIpv4", default: 8, source: "house default", reason: "no organisation holds a larger block of addresses of its own"}
#     - {name: "egress.broadestIpv6", default: 16, source: "house default", reason: "registries hand out no larger block to one organisation"}
#   en:
#     why: "In an open network one hacked pod can call every patient database in the cluster."
#     change: "Deny ingress by default in the namespace and select each pod with a policy that names its callers."
#     notEvaluableWhen: "The cluster uses a policy kind that is not read, or the network plugin does not enforce policies."
#     waivable: "While policies are rolled out namespace by namespace."
#     messages:
#       unselected: "No network policy selects these pods. Every pod of the cluster can reach them."
#       noDefault: "Namespace `{namespace}` has no policy that denies ingress for all of its pods. The next pod in it is open to everybody."
#       openToAll: "This rule lets everybody in, on every port. The pods that the policy selects are as open as without it."
#       anyCaller: "This rule names ports and no caller. Everybody may call the pods with patient data there."
#       unreadPolicy: "No policy that tilsyn reads selects these pods. A policy of another kind is there and may."
#       unfinishedLabels: "No policy selects these pods by the labels that are written here. An operator may add more."
#       notEnforced: "The cluster's network plugin is Flannel, which enforces no network policies. What the policies say protects nobody."
#   da:
#     title: "Hver pod kan kun nås af dem, der har behov"
#     why: "På et åbent netværk kan én hacket pod kalde alle patientdatabaser i klyngen."
#     change: "Spær indgående trafik som standard i namespacet, og dæk hver pod med en politik, der angiver, hvem der må kalde den."
#     notEvaluableWhen: "Klyngen bruger en politiktype, som tilsyn ikke læser, eller netværkspluginet håndhæver ikke politikker."
#     waivable: "Ja, mens politikkerne udrulles namespace for namespace."
#     messages:
#       unselected: "Ingen netværkspolitik dækker disse pods. Alle pods i klyngen kan nå dem."
#       noDefault: "Namespacet `{namespace}` har ingen politik, der spærrer indgående trafik til alle dets pods. Den næste pod står åben for enhver."
#       openToAll: "Denne regel lukker alle ind på alle porte. De pods, politikken dækker, er lige så åbne som uden den."
#       anyCaller: "Denne regel angiver porte og ingen kaldere. Enhver må kalde pods med patientdata dér."
#       unreadPolicy: "Ingen politik, som tilsyn læser, dækker disse pods. Der findes en politik af en anden type, og den gør det måske."
#       unfinishedLabels: "Ingen politik dækker disse pods ud fra de mærkater, der står her. En operator kan tilføje flere."
#       notEnforced: "Klyngens netværksplugin er Flannel, som ikke håndhæver netværkspolitikker. Det, politikkerne siger, beskytter ingen."
package tilsyn.inventory.out_04

import data.tilsyn.lib.networks
import data.tilsyn.lib.networks.openings
import data.tilsyn.lib.patients
import data.tilsyn.lib.pods
import data.tilsyn.lib.values

examined := {pod.object | some pod in networks.all_pods} | {policy.object | some policy in judged}

judged := [policy |
	some policy in networks.policies
	"Ingress" in policy.directions
]

outcomes := [{"pod": pod, "key": key} |
	some pod in networks.all_pods
	key := judge(pod)
]

judge(pod) := "selected" if {
	count(networks.isolating(pod, "Ingress")) > 0
} else := "unreadPolicy" if {
	networks.unread(pod.namespace, "Ingress")
} else := "unfinishedLabels" if {
	pod.unfinished
	some policy in judged
	policy.namespace in {pod.namespace, "*"}
} else := "unselected"

violations contains violation if {
	some outcome in outcomes
	outcome.key != "selected"
	violation := object.union(
		{
			"object": outcome.pod.object,
			"path": outcome.pod.path,
			"messageKey": outcome.key,
			"params": {},
			"value": {"namespace": outcome.pod.namespace, "labels": outcome.pod.labels},
		},
		status_of(outcome.key),
	)
}

status_of(key) := {} if {
	key == "unselected"
} else := {"status": "not-evaluable"}

# Said of the namespace only where each of its pods is selected: else the pods themselves say it.
violations contains violation if {
	some item in patients.namespaces
	name := values.name(item.object.metadata)
	keys := keys_in[name]
	keys == {"selected"}
	not networks.default_deny(name, "Ingress")
	violation := object.union(
		{
			"object": item.index,
			"path": ["metadata", "name"],
			"messageKey": "noDefault",
			"params": {"namespace": name},
			"value": name,
		},
		doubt(name),
	)
}

keys_in := found_in

found_in[outcome.pod.namespace] contains outcome.key if {
	some outcome in outcomes
}

doubt(name) := {"status": "not-evaluable"} if {
	networks.unread(name, "Ingress")
} else := {}

violations contains violation if {
	some policy in judged
	some found in openings.rules(policy, "Ingress")
	key := opening(policy, found.rule)
	violation := {
		"object": policy.object,
		"path": found.path,
		"messageKey": key,
		"params": {},
		"value": found.rule,
	}
}

opening(policy, rule) := "openToAll" if {
	openings.fault(policy, rule, "Ingress") in {"nobody", "everywhere", "cluster"}
	not openings.has_ports(policy, rule, "Ingress")
} else := "anyCaller" if {
	openings.fault(policy, rule, "Ingress") in {"nobody", "everywhere", "cluster"}
	patients.patient(policy.namespace)
}

cluster contains statement if {
	count(networks.policies) > 0
	count({1 | some container in pods.containers; flannel(container.value)}) > 0
	count({1 | some container in pods.containers; enforcing(container.value)}) == 0
	statement := {"messageKey": "notEnforced", "params": {}, "status": "not-evaluable"}
}

flannel(container) if {
	contains(container.image, "flannel")
	regex.match(`(^|/)flannel(:|@|$)`, container.image)
}

enforcing(container) if regex.match(`(^|/)(calico|cilium|kube-router|antrea|canal|kube-network-policies|weave)`, container.image)
