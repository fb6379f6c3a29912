# METADATA
# title: "Services are exposed only through the controlled entrance"
# custom:
#   id: OUT-05
#   family: OUT
#   severity: high
#   scope: [O]
#   references:
#     guide: [6]
#     iso27001:
#       - {id: "8.20", title: "Networks security"}
#       - {id: "8.21", title: "Security of network services"}
#     gdpr: ["25(2)", "32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["1.2.3"], "1.10": ["1.2.3"], "1.11": ["1.2.3"], "1.12": ["1.2.3"], "2.0": ["1.2.3"]}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "exposure.allowedServices", default: [], source: "house default", reason: "Services that may be open to the outside, as `namespace/name`: the entrance itself"}
#   en:
#     why: "A service opened past the entrance has no login, no TLS and no log, and is found by scanners within hours."
#     change: "Use ClusterIP behind the shared Gateway or Ingress; remove LoadBalancer, NodePort, externalIPs, wildcard hosts, snippet annotations and open admin pages."
#     notEvaluableWhen: "Authentication of an admin page happens in a proxy outside the render."
#     waivable: "A protocol that the entrance cannot carry, with its own firewall rule."
#     messages:
#       loadBalancer: "The Service is of type `LoadBalancer`. It gets an address of its own, past the entrance with its login, TLS and log."
#       nodePort: "The Service is of type `NodePort`. Every node answers for it, past the entrance with its login, TLS and log."
#       externalIp: "The Service claims the external address `{address}`. Traffic to it is taken past the entrance, and may be somebody else's."
#       madeService: "The object has a Service of type `{type}` made. It is open past the entrance with its login, TLS and log."
#       wildcardHost: "The host `{host}` stands for many names. It answers for names that nobody has decided to publish."
#       anyHost: "The rule names no host, so it answers for every name. It takes traffic that was meant for others."
#       snippet: "The annotation `{annotation}` puts its own lines into the proxy's configuration. They can switch login and TLS off, and read the proxy's secrets."
#       snippetsAllowed: "`{setting}` is on. Anyone who may write an Ingress can then put lines into the proxy's configuration."
#       openAdmin: "`{service}` is an admin page without a login of its own, and nothing here asks for one. Anyone who finds it can use it."
#       adminBehindProxy: "`{service}` is an admin page without a login of its own. Whether the gateway asks for one does not show here."
#   da:
#     title: "Tjenester udstilles kun gennem den kontrollerede indgang"
#     why: "En tjeneste, der er åbnet uden om indgangen, har hverken login, TLS eller log og bliver fundet af scannere i løbet af timer."
#     change: "Brug ClusterIP bag den fælles Gateway eller Ingress. Fjern LoadBalancer, NodePort, externalIPs, jokertegn i værtsnavne, snippet-annotationer og åbne administrationssider."
#     notEvaluableWhen: "Login på en administrationsside sker i en proxy uden for de læste manifester."
#     waivable: "Ja, til en protokol, som indgangen ikke kan håndtere, med sin egen firewallregel."
#     messages:
#       loadBalancer: "Servicen er af typen `LoadBalancer`. Den får sin egen adresse uden om indgangen med login, TLS og log."
#       nodePort: "Servicen er af typen `NodePort`. Alle noder svarer for den, uden om indgangen med login, TLS og log."
#       externalIp: "Servicen gør krav på den eksterne adresse `{address}`. Trafik dertil føres uden om indgangen og kan være andres."
#       madeService: "Objektet får oprettet en Service af typen `{type}`. Den er åben uden om indgangen med login, TLS og log."
#       wildcardHost: "Værtsnavnet `{host}` dækker mange navne. Det svarer for navne, som ingen har besluttet at udstille."
#       anyHost: "Reglen angiver intet værtsnavn og svarer derfor for alle. Den tager trafik, der var ment til andre."
#       snippet: "Annotationen `{annotation}` sætter egne linjer ind i proxyens konfiguration. De kan slå login og TLS fra og læse proxyens hemmeligheder."
#       snippetsAllowed: "`{setting}` er slået til. Enhver, der må skrive en Ingress, kan da sætte linjer ind i proxyens konfiguration."
#       openAdmin: "`{service}` er en administrationsside uden eget login, og intet her kræver et. Enhver, der finder den, kan bruge den."
#       adminBehindProxy: "`{service}` er en administrationsside uden eget login. Det fremgår ikke her, om gatewayen kræver et."
package tilsyn.controls.out_05

import data.tilsyn.controls.out_05.admin_pages
import data.tilsyn.controls.out_05.hosts
import data.tilsyn.controls.out_05.services
import data.tilsyn.controls.out_05.snippets

examined := (admin_pages.examined | hosts.examined) | (services.examined | snippets.examined)

violations := (admin_pages.violations | hosts.violations) | (services.violations | snippets.violations)
