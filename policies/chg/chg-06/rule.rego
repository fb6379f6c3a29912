# METADATA
# title: "Safeguards are not removed unseen"
# custom:
#   id: CHG-06
#   family: CHG
#   severity: high
#   scope: [D]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.32", title: "Change management"}
#       - {id: "8.9", title: "Configuration management"}
#     gdpr: ["32(1)(b)", "5(2)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Ændringsstyring (Change Management)"]
#   waivable: {value: false, approvals: null, except: []}
#   parameters:
#     - {name: "safeguards.components", default: ["falco", "falco-operator", "falcosidekick", "tetragon", "tracee", "kubearmor", "wazuh-agent", "velero", "gatekeeper", "kyverno", "kubewarden-controller", "trivy-operator", "kured", "fluent-bit", "fluentd", "vector", "promtail", "alloy", "cert-manager", "dex"], source: "house default", reason: "programs that watch, back up, refuse or record, by the name of their chart or image"}
#     - {name: "labels.dataClass", default: "tilsyn/data-class", source: "house default", reason: "the label that marks patient data"}
#     - {name: "labels.environment", default: "tilsyn/environment", source: "house default", reason: "the label that names the environment"}
#   en:
#     why: "A protection that disappears among many lines is missed first when patient data are lost."
#     change: "Put the safeguard back, or let the security team approve its removal in this pull request."
#     notEvaluableWhen: "One side of the comparison did not render."
#     waivable: "The security team's approval fulfils the control; a waiver would be the same decision with a weaker trace."
#     messages:
#       removed: "{kind} `{name}` is removed. It is a safeguard."
#       weakened: "{kind} `{name}` gets weaker: `{field}` was `{before}` and is `{after}`."
#       opened: "{kind} `{name}` no longer holds back what it did at `{field}`. More can pass than before."
#       unisolated: "Without {kind} `{name}` as it was, no policy holds back {direction} of pods in `{namespace}`. Everything can pass."
#       narrowed: "{kind} `{name}` covers less than before at `{field}`. What is left out is no longer protected."
#       altered: "{kind} `{name}` is rewritten at `{field}`. Whether it still protects as it did cannot be told."
#       lost: "`{control}` was in order for {kind} `{name}`, which this change leaves alone, and is not any more. What made it so was altered or removed."
#       lostCluster: "`{control}` was in order for the cluster before this change and is not any more. What made it so was altered or removed."
#   da:
#     title: "Sikringer fjernes ikke ubemærket"
#     why: "En beskyttelse, der forsvinder mellem mange linjer, savnes først, når patientdata er tabt."
#     change: "Sæt sikringen tilbage, eller lad sikkerhedsteamet godkende, at den fjernes i denne pull request."
#     notEvaluableWhen: "Den ene side af sammenligningen kunne ikke renderes."
#     waivable: "Nej. Sikkerhedsteamets godkendelse opfylder kontrollen. En dispensation ville være samme beslutning med et svagere spor."
#     messages:
#       removed: "{kind} `{name}` fjernes. Det er en sikring."
#       weakened: "{kind} `{name}` svækkes: `{field}` var `{before}` og er `{after}`."
#       opened: "{kind} `{name}` holder ikke længere det tilbage, som den gjorde i `{field}`. Mere kan passere end før."
#       unisolated: "Uden {kind} `{name}`, som den var, holder ingen politik {direction} tilbage for pods i `{namespace}`. Alt kan passere."
#       narrowed: "{kind} `{name}` dækker mindre end før i `{field}`. Det, der er udeladt, er ikke længere beskyttet."
#       altered: "{kind} `{name}` er skrevet om i `{field}`. Det kan ikke afgøres, om den stadig beskytter som før."
#       lost: "`{control}` var i orden for {kind} `{name}`, som ændringen ikke rører, og er det ikke længere. Det, der gjorde den opfyldt, er ændret eller fjernet."
#       lostCluster: "`{control}` var i orden for klyngen før ændringen og er det ikke længere. Det, der gjorde den opfyldt, er ændret eller fjernet."
package tilsyn.change.chg_06

import data.tilsyn.change.chg_06.kinds
import data.tilsyn.change.chg_06.lists
import data.tilsyn.change.chg_06.networks
import data.tilsyn.change.chg_06.rewritten
import data.tilsyn.change.chg_06.schedules
import data.tilsyn.change.chg_06.settings

examined := {item.index | some item in kinds.watched} | {fact.item.index | some fact in facts}

# What each file found: the object, the place, what was there and what is.
facts := union({settings.facts, lists.facts, networks.facts, schedules.facts, rewritten.facts})

violations contains violation if {
	some item in kinds.removed
	violation := {
		"object": item.index,
		"path": ["metadata", "name"],
		"messageKey": "removed",
		"params": {"kind": item.kind, "name": kinds.name(item)},
		"value": item.object,
	}
}

violations contains violation if {
	some fact in facts
	violation := object.union(status_of(fact.key), {
		"object": fact.item.index,
		"path": fact.path,
		"messageKey": fact.key,
		"params": object.union(
			{
				"kind": fact.item.kind,
				"name": kinds.name(fact.item),
				"field": concat(".", [step | some part in fact.path; step := text(part)]),
				"before": shown(fact.before),
				"after": shown(fact.after),
			},
			object.get(fact, "params", {}),
		),
		"value": {"before": fact.before, "after": fact.after},
	})
}

status_of("altered") := {"status": "not-evaluable"}

status_of(key) := {} if key != "altered"

text(part) := part if is_string(part)

text(part) := format_int(part, 10) if is_number(part)

shown(value) := "-" if value in {null, ""}

shown(value) := value if {
	is_string(value)
	value != ""
}

shown(value) := concat(", ", sort([written(one) | some one in value])) if is_set(value)

shown(value) := concat(", ", [written(one) | some one in value]) if is_array(value)

shown(value) := json.marshal(value) if {
	not is_string(value)
	not is_set(value)
	not is_array(value)
	value != null
}

written(one) := one if is_string(one)

written(one) := json.marshal(one) if not is_string(one)
