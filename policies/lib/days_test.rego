package tilsyn.lib.days_test

import data.tilsyn.lib.days

test_days_of_the_calendar if {
	days.valid("2028-02-29")
	not days.valid("2026-02-29")
	not days.valid("2026-04-31")
	not days.valid("2026-13-01")
	not days.valid("26-01-01")
}

test_ages if {
	age("2026-11-24", "2026-11-24") == 0
	age("2026-11-24", "2026-11-25") == -1
	age("2026-11-24", "2026-05-25") == 183
	age("2028-03-01", "2028-02-28") == 2
	age("2027-01-01", "2026-12-31") == 1
}

age(today, day) := found if {
	found := days.age(day) with input as {"today": today}
}
