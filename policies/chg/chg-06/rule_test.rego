package tilsyn.change.chg_06_test

import data.tilsyn.change.chg_06
import data.tilsyn.lib.batch_test

changed(before, after) := batch_test.of(after, {"before": before, "removed": false})

namespace(labels) := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "journal", "labels": labels}}

enforce := "pod-security.kubernetes.io/enforce"

test_a_label_taken_away_is_weaker if {
	found := chg_06.violations with input as changed(namespace({enforce: "baseline"}), namespace({}))
	batch_test.keys(found) == {"weakened"}
}

test_a_level_that_does_not_exist_protects_nothing if {
	found := chg_06.violations with input as changed(namespace({enforce: "restricted"}), namespace({enforce: "Restricted"}))
	batch_test.keys(found) == {"weakened"}
}

test_egress_rules_imply_their_type if {
	before := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "n"}, "spec": {"egress": []}}
	after := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "n"}, "spec": {}}
	found := chg_06.violations with input as changed(before, after)
	batch_test.keys(found) == {"weakened"}
}

policy(spec) := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "n", "namespace": "journal"}, "spec": spec}

gone(before, surroundings) := batch_test.of(before, {"before": before, "removed": true, "surroundings": surroundings})

api := {"matchLabels": {"app": "api"}}

test_a_policy_of_pods_that_are_not_here_is_missed if {
	found := chg_06.violations with input as gone(policy({"podSelector": api}), {"siblings": [], "podLabels": [], "hadPods": false, "namespaceRemoved": false})
	batch_test.keys(found) == {"unisolated"}
}

test_a_policy_of_pods_that_went_with_it_is_not if {
	found := chg_06.violations with input as gone(policy({"podSelector": api}), {"siblings": [], "podLabels": [], "hadPods": true, "namespaceRemoved": false})
	count(found) == 0
}

test_another_policy_that_isolates_the_other_way_is_none if {
	other := policy({"podSelector": {}, "policyTypes": ["Egress"]})
	found := chg_06.violations with input as gone(policy({"podSelector": api}), {"siblings": [other], "podLabels": [{"app": "api"}], "hadPods": true, "namespaceRemoved": false})
	batch_test.keys(found) == {"unisolated"}
}

block(except) := policy({"policyTypes": ["Egress"], "egress": [{"to": [{"ipBlock": {"cidr": "10.0.0.0/8", "except": except}}]}]})

test_an_exception_of_a_range_that_is_dropped_opens_it if {
	found := chg_06.violations with input as changed(block(["10.1.0.0/16"]), block([]))
	batch_test.keys(found) == {"opened"}
	tighter := chg_06.violations with input as changed(block([]), block(["10.1.0.0/16"]))
	count(tighter) == 0
}

test_what_became_a_test_hook_is_gone if {
	before := {"apiVersion": "velero.io/v1", "kind": "Schedule", "metadata": {"name": "daily"}, "spec": {"schedule": "@daily"}}
	after := object.union(before, {"metadata": {"annotations": {"helm.sh/hook": "test"}}})
	found := chg_06.violations with input as batch_test.of(after, {"before": before, "removed": false, "applied": false})
	batch_test.keys(found) == {"removed"}
}

test_what_flux_is_told_to_pass_over_is_gone if {
	before := {"apiVersion": "velero.io/v1", "kind": "Schedule", "metadata": {"name": "daily"}, "spec": {"schedule": "@daily"}}
	after := object.union(before, {"metadata": {"annotations": {"kustomize.toolkit.fluxcd.io/reconcile": "disabled"}}})
	found := chg_06.violations with input as changed(before, after)
	batch_test.keys(found) == {"removed"}
}

schedule(text) := {"apiVersion": "velero.io/v1", "kind": "Schedule", "metadata": {"name": "daily"}, "spec": {"schedule": text}}

test_an_unreadable_schedule_is_not_known_to_be_as_good if {
	found := chg_06.violations with input as changed(schedule("@daily"), schedule("${CRON}"))
	batch_test.keys(found) == {"weakened"}
}

hook(bundle) := {
	"apiVersion": "admissionregistration.k8s.io/v1",
	"kind": "ValidatingWebhookConfiguration",
	"metadata": {"name": "w"},
	"webhooks": [{"name": "w.example.com", "clientConfig": {"caBundle": bundle, "service": {"name": "w", "namespace": "w"}}}],
}

kept(ttl) := object.union(schedule("@daily"), {"spec": {"template": {"ttl": ttl}}})

test_an_unreadable_lifetime_is_not_known_to_be_as_long if {
	found := chg_06.violations with input as changed(kept("720h"), kept("${TTL}"))
	batch_test.keys(found) == {"weakened"}
}

test_a_renewed_bundle_of_certificates_is_no_change if {
	found := chg_06.violations with input as changed(hook("YQ=="), hook("Yg=="))
	count(found) == 0
}

cilium(spec) := {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"name": "c", "namespace": "journal"}, "spec": spec}

test_a_direction_that_cilium_isolates_no_more if {
	both := {"endpointSelector": {}, "ingress": [], "egress": []}
	found := chg_06.violations with input as changed(cilium(both), cilium({"endpointSelector": {}, "ingress": []}))
	batch_test.keys(found) == {"narrowed"}
}
