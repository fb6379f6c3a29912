package tilsyn.controls.lfu_02_test

import data.tilsyn.controls.lfu_02
import data.tilsyn.lib.batch_test

configuration(route) := batch_test.of(
	{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}},
	{"documents": [{"at": ["data", "alertmanager.yaml"], "shape": "alertmanager", "text": true, "value": {
		"route": route,
		"receivers": [{"name": "vagt", "webhook_configs": [{"url": "https://x"}]}, {"name": "null"}, {"name": "tom", "email_configs": []}],
		"time_intervals": [{"name": "altid", "time_intervals": [{}]}, {"name": "nat", "time_intervals": [{"times": [{"start_time": "22:00", "end_time": "06:00"}]}]}],
	}}]},
)

child(node) := configuration({"receiver": "vagt", "routes": [node]})

test_empty_list_of_means_tells_nobody if batch_test.keys(lfu_02.violations) == {"emptyDefault"} with input as configuration({"receiver": "tom"})

test_one_harmless_alarm_may_end_nowhere if {
	every matchers in [[`alertname = "InfoInhibitor"`], [`alertname="CPUThrottlingHigh"`, `severity="warning"`], ["severity=none"]] {
		count(lfu_02.violations) == 0 with input as child({"receiver": "null", "matchers": matchers})
	}
	count(lfu_02.violations) == 0 with input as child({"receiver": "null", "match": {"alertname": "InfoInhibitor"}})
}

test_wide_or_security_selection_must_not if {
	every matchers in [[], [`alertname=~".*"`], [`severity="critical"`], [`alertname="FalcoShell"`], [`namespace="falco"`], [`alertname!="X"`]] {
		batch_test.keys(lfu_02.violations) == {"nullRoute"} with input as child({"receiver": "null", "matchers": matchers})
	}
}

test_watchdog if {
	batch_test.keys(lfu_02.violations) == {"watchdogMuted"} with input as child({"receiver": "null", "match": {"alertname": "Watchdog"}})
	batch_test.keys(lfu_02.violations) == {"watchdogMuted"} with input as child({"receiver": "null", "matchers": [`alertname=~"InfoInhibitor|Watchdog"`]})
}

test_deep_routes if {
	batch_test.keys(lfu_02.violations) == {"nullRoute"} with input as child({"receiver": "vagt", "routes": [{"receiver": "null"}]})
}

test_quiet_for_too_long if {
	count(lfu_02.violations) == 0 with input as configuration({"receiver": "vagt", "repeat_interval": "1w"})
	batch_test.keys(lfu_02.violations) == {"tooQuiet"} with input as configuration({"receiver": "vagt", "repeat_interval": "8d"})
}

test_intervals if {
	batch_test.keys(lfu_02.violations) == {"alwaysMuted"} with input as child({"mute_time_intervals": ["nat", "altid"]})
	count(lfu_02.violations) == 0 with input as child({"mute_time_intervals": ["nat"]})
}
