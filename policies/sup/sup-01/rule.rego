# METADATA
# title: "Images come from trusted registries only"
# custom:
#   id: SUP-01
#   family: SUP
#   severity: high
#   scope: [O]
#   references:
#     guide: []
#     iso27001:
#       - {id: "5.21", title: "Managing information security in the ICT supply chain"}
#       - {id: "8.19", title: "Installation of software on operational systems"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 4 (NIS2 art. 21, stk. 2, litra d)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "registries.allow", default: ["registry.example.com/"], source: "house default", reason: "the default belongs to nobody, so that nothing is trusted before somebody has said what is"}
#   en:
#     why: "An image from anywhere can carry code that reads patient data and sends it away."
#     change: "Use a registry and path from the allow-list for all containers, or mirror the image to your own registry first."
#     notEvaluableWhen: "The image is chosen by an operator at run time."
#     waivable: "A vendor image until it is mirrored."
#     messages:
#       untrusted: "The image `{image}` comes from `{repository}`, which is not on the list of trusted registries."
#       malformed: "The image `{image}` is not a well-formed name. Where it comes from cannot be compared with the list."
#       unresolved: "The image `{image}` holds an expression that nothing here fills in. Where it comes from cannot be seen."
#       injected: "Istio chooses the image of container `{container}` when the pod starts. Where it comes from cannot be seen."
#   da:
#     title: "Images hentes kun fra betroede registries"
#     why: "Et image fra et tilfældigt sted kan rumme kode, der læser patientdata og sender dem væk."
#     change: "Brug et registry og en sti fra listen til alle containere, eller spejl først imaget til jeres eget registry."
#     notEvaluableWhen: "Imaget vælges af en operator under kørsel."
#     waivable: "Ja, for et leverandørimage, indtil det er spejlet."
#     messages:
#       untrusted: "Imaget `{image}` kommer fra `{repository}`, som ikke står på listen over betroede registries."
#       malformed: "Imaget `{image}` er ikke et gyldigt navn. Det kan ikke sammenlignes med listen, hvor det kommer fra."
#       unresolved: "Imaget `{image}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvor det kommer fra."
#       injected: "Istio vælger imaget til containeren `{container}`, når podden starter. Det kan ikke ses, hvor det kommer fra."
package tilsyn.controls.sup_01

import data.tilsyn.lib.images
import data.tilsyn.lib.registries

examined := {image.object | some image in images.used}

allowed := object.get(input.parameters, "registries.allow", ["registry.example.com/"])

violations contains violation if {
	some image in images.used
	repository := registries.repository(image.value)
	key := fault(image, repository)
	violation := {
		"object": image.object,
		"path": image.path,
		"container": image.container,
		"status": status[key],
		"messageKey": key,
		"params": {"image": image.value, "repository": repository, "container": image.container},
		"value": repository,
	}
}

status := {"untrusted": "fail", "malformed": "fail", "unresolved": "not-evaluable", "injected": "not-evaluable"}

# An expression in the tag leaves the place known; one in the name may stand for the registry itself.
fault(image, repository) := "unresolved" if {
	images.unresolved(repository)
} else := "injected" if {
	image.injected
} else := "malformed" if {
	not registries.well_formed(repository)
} else := "untrusted" if {
	not trusted(repository)
}

trusted(repository) if {
	some entry in allowed
	is_string(entry)
	registries.within(repository, entry)
}
