# METADATA
# title: "Image signatures are checked before production"
# custom:
#   id: SUP-02
#   family: SUP
#   severity: medium
#   scope: [I]
#   references:
#     guide: []
#     iso27001:
#       - {id: "5.21", title: "Managing information security in the ICT supply chain"}
#       - {id: "8.19", title: "Installation of software on operational systems"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 4 (NIS2 art. 21, stk. 2, litra d)"]
#     cis: {"1.9": ["5.5.1"], "1.10": ["5.5.1"], "1.11": ["5.5.1"], "1.12": ["5.5.1"], "2.0": ["5.5.1"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "signature.enforceIn", default: ["production"], source: "house default"}
#   en:
#     why: "Without it, nobody knows whether the image that meets patient data is the one your supplier built."
#     change: "Add a verification policy with your suppliers' keys and set it to enforce in production."
#     notEvaluableWhen: "Verification is done by the registry or the runtime outside the repository."
#     waivable: "A supplier that does not sign yet, with a date."
#     messages:
#       auditOnly: "This signature policy only reports (`{field}` is `{found}`). An image without a signature starts all the same."
#       noKey: "This signature policy names no key and no signer. Nothing is verified."
#       anySigner: "This signature policy takes a signature of anybody (`{found}`). Anyone can sign for it."
#       skipped: "`{field}` leaves every image out. Nothing is verified."
#       noNamespace: "No namespace here has the label `policy.sigstore.dev/include`. Where this policy is in force is not known."
#       unknownValue: "`{field}` is `{found}`, which is filled in elsewhere. Whether signatures are enforced is not known."
#       notHere: "No policy on image signatures is in this repository. Whether they are verified is not known."
#   da:
#     title: "Imagesignaturer kontrolleres, før noget kører i produktion"
#     why: "Ellers ved ingen, om det image, der møder patientdata, er det, jeres leverandør byggede."
#     change: "Tilføj en politik, der kontrollerer signaturer med leverandørernes nøgler, og sæt den til at håndhæve i produktion."
#     notEvaluableWhen: "Kontrollen sker i registry eller runtime uden for repositoriet."
#     waivable: "Ja, for en leverandør, der endnu ikke signerer. Angiv en dato."
#     messages:
#       auditOnly: "Signaturpolitikken melder kun (`{field}` er `{found}`). Et image uden signatur starter alligevel."
#       noKey: "Signaturpolitikken nævner hverken nøgle eller underskriver. Intet bliver kontrolleret."
#       anySigner: "Signaturpolitikken tager en signatur fra hvem som helst (`{found}`). Alle kan underskrive til den."
#       skipped: "`{field}` udelader alle images. Intet bliver kontrolleret."
#       noNamespace: "Ingen namespaces her har labelen `policy.sigstore.dev/include`. Det vides ikke, hvor politikken gælder."
#       unknownValue: "`{field}` er `{found}`, som udfyldes et andet sted. Det vides ikke, om signaturer håndhæves."
#       notHere: "Der er ingen politik om imagesignaturer i dette repository. Det vides ikke, om de kontrolleres."
package tilsyn.inventory.sup_02

import data.tilsyn.lib.objects
import data.tilsyn.lib.releases
import data.tilsyn.lib.values

enforced_in := {name | some name in object.get(input.parameters, "signature.enforceIn", ["production"])}

# A policy that belongs to no named environment is in force in all of them.
matters(item) if item.entry.environment in enforced_in | {""}

# object, item, at (path of the checking part), part, product.
policies := array.concat(kyverno, array.concat(image_validating, sigstore))

examined := {policy.object | some policy in policies}

kyverno := [policy |
	some item in objects.of_kinds({"ClusterPolicy", "Policy"})
	item.group == "kyverno.io"
	matters(item)
	some rule_index, rule in item.object.spec.rules
	some index, part in rule.verifyImages
	policy := {"object": item.index, "item": item, "at": ["spec", "rules", rule_index, "verifyImages", index], "part": part, "product": "kyverno"}
]

image_validating := [policy |
	some item in objects.of_kinds({"ImageValidatingPolicy", "NamespacedImageValidatingPolicy"})
	item.group == "policies.kyverno.io"
	matters(item)
	policy := {"object": item.index, "item": item, "at": ["spec"], "part": values.section(item.object, "spec"), "product": "image-validating"}
]

sigstore := [policy |
	some item in objects.by_kind["ClusterImagePolicy"]
	item.group == "policy.sigstore.dev"
	matters(item)
	policy := {"object": item.index, "item": item, "at": ["spec"], "part": values.section(item.object, "spec"), "product": "sigstore"}
]

