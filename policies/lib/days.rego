# METADATA
# title: Days of the calendar
# description: ISO days such as `2026-11-24`, which compare as texts do. The policies have no clock; the day of the judgement is handed in.
package tilsyn.lib.days

today := day if {
	day := input.today
	valid(day)
}

valid(text) if {
	is_string(text)
	regex.match(`^\d{4}-\d{2}-\d{2}$`, text)
	month := to_number(substring(text, 5, 2))
	month > 0
	month < 13
	day := to_number(substring(text, 8, 2))
	day > 0
	day <= last_of(to_number(substring(text, 0, 4)), month)
}

last_of(year, 2) := 29 if {
	leap(year)
} else := 28

last_of(_, month) := 30 if month in {4, 6, 9, 11}

last_of(_, month) := 31 if month in {1, 3, 5, 7, 8, 10, 12}

leap(year) if {
	year % 4 == 0
	year % 100 != 0
}

leap(year) if year % 400 == 0

# Days since a fixed day long ago. The year begins with March, so that the odd day comes last.
number(text) := ((365 * year) + leaps(year)) + (floor(((153 * from_march) + 2) / 5) + day) if {
	month := to_number(substring(text, 5, 2))
	year := to_number(substring(text, 0, 4)) - before_march(month)
	from_march := (month + 9) % 12
	day := to_number(substring(text, 8, 2))
}

leaps(year) := (floor(year / 4) - floor(year / 100)) + floor(year / 400)

before_march(month) := 1 if {
	month < 3
} else := 0

# How many days ago a day was; less than nothing where it is yet to come.
age(text) := number(today) - number(text)
