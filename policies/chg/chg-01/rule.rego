# METADATA
# title: "Images are fixed: the version reviewed is the version that runs"
# custom:
#   id: CHG-01
#   family: CHG
#   severity: high
#   scope: [O]
#   references:
#     guide: []
#     iso27001:
#       - {id: "8.32", title: "Change management"}
#       - {id: "8.19", title: "Installation of software on operational systems"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Ændringsstyring (Change Management)"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "image.digestIn", default: ["production"], source: "house default"}
#   en:
#     why: "With a moving tag, code nobody has approved can start beside patient data overnight."
#     change: "Name an explicit tag, never latest, and add the digest in production."
#     notEvaluableWhen: "The image is chosen by an operator or an image automation at run time."
#     waivable: "A vendor chart may lack the digest; the tag must still be explicit."
#     messages:
#       noTag: "The image `{image}` has no tag, so it is `latest`. What runs can change without a review."
#       latest: "The image `{image}` uses the tag `latest`. What runs can change without a review."
#       digestMissing: "The image `{image}` has no digest, and the environment asks for one. A tag can be moved after the review."
#       digestMalformed: "The digest of the image `{image}` is not well formed. It fixes nothing."
#       unresolved: "The image `{image}` holds an expression that nothing here fills in. Which version runs cannot be seen."
#       injected: "Istio chooses the image of container `{container}` when the pod starts. Which version runs cannot be seen."
#   da:
#     title: "Images ligger fast: Det, der er godkendt, er det, der kører"
#     why: "Med et flydende tag kan kode, som ingen har godkendt, starte ved siden af patientdata fra den ene dag til den anden."
#     change: "Angiv et bestemt tag, aldrig latest, og tilføj digest i produktion."
#     notEvaluableWhen: "Imaget vælges af en operator eller automatik under kørsel."
#     waivable: "Ja: Et leverandørchart kan mangle digest. Tagget skal stadig være bestemt."
#     messages:
#       noTag: "Imaget `{image}` har intet tag og er derfor `latest`. Det, der kører, kan skifte uden godkendelse."
#       latest: "Imaget `{image}` bruger tagget `latest`. Det, der kører, kan skifte uden godkendelse."
#       digestMissing: "Imaget `{image}` har intet digest, og miljøet kræver et. Et tag kan flyttes efter godkendelsen."
#       digestMalformed: "Imagets digest i `{image}` har ikke den rette form. Det fastlåser intet."
#       unresolved: "Imaget `{image}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvilken version der kører."
#       injected: "Istio vælger imaget til containeren `{container}`, når podden starter. Det kan ikke ses, hvilken version der kører."
package tilsyn.controls.chg_01

import data.tilsyn.lib.images

examined := {image.object | some image in images.used}

violations contains violation if {
	some image in images.used
	key := fault(image)
	violation := {
		"object": image.object,
		"path": image.path,
		"container": image.container,
		"status": status[key],
		"messageKey": key,
		"params": {"image": image.value, "container": image.container},
		"value": image.value,
	}
}

status := {
	"noTag": "fail",
	"latest": "fail",
	"digestMalformed": "fail",
	"digestMissing": "fail",
	"unresolved": "not-evaluable",
	"injected": "not-evaluable",
}

# A digest decides whatever the tag says.
fault(image) := "unresolved" if {
	images.unresolved(image.value)
} else := "injected" if {
	image.injected
} else := "digestMalformed" if {
	contains(image.value, "@")
	not images.well_formed(images.parse(image.value).digest)
} else := "noTag" if {
	not contains(image.value, "@")
	images.parse(image.value).tag == ""
} else := "latest" if {
	not contains(image.value, "@")
	lower(images.parse(image.value).tag) == "latest"
} else := "digestMissing" if {
	not contains(image.value, "@")
	input.objects[image.object].environment in object.get(input.parameters, "image.digestIn", ["production"])
}
