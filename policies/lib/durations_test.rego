package tilsyn.lib.durations_test

import data.tilsyn.lib.durations

test_units if {
	durations.seconds("72h0m0s") == 259200
	durations.seconds("1.5h") == 5400
	durations.seconds("30d") == 2592000
	durations.seconds("1w") == 604800
	durations.seconds("500ms") < 1
	durations.seconds("0") == 0
}

test_no_duration if {
	every text in ["", "24", "-1h", "1 h", "${TTL}", "24H", "1h30"] {
		not durations.seconds(text)
	}
	not durations.seconds(3600)
}

test_longer if {
	durations.longer("25h", "1d")
	not durations.longer("24h", "1d")
	not durations.longer("soon", "1d")
}
