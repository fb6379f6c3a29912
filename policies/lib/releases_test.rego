package tilsyn.lib.releases_test

import data.tilsyn.lib.batch_test
import data.tilsyn.lib.releases

application(spec) := batch_test.of({"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "falco"}, "spec": spec}, {})

test_sources_of_an_application if {
	batch := application({"sources": [{"chart": "falco", "helm": {"values": "a: b"}}, {"path": "apps"}]})
	found := releases.all with input as batch
	count(found) == 1
	found[0].chart == "falco"
	found[0].elsewhere
}

test_name_of_an_image if {
	releases.image_name("registry.example.com:5000/mirror/falco:0.42@sha256:aa") == "falco"
	releases.image_name("falco") == "falco"
}

test_a_chart_by_its_address if releases.last_step("oci://ghcr.io/falcosecurity/charts/falco") == "falco"
