package tilsyn.controls.wkl_10_test

import data.tilsyn.controls.wkl_10
import data.tilsyn.lib.batch_test

constraint(spec, parameters) := object.union(
	batch_test.of({"apiVersion": "constraints.gatekeeper.sh/v1beta1", "kind": "K8sThing", "metadata": {"name": "c"}, "spec": spec}, {}),
	{"parameters": parameters},
)

test_only_deny_denies if {
	every action in {"dryrun", "warn", "Deny", "denny", 1} {
		batch_test.keys(wkl_10.violations) == {"constraintWatches"} with input as constraint({"enforcementAction": action}, {})
	}
	every action in {"deny", "", null} {
		count(wkl_10.violations) == 0 with input as constraint({"enforcementAction": action}, {})
	}
}

test_namespaces_are_a_setting if {
	left_out := {"match": {"excludedNamespaces": ["drift"]}}
	batch_test.keys(wkl_10.violations) == {"excluded"} with input as constraint(left_out, {})
	count(wkl_10.violations) == 0 with input as constraint(left_out, {"admission.excludedNamespaces": ["drift"]})
}

policy(spec) := batch_test.of({"apiVersion": "kyverno.io/v1", "kind": "ClusterPolicy", "metadata": {"name": "p"}, "spec": spec}, {})

test_kyverno_case_does_not_matter if {
	rules := [{"name": "r", "validate": {"message": "m"}}]
	count(wkl_10.violations) == 0 with input as policy({"validationFailureAction": "enforce", "rules": rules})
	batch_test.keys(wkl_10.violations) == {"kyvernoAudits"} with input as policy({"validationFailureAction": "audit", "rules": rules})
}

test_images_are_verified_with_an_action_too if {
	batch_test.keys(wkl_10.violations) == {"kyvernoUnset"} with input as policy({"rules": [{"name": "r", "verifyImages": [{"imageReferences": ["*"]}]}]})
}

test_kyverno_exclusions if {
	rule := {"name": "r", "validate": {"failureAction": "Enforce"}, "exclude": {"any": [{"resources": {"namespaces": ["kube-system", "journal"]}}]}}
	found := wkl_10.violations with input as policy({"rules": [rule]})
	batch_test.keys(found) == {"excluded"}
	count(found) == 1
}

test_webhook_without_policy_fails_closed if {
	webhook := {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration", "metadata": {"name": "w"}, "webhooks": [{"name": "validate.kyverno.svc-fail"}]}
	count(wkl_10.violations) == 0 with input as batch_test.of(webhook, {})
	count(wkl_10.examined) == 1 with input as batch_test.of(webhook, {})
}

test_binding_without_actions if {
	binding := {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicyBinding", "metadata": {"name": "b"}, "spec": {"policyName": "p"}}
	batch_test.keys(wkl_10.violations) == {"bindingWatches"} with input as batch_test.of(binding, {})
}
