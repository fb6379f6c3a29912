# METADATA
# title: "Public traffic is encrypted with TLS"
# custom:
#   id: ENC-01
#   family: ENC
#   severity: critical
#   scope: [O]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.24", title: "Use of cryptography"}
#       - {id: "8.21", title: "Security of network services"}
#       - {id: "5.14", title: "Information transfer"}
#     gdpr: ["32(1)(a)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Sikker transmission"]
#   waivable: {value: true, approvals: 2, except: ["patient-namespace"]}
#   parameters: []
#   en:
#     why: "Patient data sent in clear over the internet can be read and changed on the way."
#     change: "List every host under tls, let plain HTTP listeners do nothing but redirect, and remove annotations that turn the redirect off."
#     notEvaluableWhen: "TLS ends at a load balancer outside the repository."
#     waivable: "Only for a service without personal data, with two approvals."
#     messages:
#       host: "Host `{host}` is not covered by any entry of `tls`. Patient data can pass in clear."
#       anyHost: "A rule without `host` answers for every host, and no entry of `tls` covers that. Patient data can pass in clear."
#       defaultBackend: "The Ingress has a default backend and no `tls`. What it serves passes in clear."
#       redirectOff: "The annotation `{annotation}` is `{value}`. Plain HTTP stays open beside TLS."
#       loadBalancer: "The load balancer speaks HTTP and `{annotation}` names no certificate. Traffic over the internet passes in clear."
#       listenerServes: "The listener `{listener}` speaks plain HTTP and the route `{route}` does more than redirect there. Let it redirect to HTTPS only."
#       listenerWithoutRoutes: "The listener `{listener}` speaks plain HTTP, and no route that only redirects is seen to attach to it. Routes outside what was rendered are not known."
#       istioServer: "The server on port {port} speaks plain HTTP without `httpsRedirect: true`. Patient data can pass in clear."
#       ingressRoute: "The IngressRoute has no `tls` and does more than redirect. What it serves passes in clear."
#       entryPointDecides: "The IngressRoute has no `tls`; the entry point `websecure` decides in Traefik's own configuration. Set `tls` to show it in the manifest."
#       route: "The Route for `{host}` has no `tls`. What it serves passes in clear."
#       routeAllowsPlain: "`insecureEdgeTerminationPolicy` is `Allow`. Plain HTTP stays open beside TLS."
#   da:
#     title: "Trafik over internettet er krypteret med TLS"
#     why: "Patientdata, der sendes i klartekst over internettet, kan læses og ændres undervejs."
#     change: "Angiv alle værtsnavne under tls, lad HTTP-lyttere kun omdirigere, og fjern annotationer, der slår omdirigering fra."
#     notEvaluableWhen: "TLS afsluttes i en load balancer uden for repositoriet."
#     waivable: "Ja, kun for en tjeneste uden personoplysninger og med to godkendelser."
#     messages:
#       host: "Værtsnavnet `{host}` er ikke dækket af nogen post under `tls`. Patientdata kan gå i klartekst."
#       anyHost: "En regel uden `host` svarer for alle værtsnavne, og ingen post under `tls` dækker det. Patientdata kan gå i klartekst."
#       defaultBackend: "Ingressen har en default backend og ingen `tls`. Det, den udstiller, går i klartekst."
#       redirectOff: "Annotationen `{annotation}` er `{value}`. Ukrypteret HTTP står åben ved siden af TLS."
#       loadBalancer: "Load balanceren taler HTTP, og `{annotation}` angiver intet certifikat. Trafik over internettet går i klartekst."
#       listenerServes: "Lytteren `{listener}` taler ukrypteret HTTP, og ruten `{route}` gør mere end at omdirigere dér. Lad den kun omdirigere til HTTPS."
#       listenerWithoutRoutes: "Lytteren `{listener}` taler ukrypteret HTTP, og der ses ingen rute på den, som kun omdirigerer. Ruter uden for det renderede er ikke kendt."
#       istioServer: "Serveren på port {port} taler ukrypteret HTTP uden `httpsRedirect: true`. Patientdata kan gå i klartekst."
#       ingressRoute: "IngressRoute-objektet har ingen `tls` og gør mere end at omdirigere. Det, den udstiller, går i klartekst."
#       entryPointDecides: "IngressRoute-objektet har ingen `tls`; entrypointet `websecure` afgør det i Traefiks egen konfiguration. Sæt `tls`, så det fremgår af manifestet."
#       route: "Ruten for `{host}` har ingen `tls`. Det, den udstiller, går i klartekst."
#       routeAllowsPlain: "`insecureEdgeTerminationPolicy` er `Allow`. Ukrypteret HTTP står åben ved siden af TLS."
package tilsyn.controls.enc_01

import data.tilsyn.controls.enc_01.gateways
import data.tilsyn.controls.enc_01.ingresses
import data.tilsyn.controls.enc_01.routers

examined := (ingresses.examined | gateways.examined) | routers.examined

violations := (ingresses.violations | gateways.violations) | routers.violations
