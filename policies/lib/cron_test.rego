package tilsyn.lib.cron_test

import data.tilsyn.lib.cron

hours(text) := cron.longest_gap(text) / 3600

test_daily_and_oftener if {
	hours("0 1 * * *") == 24
	hours("0 */6 * * *") == 6
	hours("0 8,20 * * *") == 12
	hours("0 8-17 * * *") == 15
	cron.longest_gap("*/15 * * * *") == 900
	hours("CRON_TZ=Europe/Copenhagen 0 1 * * *") == 24
	hours("  0   1 * * ?  ") == 24
}

test_weeks if {
	hours("0 1 * * 0") == 168
	hours("0 1 * * 7") == 168
	hours("0 1 * * MON-FRI") == 72
	hours("0 1 * * 1-5,sun") == 48
	hours("0 1 * * 0-6") == 24
	hours("0 1 * * 0-7") == 24
}

test_months if {
	hours("0 1 1 * *") == 744
	hours("0 1 1-31 * *") == 24
	hours("0 1 */2 * *") == 48
	hours("0 1 * 1-6 *") == 8784
	hours("0 1 * jan-dec *") == 24
}

test_either_day_is_enough if hours("0 1 1 * 1") == 168

test_words if {
	hours("@daily") == 24
	hours("@every 6h30m") == 6.5
	hours("@weekly") == 168
}

test_unreadable if {
	every text in ["", "0 1 * *", "0 0 1 * * *", "60 1 * * *", "0 1 * * 8", "0 1 * * x", "@often", "${CRON}", "0 5-2 * * *", "0 */0 * * *", "@every soon"] {
		not cron.longest_gap(text)
	}
}
