# METADATA
# title: "Patient namespaces may only send where it is allowed"
# custom:
#   id: OUT-03
#   family: OUT
#   severity: high
#   scope: [I]
#   references:
#     guide: [6]
#     iso27001:
#       - {id: "8.12", title: "Data leakage prevention"}
#       - {id: "8.22", title: "Segregation of networks"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.3.2"], "1.10": ["5.3.2"], "1.11": ["5.3.2"], "1.12": ["5.3.2"], "2.0": ["5.3.2"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 2, except: []}
#   parameters:
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default"}
#     - {name: "egress.broadestIpv4", default: 8, source: "house default", reason: "no organisation holds a larger block of addresses of its own"}
#     - {name: "egress.broadestIpv6", default: 16, source: "house default", reason: "registries hand out no larger block to one organisation"}
#   en:
#     why: "Without it, a hacked pod sends the patient data straight out to the internet."
#     change: "Add a NetworkPolicy that denies all egress, and open only the destinations the application needs; 0.0.0.0/0 takes a waiver."
#     notEvaluableWhen: "Egress is limited by a Cilium or Calico policy of a kind not read, or by a firewall outside, or no namespace has a data class."
#     waivable: "A destination without fixed addresses may be opened for a while, with logging."
#     messages:
#       noDefaultDeny: "Namespace `{namespace}` holds patient data, and no policy denies egress for all of its pods. They can send to any address."
#       anyDestination: "This rule names no destination. The pods with patient data that it is for can send to any address."
#       wholeInternet: "This rule opens the way to the whole internet for pods with patient data."
#       unreadPolicy: "No policy that tilsyn reads denies egress for all pods of `{namespace}`. A policy of another kind is there and may."
#       unfilled: "The destination of this rule is filled in elsewhere. Whether it is the whole internet is not known."
#       unclassified: "This rule opens the way to any address. Whether `{namespace}` holds patient data is not known: it has no data class."
#       noClass: "No namespace among the manifests says that it holds patient data, and not all say that they do not. Where egress must be closed is not known."
#   da:
#     title: "Namespaces med patientdata sender kun derhen, hvor det er tilladt"
#     why: "Ellers kan en hacket pod sende patientdata direkte ud på internettet."
#     change: "Tilføj en NetworkPolicy, der spærrer al udgående trafik, og åbn kun for de mål, applikationen har brug for. 0.0.0.0/0 kræver dispensation."
#     notEvaluableWhen: "Udgående trafik begrænses af en politik, som tilsyn ikke læser, eller af en firewall uden for klyngen, eller intet namespace har en dataklasse."
#     waivable: "Ja: Et mål uden faste adresser kan åbnes en tid, med logning."
#     messages:
#       noDefaultDeny: "Namespacet `{namespace}` rummer patientdata, og ingen politik spærrer udgående trafik fra alle dets pods. De kan sende til enhver adresse."
#       anyDestination: "Denne regel angiver intet mål. De pods med patientdata, den gælder, kan sende til enhver adresse."
#       wholeInternet: "Denne regel åbner for hele internettet fra pods med patientdata."
#       unreadPolicy: "Ingen politik, som tilsyn læser, spærrer udgående trafik fra alle pods i `{namespace}`. Der findes en politik af en anden type, og den gør det måske."
#       unfilled: "Målet i denne regel udfyldes et andet sted. Det vides ikke, om det er hele internettet."
#       unclassified: "Denne regel åbner for enhver adresse. Det vides ikke, om `{namespace}` rummer patientdata: Namespacet mangler dataklasse."
#       noClass: "Intet namespace blandt manifesterne siger, at det rummer patientdata, og ikke alle siger, at de ikke gør. Det vides ikke, hvor udgående trafik skal spærres."
package tilsyn.inventory.out_03

import data.tilsyn.lib.networks
import data.tilsyn.lib.networks.openings
import data.tilsyn.lib.patients
import data.tilsyn.lib.pods
import data.tilsyn.lib.values

examined := {item.index | some item in patient_namespaces} | {policy.object | some policy in judged; reach(policy) == "patients"}

patient_namespaces := [item |
	some item in patients.namespaces
	patients.patient(values.name(item.object.metadata))
]

judged := [policy |
	some policy in networks.policies
	"Egress" in policy.directions
]

violations contains violation if {
	some item in patient_namespaces
	name := values.name(item.object.metadata)
	not networks.default_deny(name, "Egress")
	violation := object.union(
		{
			"object": item.index,
			"path": ["metadata", "name"],
			"params": {"namespace": name},
			"value": name,
		},
		undenied(name),
	)
}

undenied(name) := {"messageKey": "unreadPolicy", "status": "not-evaluable"} if {
	networks.unread(name, "Egress")
} else := {"messageKey": "noDefaultDeny"}

# Where a policy's pods are: with patient data, nobody knows, or (undefined) elsewhere.
reach(policy) := "patients" if {
	patients.patient(policy.namespace)
} else := "patients" if {
	policy.namespace == "*"
	networks.selects_all(policy)
	count(patients.patient_names) > 0
} else := "patients" if {
	policy.namespace == "*"
	some pod in patient_pods
	networks.selects(policy, pod)
} else := "unknown" if {
	policy.namespace != "*"
	patients.unclassified(policy.namespace)
} else := "unknown" if {
	policy.namespace == "*"
	patients.unknown
}

patient_pods := [pod |
	some pod in networks.all_pods
	patients.patient(pod.namespace)
]

violations contains violation if {
	some policy in judged
	some found in openings.rules(policy, "Egress")
	fault := openings.fault(policy, found.rule, "Egress")
	outcome := outcomes[fault][reach(policy)]
	violation := object.union(
		{
			"object": policy.object,
			"path": found.path,
			"params": {"namespace": policy.namespace},
			"value": found.rule,
		},
		outcome,
	)
}

# The pods of the cluster are no destination outside it.
outcomes := {
	"nobody": {"patients": {"messageKey": "anyDestination"}, "unknown": unclassified},
	"everywhere": {"patients": {"messageKey": "wholeInternet"}, "unknown": unclassified},
	"unfilled": {"patients": {"messageKey": "unfilled", "status": "not-evaluable"}},
}

unclassified := {"messageKey": "unclassified", "status": "not-evaluable"}

cluster contains {"messageKey": "noClass", "params": {}, "status": "not-evaluable"} if {
	patients.unknown
	count(pods.specs) > 0
}
