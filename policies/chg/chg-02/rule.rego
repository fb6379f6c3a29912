# METADATA
# title: "Charts and sources are pinned, and their signatures verified"
# custom:
#   id: CHG-02
#   family: CHG
#   severity: medium
#   scope: [O]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.32", title: "Change management"}
#       - {id: "5.21", title: "Managing information security in the ICT supply chain"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)", "§ 6, stk. 1, nr. 4 (NIS2 art. 21, stk. 2, litra d)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Ændringsstyring (Change Management)"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "sources.requireVerify", default: false, source: "house default"}
#     - {name: "sources.allowBranchFor", default: [], source: "house default"}
#   en:
#     why: "A source that follows a branch brings in whatever was pushed last, unseen, into the patient system."
#     change: "Give exact chart versions, commits or tags for every source and remote base, and a verify block with keys you trust."
#     notEvaluableWhen: "A remote source cannot be resolved or is not in the lock file."
#     waivable: "A source without signatures may be pinned only by commit."
#     messages:
#       branch: "The source follows the branch `{found}`. What is pushed there last is deployed unseen."
#       unnamed: "The source names no version, so the newest or a default branch is taken. What is deployed can change without a review."
#       range: "The version `{found}` is a range. The newest that fits is deployed without a review."
#       latest: "The source follows the tag `latest`. What is deployed can change without a review."
#       branchOrTag: "`{found}` may be a branch or a tag; that cannot be told here. Name a commit, or `refs/tags/…`."
#       unresolved: "`{found}` holds an expression that nothing here fills in. Which version is deployed cannot be seen."
#       noVerify: "The source has no `verify`, and the configuration asks for one. A forged version would not be noticed."
#   da:
#     title: "Charts og kilder ligger fast, og signaturer kontrolleres"
#     why: "En kilde, der følger en gren, henter det, der sidst blev lagt op, ind i patientsystemet, uden at nogen har set det."
#     change: "Angiv præcis chartversion, commit eller tag for hver kilde og fjernbase, og en verify-blok med nøgler, I stoler på."
#     notEvaluableWhen: "En ekstern kilde kan ikke slås op eller mangler i låsefilen."
#     waivable: "Ja: En kilde uden signaturer kan nøjes med en fastlåst commit."
#     messages:
#       branch: "Kilden følger grenen `{found}`. Det, der sidst blev lagt op dér, udrulles uset."
#       unnamed: "Kilden angiver ingen version, så den nyeste eller en standardgren bruges. Det udrullede kan skifte uden godkendelse."
#       range: "Versionen `{found}` er et interval. Den nyeste, der passer, udrulles uden godkendelse."
#       latest: "Kilden følger tagget `latest`. Det udrullede kan skifte uden godkendelse."
#       branchOrTag: "`{found}` kan være en gren eller et tag; det kan ikke afgøres her. Angiv en commit eller `refs/tags/…`."
#       unresolved: "`{found}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvilken version der udrulles."
#       noVerify: "Kilden har ingen `verify`, og konfigurationen kræver det. En forfalsket version ville ikke blive opdaget."
package tilsyn.controls.chg_02

import data.tilsyn.controls.chg_02.sources
import data.tilsyn.lib.images

examined := sources.examined

violations contains violation if {
	some source in sources.versions
	key := fault(source)
	is_string(key)
	violation := object.union(status(key), {
		"object": source.object,
		"path": source.path,
		"messageKey": key,
		"params": {"found": source.found},
		"value": {"fault": key, "found": source.found},
	})
}

status(key) := {"status": "not-evaluable"} if {
	key in {"branchOrTag", "unresolved"}
} else := {}

own_repositories := {trimmed(address) | some address in object.get(input.parameters, "sources.allowBranchFor", [])}

# A branch of one's own is let be where the configuration says so, and the protected branch of the repository that is judged: what reaches it was seen.
own(source) if trimmed(source.url) in own_repositories

own(source) if {
	judged := input.parameters["repository.judged"]
	source.found in {judged.branch, $"refs/heads/{judged.branch}"}
	some parts in regex.find_all_string_submatch_n(at_github, source.url, 1)
	trimmed(parts[1]) == lower(judged.name)
}

at_github := `(?i)^(?:https://(?:[^/@]+@)?|ssh://(?:[^/@]+@)?|git@)github\.com(?::[0-9]+)?[/:]([^/]+/[^/]+?)/?$`

trimmed(address) := trim_suffix(trim_suffix(lower(address), "/"), ".git")

fault(source) := "unresolved" if {
	images.unresolved(source.found)
} else := by_kind(source.kind, source)

by_kind("branch", source) := "branch" if not own(source)

by_kind("none", source) := "unnamed" if not own(source)

by_kind("commit", source) := "branchOrTag" if not commit(source.found)

by_kind("version", source) := "range" if not exact(source.found)

by_kind("tag", source) := "latest" if lower(source.found) == "latest"

by_kind("digest", source) := "branchOrTag" if not images.well_formed(source.found)

by_kind("reference", source) := of_reference(source)

# Argo CD and `ref.name` take any name of git; only some say what they are.
of_reference(source) := null if {
	commit(source.found)
} else := null if {
	regex.match(`^refs/tags/.`, source.found)
} else := null if {
	exact(source.found)
} else := null if {
	own(source)
} else := "range" if {
	regex.match(`[*<>~^|]|^[v=]?[0-9]+([.][0-9x]+)?([.]x)?$`, source.found)
} else := "branch" if {
	regex.match(`^(refs/(heads|pull|merge-requests)/.*|HEAD|head|main|master|trunk|develop|development|dev|test|staging|production|prod|stable|release|next)$`, source.found)
} else := "branchOrTag"

# SHA-1 and SHA-256, whole: a shortened one can be made to fit another.
commit(text) if regex.match(`^([a-f0-9]{40}|[a-f0-9]{64})$`, text)

# One version by SemVer 2.0.0, with the `v` or `=` that Helm lets stand before it.
exact(text) if regex.match(`^=?v?[0-9]+[.][0-9]+[.][0-9]+(-[0-9A-Za-z.-]+)?([+][0-9A-Za-z.-]+)?$`, text)

violations contains violation if {
	object.get(input.parameters, "sources.requireVerify", false)
	some source in sources.signable
	object.get(source.parent, "verify", null) in [null, {}]
	violation := {
		"object": source.object,
		"path": source.path,
		"messageKey": "noVerify",
		"params": {},
		"value": {"fault": "noVerify"},
	}
}
