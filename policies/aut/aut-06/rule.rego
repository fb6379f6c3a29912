# METADATA
# title: "The API and the kubelets refuse anonymous and static-token callers"
# custom:
#   id: AUT-06
#   family: AUT
#   severity: critical
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "5.15", title: "Access control"}
#       - {id: "8.5", title: "Secure authentication"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": ["1.2.1", "1.2.2", "1.2.6", "1.2.7", "1.2.8", "4.2.1", "4.2.2"], "1.10": ["1.2.1", "1.2.2", "1.2.6", "1.2.7", "1.2.8", "4.2.1", "4.2.2"], "1.11": ["1.2.1", "1.2.2", "1.2.6", "1.2.7", "1.2.8", "4.2.1", "4.2.2"], "1.12": ["1.2.1", "1.2.2", "1.2.6", "1.2.7", "1.2.8", "4.2.1", "4.2.2"], "2.0": ["1.2.1", "1.2.2", "1.2.6", "1.2.7", "1.2.8", "4.2.1", "4.2.2"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 2, except: ["message:alwaysAllow"]}
#   parameters:
#     - {name: "apiserver.anonymousPaths", default: ["/livez", "/readyz", "/healthz"], source: "house default", reason: "the health checks of load balancers and kubelets ask without a name"}
#   en:
#     why: "Anyone on the network could read or change patient systems without signing in, and no log would name them."
#     change: "Set anonymous-auth to false (or limit it to the health paths), remove token-auth-file, and use authorization-mode Node,RBAC on the API server and Webhook on the kubelets."
#     notEvaluableWhen: "The control plane is managed by the provider or its flags are kept elsewhere."
#     waivable: "Only for a documented bootstrap need; authorization mode AlwaysAllow is never waived."
#     messages:
#       anonymousOn: "`{setting}` is `{value}`. {program} answers callers who have not said who they are."
#       anonymousUnset: "`{setting}` is not set, and its default is on. {program} answers callers who have not said who they are."
#       anonymousPath: "Unknown callers may ask for `{value}`. It is not on the list of addresses that they may."
#       anonymousElsewhere: "`{setting}` names a file, and who may call without a name stands there. It is not among the flags."
#       staticFile: "`{setting}` gives out names and keys from a file. They never expire, and a change needs a restart."
#       alwaysAllow: "`{setting}` holds `AlwaysAllow`. {program} lets everyone who reaches it do everything."
#       modeUnset: "`{setting}` is not set, and its default is `AlwaysAllow`. {program} lets everyone who reaches it do everything."
#       modeMissing: "`{setting}` is `{value}` and lacks `{missing}`. Rights are then not those that the roles show."
#       modeElsewhere: "`{setting}` names a file, and who may do what is decided there. It is not among the flags."
#       readOnlyPort: "`{setting}` is `{value}`. The kubelet shows every pod's specification there to callers without a name."
#       embedded: "The text `{name}` holds settings of {program} that are not read here. Whether unknown callers are refused cannot be told."
#   da:
#     title: "API-server og kubelets afviser anonyme kald og statiske tokens"
#     why: "Enhver på netværket kunne læse eller ændre patientsystemer uden at logge på, og ingen log ville vise, hvem det var."
#     change: "Sæt anonymous-auth til false (eller begræns det til health-stierne), fjern token-auth-file, og brug authorization-mode Node,RBAC på API-serveren og Webhook på kubelets."
#     notEvaluableWhen: "Kontrolplanet drives af leverandøren, eller dets flag ligger uden for repositoriet."
#     waivable: "Ja, ved et dokumenteret behov under opstart af klyngen. AlwaysAllow kan ikke få dispensation."
#     messages:
#       anonymousOn: "`{setting}` er `{value}`. {program} svarer dem, der ikke har sagt, hvem de er."
#       anonymousUnset: "`{setting}` er ikke sat, og standarden er slået til. {program} svarer dem, der ikke har sagt, hvem de er."
#       anonymousPath: "Ukendte kan kalde `{value}`. Den står ikke på listen over adresser, de må kalde."
#       anonymousElsewhere: "`{setting}` peger på en fil, og dér står, hvem der må kalde anonymt. Det fremgår ikke af flagene."
#       staticFile: "`{setting}` uddeler navne og nøgler fra en fil. De udløber aldrig, og en ændring kræver genstart."
#       alwaysAllow: "`{setting}` rummer `AlwaysAllow`. {program} lader alle, der når frem, gøre alt."
#       modeUnset: "`{setting}` er ikke sat, og standarden er `AlwaysAllow`. {program} lader alle, der når frem, gøre alt."
#       modeMissing: "`{setting}` er `{value}` og mangler `{missing}`. Rettighederne er da ikke dem, rollerne viser."
#       modeElsewhere: "`{setting}` peger på en fil, og dér afgøres det, hvem der må hvad. Det fremgår ikke af flagene."
#       readOnlyPort: "`{setting}` er `{value}`. Kubelet viser dér alle pods' specifikationer til ukendte."
#       embedded: "Teksten `{name}` rummer indstillinger for {program}, som ikke læses her. Det kan ikke afgøres, om ukendte afvises."
package tilsyn.controls.aut_06

import data.tilsyn.controls.aut_06.files
import data.tilsyn.controls.aut_06.flags

examined := files.examined | flags.examined

violations := files.violations | flags.violations
