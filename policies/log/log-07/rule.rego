# METADATA
# title: "Logs are kept long enough and then deleted"
# custom:
#   id: LOG-07
#   family: LOG
#   severity: high
#   scope: [I]
#   references:
#     guide: [3, 7]
#     iso27001:
#       - {id: "8.15", title: "Logging"}
#       - {id: "8.10", title: "Information deletion"}
#       - {id: "5.33", title: "Protection of records"}
#     gdpr: ["5(1)(e)", "5(1)(c)"]
#     nis2: ["§ 6, stk. 1, nr. 2 (NIS2 art. 21, stk. 2, litra b)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Logning af brugernes anvendelser af personoplysninger"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "log.person.min", default: "6 months", source: "house default"}
#     - {name: "log.person.max", default: "6 months + 7 days", source: "house default"}
#     - {name: "log.security.min", default: "13 months", source: "authority recommendation"}
#     - {name: "log.security.max", default: "5 years", source: "house default"}
#     - {name: "log.operational.max", default: "90 days", source: "house default"}
#   en:
#     why: "Too short, and misuse cannot be found; too long, and the log becomes a register of patients and staff that nobody needs."
#     change: "Set retention per stream inside the window: look-ups on persons, security events, operations. Never leave it unlimited."
#     notEvaluableWhen: "The stream a store belongs to is not declared, or its retention is set outside the repository."
#     waivable: "An investigation or a legal hold needs longer retention; give its end date."
#     messages:
#       tooShort: "Logs of the stream `{stream}` are deleted after {found}. They must be kept at least {least}."
#       tooLong: "Logs of the stream `{stream}` are kept for {found}. They must be deleted after {most} at the latest."
#       unlimited: "Nothing deletes the logs of this store. They become a register that nobody needs."
#       unknownValue: "How long this store keeps logs (`{found}`) cannot be read here. Whether that is within the window is not known."
#       noStream: "It is not declared which logs this store holds. Give it the label `tilsyn/log-stream` with `person`, `security` or `operational`."
#       unreadable: "The configuration of the log store in `{found}` cannot be read. How long it keeps logs is not known."
#       notHere: "No retention of a log store is in this repository. How long logs are kept is not known."
#   da:
#     title: "Logs opbevares længe nok og slettes derefter"
#     why: "Er tiden for kort, kan misbrug ikke findes. Er den for lang, bliver loggen til et register over patienter og ansatte, som ingen har brug for."
#     change: "Sæt opbevaringstid for hver logtype inden for vinduet: opslag på personer, sikkerhedshændelser og drift. Lad den aldrig være ubegrænset."
#     notEvaluableWhen: "Det er ikke angivet, hvilken logtype lageret hører til, eller opbevaringstiden sættes uden for repositoriet."
#     waivable: "Ja: En undersøgelse eller en retssag kan kræve længere opbevaring. Angiv slutdatoen."
#     messages:
#       tooShort: "Logs af typen `{stream}` slettes efter {found}. De skal opbevares mindst {least}."
#       tooLong: "Logs af typen `{stream}` opbevares i {found}. De skal være slettet senest efter {most}."
#       unlimited: "Intet sletter loggene i dette lager. De bliver til et register, som ingen har brug for."
#       unknownValue: "Hvor længe lageret gemmer logs (`{found}`), kan ikke læses her. Det vides ikke, om det er inden for vinduet."
#       noStream: "Det er ikke angivet, hvilke logs lageret rummer. Giv det labelen `tilsyn/log-stream` med `person`, `security` eller `operational`."
#       unreadable: "Loglagerets opsætning i `{found}` kan ikke læses. Det vides ikke, hvor længe det gemmer logs."
#       notHere: "Ingen opbevaringstid for et loglager ligger i dette repository. Det vides ikke, hvor længe logs gemmes."
package tilsyn.inventory.log_07

import data.tilsyn.inventory.log_07.stores
import data.tilsyn.lib.documents
import data.tilsyn.lib.objects

label := "tilsyn/log-stream"

# The least and the most that each stream may be kept, as the settings have it.
windows := {
	"person": {"min": object.get(input.parameters, "log.person.min", "6 months"), "max": object.get(input.parameters, "log.person.max", "6 months + 7 days")},
	"security": {"min": object.get(input.parameters, "log.security.min", "13 months"), "max": object.get(input.parameters, "log.security.max", "5 years")},
	"operational": {"min": "0 days", "max": object.get(input.parameters, "log.operational.max", "90 days")},
}

examined := {store.object | some store in stores.all} | documents.examined("loki")

# Undefined where no known stream is declared.
window(store) := windows[stream(store)]

stream(store) := object.get(objects.labels(input.objects[store.object].object), label, "")

violations contains violation if {
	some store in stores.all
	some found in faults(store)
	violation := {
		"object": store.object,
		"path": store.path,
		"status": found.status,
		"messageKey": found.key,
		"params": found.params,
		"value": {"fault": found.key, "found": store.text},
	}
}

# Unlimited is wrong for every stream, so it is said without knowing which.
faults(store) := {{"key": "unlimited", "status": "fail", "params": {}}} if {
	store.unlimited
} else := {{"key": "noStream", "status": "not-evaluable", "params": {}}} if {
	not window(store)
} else := {{"key": "unknownValue", "status": "not-evaluable", "params": {"found": store.text}}} if {
	not known(store)
} else := {{"key": "tooShort", "status": "fail", "params": {"stream": stream(store), "found": store.text, "least": window(store).min}}} if {
	store.days < length(window(store).min, fewest)
} else := {{"key": "tooLong", "status": "fail", "params": {"stream": stream(store), "found": store.text, "most": window(store).max}}} if {
	store.days > length(window(store).max, most)
} else := set()

# A setting that cannot be read is no window either.
known(store) if {
	store.days >= 0
	length(window(store).min, fewest) >= 0
	length(window(store).max, most) >= 0
}

# Days of `6 months + 7 days`. Calendar months differ, so the lower end counts short ones and the upper end long ones.
length(text, units) := sum([part |
	some found in regex.find_all_string_submatch_n(`([0-9]+) *(day|week|month|year|d|w)s?`, text, -1)
	part := to_number(found[1]) * units[found[2]]
]) if {
	regex.match(`^ *[0-9]+ *(days?|weeks?|months?|years?|d|w)( *[+] *[0-9]+ *(days?|weeks?|months?|years?|d|w))* *$`, text)
}

fewest := {"day": 1, "d": 1, "week": 7, "w": 7, "month": 30, "year": 365}

most := {"day": 1, "d": 1, "week": 7, "w": 7, "month": 31, "year": 366}

violations contains violation if {
	some document in documents.unreadable("loki")
	violation := {
		"object": document.object,
		"path": documents.path(document, []),
		"status": "not-evaluable",
		"messageKey": "unreadable",
		"params": {"found": documents.written(document.at)},
	}
}

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if count(examined) == 0
