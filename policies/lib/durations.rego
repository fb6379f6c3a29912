# METADATA
# title: Lengths of time
# description: |
#   Durations as Go writes them (`72h0m0s`, `1.5h`), with days and weeks besides, as settings and Prometheus have them. Undefined where a text is none.
package tilsyn.lib.durations

units := {"ns": 0.000000001, "us": 0.000001, "µs": 0.000001, "ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}

seconds(text) := total if {
	is_string(text)
	regex.match(`^([0-9]+([.][0-9]+)?(ns|us|µs|ms|s|m|h|d|w|y))+$`, text)
	total := sum([part |
		some found in regex.find_all_string_submatch_n(`([0-9]+(?:[.][0-9]+)?)(ns|us|µs|ms|s|m|h|d|w|y)`, text, -1)
		part := to_number(found[1]) * units[found[2]]
	])
}

# Zero needs no unit.
seconds("0") := 0

# True where `text` is a duration longer than the setting.
longer(text, setting) if seconds(text) > seconds(setting)