violations contains violation if {
	some policy in policies
	found := action(policy)
	not lower(found.value) in {"enforce", "deny"}
	not releases.unreadable(found.value)
	violation := finding(policy, found.path, "auditOnly", {"field": found.field, "found": found.value}, "fail")
}

violations contains violation if {
	some policy in policies
	found := action(policy)
	releases.unreadable(found.value)
	violation := finding(policy, found.path, "unknownValue", {"field": found.field, "found": found.value}, "not-evaluable")
}

# What happens on a bad signature: the part's own word, then the policy's, then the product's habit.
action(policy) := {"path": ["spec", "admission"], "field": "admission", "value": "false"} if {
	policy.product == "kyverno"
	policy.item.object.spec.admission == false
} else := {"path": array.concat(policy.at, ["failureAction"]), "field": "failureAction", "value": policy.part.failureAction} if {
	policy.product == "kyverno"
	is_string(policy.part.failureAction)
} else := {"path": ["spec", "validationFailureAction"], "field": "validationFailureAction", "value": object.get(policy.item.object, ["spec", "validationFailureAction"], "Audit")} if {
	policy.product == "kyverno"
} else := {"path": ["spec", "mode"], "field": "mode", "value": object.get(policy.part, "mode", "enforce")} if {
	policy.product == "sigstore"
} else := {"path": ["spec", "validationActions"], "field": "validationActions", "value": "Deny"} if {
	"Deny" in object.get(policy.part, "validationActions", ["Deny"])
} else := {"path": ["spec", "validationActions"], "field": "validationActions", "value": concat(", ", [text | some text in policy.part.validationActions; is_string(text)])}

violations contains violation if {
	some policy in policies
	not has_key(policy)
	violation := finding(policy, policy.at, "noKey", {}, "fail")
}

has_key(policy) if {
	policy.product == "kyverno"
	some attestor in attestors(policy)
	some entry in attestor.entries
	count(object.keys(entry) & {"keys", "keyless", "certificates", "attestor"}) > 0
}

# The older form has the key beside the images.
has_key(policy) if {
	policy.product == "kyverno"
	object.get(policy.part, "key", "") != ""
}

has_key(policy) if {
	policy.product == "image-validating"
	count(object.get(policy.part, "attestors", [])) > 0
	count(object.get(policy.part, "validations", [])) > 0
}

has_key(policy) if {
	policy.product == "sigstore"
	some authority in policy.part.authorities
	count(object.keys(authority) & {"key", "keyless", "rfc3161timestamp"}) > 0
	not authority.static
}

attestors(policy) := array.concat(
	[attestor | some attestor in policy.part.attestors],
	[attestor | some attestation in policy.part.attestations; some attestor in attestation.attestors],
)

violations contains violation if {
	some policy in policies
	some found in anybody(policy)
	violation := finding(policy, policy.at, "anySigner", {"found": found}, "fail")
}

# With keyless signing the identity is all that tells one signer from another.
anybody(policy) := {subject |
	policy.product == "kyverno"
	some attestor in attestors(policy)
	some entry in attestor.entries
	keyless := entry.keyless
	subject := object.get(keyless, "subject", object.get(keyless, "subjectRegExp", "*"))
	subject in anything
} | {subject |
	policy.product == "sigstore"
	some authority in policy.part.authorities
	some identity in object.get(authority.keyless, "identities", [{}])
	subject := object.get(identity, "subject", object.get(identity, "subjectRegExp", "*"))
	subject in anything
} | {"static: pass" |
	policy.product == "sigstore"
	some authority in policy.part.authorities
	authority.static.action == "pass"
}

anything := {"*", "", ".*", "^.*$", ".+", "^.+$"}

violations contains violation if {
	some policy in policies
	policy.product == "kyverno"
	field := "skipImageReferences"
	some pattern in policy.part[field]
	pattern in {"*", "*/*", "*:*"}
	violation := finding(policy, array.concat(policy.at, [field]), "skipped", {"field": field}, "fail")
}

# Sigstore's controller looks at namespaces that ask for it, unless it is told to look at all.
violations contains violation if {
	some policy in policies
	policy.product == "sigstore"
	count(including) == 0
	violation := finding(policy, ["spec"], "noNamespace", {}, "not-evaluable")
}

including := {item.index |
	some item in objects.by_kind["Namespace"]
	objects.labels(item.object)["policy.sigstore.dev/include"] == "true"
}

finding(policy, path, key, params, status) := {
	"object": policy.object,
	"path": path,
	"status": status,
	"messageKey": key,
	"params": params,
	"value": {"fault": key, "at": policy.at, "params": params},
}

cluster contains {"messageKey": "notHere", "params": {}, "status": "not-evaluable"} if count(policies) == 0
