# METADATA
# title: "The other end of every connection is verified"
# custom:
#   id: ENC-04
#   family: ENC
#   severity: high
#   scope: [O]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.21", title: "Security of network services"}
#       - {id: "8.24", title: "Use of cryptography"}
#     gdpr: ["32(1)(a)", "32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Sikker transmission", "Sikker transmission med valideret afsender, modtager, indhold"]
#   waivable: {value: true, approvals: 1, except: ["message:plainAddress"]}
#   parameters: []
#   en:
#     why: "If the certificate is not checked, an attacker in between receives the backups, logs or patient data."
#     change: "Remove insecureSkipVerify, insecureSkipTLSVerify and ssl_verify: false, use https, and give the CA certificate where it is your own."
#     notEvaluableWhen: "The connection is configured in an encrypted Secret."
#     waivable: "A single internal endpoint for a short time while its certificate is put right."
#     messages:
#       switchedOff: "`{setting}` is `{value}`. Whoever answers is believed, also an attacker in between."
#       environment: "The variable `{setting}` is `{value}`. Whoever answers is believed, also an attacker in between."
#       argument: "The argument `{setting}` switches the check of the other end off. Whoever answers is believed, also an attacker in between."
#       annotation: "The annotation `{setting}` is `{value}`. Whoever answers is believed, also an attacker in between."
#       inText: "`{name}` sets `{setting}`, which switches the check of the other end off. Whoever answers is believed, also an attacker in between."
#       plainAddress: "`{setting}` is an address in clear, outside the cluster: `{host}`. What is fetched or sent can be read and changed on the way."
#       unresolvedAddress: "`{setting}` is an address in clear, and its host holds an expression that nothing here fills in. Whether it lies in the cluster cannot be told."
#   da:
#     title: "Modparten kontrolleres på alle forbindelser"
#     why: "Kontrolleres certifikatet ikke, kan en angriber midt imellem modtage backup, logs eller patientdata."
#     change: "Fjern insecureSkipVerify, insecureSkipTLSVerify og ssl_verify: false, brug https, og angiv CA-certifikatet, når det er jeres eget."
#     notEvaluableWhen: "Forbindelsen er sat op i en krypteret Secret."
#     waivable: "Ja, for et enkelt internt endpoint, kortvarigt, mens certifikatet bringes i orden."
#     messages:
#       switchedOff: "`{setting}` er `{value}`. Den, der svarer, bliver troet, også en angriber midt imellem."
#       environment: "Variablen `{setting}` er `{value}`. Den, der svarer, bliver troet, også en angriber midt imellem."
#       argument: "Argumentet `{setting}` slår kontrollen af modparten fra. Den, der svarer, bliver troet, også en angriber midt imellem."
#       annotation: "Annotationen `{setting}` er `{value}`. Den, der svarer, bliver troet, også en angriber midt imellem."
#       inText: "`{name}` sætter `{setting}`, som slår kontrollen af modparten fra. Den, der svarer, bliver troet, også en angriber midt imellem."
#       plainAddress: "`{setting}` er en adresse i klartekst uden for klyngen: `{host}`. Det, der hentes eller sendes, kan læses og ændres undervejs."
#       unresolvedAddress: "`{setting}` er en adresse i klartekst, og værten indeholder et udtryk, som intet her udfylder. Det kan ikke afgøres, om den ligger i klyngen."
package tilsyn.controls.enc_04

import data.tilsyn.controls.enc_04.addresses
import data.tilsyn.controls.enc_04.switches
import data.tilsyn.controls.enc_04.texts

examined := (addresses.examined | switches.examined) | texts.examined

violations := (addresses.violations | switches.violations) | texts.violations
