package tilsyn.controls.bak_02_test

import data.tilsyn.controls.bak_02
import data.tilsyn.lib.batch_test

schedule(spec) := batch_test.of({"apiVersion": "velero.io/v1", "kind": "Schedule", "metadata": {"name": "s"}, "spec": spec}, {})

daily(ttl) := schedule({"schedule": "0 1 * * *", "template": {"ttl": ttl}})

test_bounds_hold_at_their_values if {
	count(bak_02.violations) == 0 with input as daily("720h0m0s")
	count(bak_02.violations) == 0 with input as daily("8784h")
	batch_test.keys(bak_02.violations) == {"ttlTooShort"} with input as daily("719h")
	batch_test.keys(bak_02.violations) == {"ttlTooLong"} with input as daily("8785h")
}

test_zero_is_the_default_of_the_server if {
	count(bak_02.violations) == 0 with input as daily("0s")
	batch_test.keys(bak_02.violations) == {"ttlTooShort"} with input as object.union(daily("0s"), {"parameters": {"backup.ttlMin": "60d"}})
}

test_setting_rules if {
	weekly := schedule({"schedule": "@weekly"})
	batch_test.keys(bak_02.violations) == {"tooRare"} with input as weekly
	count(bak_02.violations) == 0 with input as object.union(weekly, {"parameters": {"backup.rpo": "7d"}})
}

test_no_schedule_is_not_known if batch_test.keys(bak_02.violations) == {"unknownSchedule"} with input as schedule({})

test_working_days_leave_a_weekend if batch_test.keys(bak_02.violations) == {"tooRare"} with input as schedule({"schedule": "0 1 * * 1-5"})
