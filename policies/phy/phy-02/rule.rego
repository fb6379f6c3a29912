# METADATA
# title: "Patient data stay in the approved regions"
# custom:
#   id: PHY-02
#   family: PHY
#   severity: high
#   scope: [O, I]
#   references:
#     guide: [2]
#     iso27001:
#       - {id: "5.23", title: "Information security for use of cloud services"}
#       - {id: "5.14", title: "Information transfer"}
#     gdpr: ["28(3)(a)", "44"]
#     nis2: ["§ 6, stk. 1, nr. 4 (NIS2 art. 21, stk. 2, litra d)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 2, except: ["patient-namespace"]}
#   parameters:
#     - {name: "regions.allow", default: [], source: "house default"}
#   en:
#     why: "Data that land in another country come under other law and other people's access, and the agreement with the hospital no longer covers them."
#     change: "Set region, zone or endpoint to an approved one, or get the region into the processor agreement and the list first."
#     notEvaluableWhen: "No region is written (the provider's default is used) or the endpoint's country is not in the register."
#     waivable: "Only for data without patient information; a waiver is no legal basis for a transfer."
#     messages:
#       outside: "`{found}` lies outside the EU and the EEA. Patient data there come under other law and other people's access."
#       notApproved: "`{found}` is not among the approved regions. The agreement with the controller may not cover it."
#       noList: "No regions are approved in the configuration, so `{found}` cannot be judged. Name them in `regions.allow`."
#       unresolved: "`{found}` holds an expression that nothing here fills in. Where the data lie cannot be seen."
#       unsaid: "No region is written, so the provider's default decides. Where the data lie cannot be seen."
#       endpoint: "The data go to `{found}`; in which country that is cannot be seen here. It belongs in the register."
#       nowhere: "Volumes hold data, and nothing in this repository says in which region the cluster lies. It belongs in the register."
#   da:
#     title: "Patientdata bliver i de godkendte regioner"
#     why: "Havner data i et andet land, gælder andre regler, andre kan få adgang, og databehandleraftalen dækker ikke længere."
#     change: "Angiv en godkendt region, zone eller endpoint, eller få først regionen ind i databehandleraftalen og på listen."
#     notEvaluableWhen: "Der er ikke angivet en region (leverandørens standard bruges), eller endpointets land står ikke i registeret."
#     waivable: "Ja, kun for data uden patientoplysninger og med to godkendelser. En dispensation er ikke et overførselsgrundlag."
#     messages:
#       outside: "`{found}` ligger uden for EU og EØS. Patientdata dér hører under andre regler, og andre kan få adgang."
#       notApproved: "`{found}` er ikke blandt de godkendte regioner. Aftalen med den dataansvarlige dækker den måske ikke."
#       noList: "Konfigurationen godkender ingen regioner, så `{found}` kan ikke vurderes. Angiv dem i `regions.allow`."
#       unresolved: "`{found}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvor data ligger."
#       unsaid: "Der er ikke angivet en region, så leverandørens standard bruges. Det kan ikke ses, hvor data ligger."
#       endpoint: "Data sendes til `{found}`; det kan ikke ses her, i hvilket land det er. Det hører hjemme i registeret."
#       nowhere: "Volumener rummer data, og intet i dette repository siger, i hvilken region klyngen ligger. Det hører hjemme i registeret."
package tilsyn.controls.phy_02

import data.tilsyn.controls.phy_02.places
import data.tilsyn.lib.regions

examined := {place.object | some place in places.named} | {place.object | some place in places.silent}

violations contains violation if {
	some place in places.named
	key := regions.fault(place.found)
	violation := object.union(status[key], {
		"object": place.object,
		"path": place.path,
		"messageKey": key,
		"params": {"found": place.found},
		"value": place.found,
	})
}

status := {
	"outside": {},
	"notApproved": {},
	"noList": {"status": "not-evaluable"},
	"unresolved": {"status": "not-evaluable"},
}

violations contains violation if {
	some place in places.silent
	violation := {
		"object": place.object,
		"path": place.path,
		"status": "not-evaluable",
		"messageKey": place.key,
		"params": {"found": place.found},
		"value": {"found": place.found},
	}
}
