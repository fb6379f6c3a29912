# METADATA
# title: "Certificates are issued, trusted and renewed automatically"
# custom:
#   id: ENC-02
#   family: ENC
#   severity: high
#   scope: [I]
#   references:
#     guide: [5]
#     iso27001:
#       - {id: "8.24", title: "Use of cryptography"}
#     gdpr: ["32(1)(a)"]
#     nis2: ["§ 6, stk. 1, nr. 8 (NIS2 art. 21, stk. 2, litra h)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: ["Sikker transmission", "Sikker transmission med valideret afsender, modtager, indhold"]
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "cert.maxDuration.acme", default: "90d", source: "house default", reason: "what public issuers behind ACME give"}
#     - {name: "cert.maxDuration.public", default: "200d", source: "house default", reason: "the most that public authorities issue since March 2026; 100 days from March 2027, 47 from March 2029"}
#     - {name: "cert.maxDuration.private", default: "398d", source: "house default", reason: "a private authority is under no such limit; a year and a month leaves room for a yearly change"}
#     - {name: "cert.minRsaBits", default: 2048, source: "house default", reason: "below it a key can be broken in practice"}
#     - {name: "cert.minEcdsaBits", default: 256, source: "house default", reason: "as strong as RSA with 3072 bits"}
#   en:
#     why: "An expired or untrusted certificate stops clinicians, or teaches them to click warnings away, and then anyone can pose as the system."
#     change: "Let cert-manager issue the certificate from a trusted issuer, keep the duration short and the key rotating, with RSA 2048 or ECDSA 256 at least."
#     notEvaluableWhen: "The issuer or the Certificate is not in the render, or certificates are managed by the cloud provider."
#     waivable: "A vendor may require its own certificate for a while; give its expiry."
#     messages:
#       byHand: "The certificate in Secret `{secret}` is kept in the repository by hand. Nobody renews it when it expires."
#       unmanaged: "Nothing among the manifests that were read issues the certificate in Secret `{secret}`. Whether it is renewed cannot be seen."
#       noSecret: "`tls` names no Secret, so the controller serves a certificate of its own. Which one that is cannot be seen."
#       issuerElsewhere: "{issuer} is not among the manifests that were read. Whom the certificate comes from is not known."
#       foreignIssuer: "{issuer} is an issuer of another product. Whether browsers trust what it issues cannot be seen."
#       selfSigned: "{issuer} signs `{host}` by itself. No browser trusts it, and people learn to click warnings away."
#       staging: "{issuer} asks the test service of the certificate authority. No browser trusts what it issues for `{host}`."
#       privateAuthority: "{issuer} is an authority of one's own, and `{host}` looks public. Whether all who use it trust that authority cannot be seen."
#       tooLong: "The certificate lasts `{found}`, longer than {allowed}. A key that leaks can be used that long."
#       renewalTooLate: "`renewBefore` is `{found}`, no shorter than the certificate lasts. It is renewed without end, or never."
#       unknownDuration: "`{field}` is no length of time that can be read. How long the certificate lasts is not known."
#       keyStays: "The private key is never changed. One that has leaked once opens every certificate to come."
#       weakKey: "The key is {algorithm} with {found} bits, fewer than {allowed}. It can be broken while patient data are still sensitive."
#       unknownKey: "`{found}` is no kind of key that cert-manager makes. No certificate is issued."
#       unresolved: "`{field}` holds an expression that nothing here fills in. What the certificate is like cannot be seen."
#   da:
#     title: "Certifikater udstedes, er betroede og fornys automatisk"
#     why: "Et udløbet eller ikke betroet certifikat standser klinikerne eller lærer dem at klikke advarsler væk, og så kan enhver give sig ud for at være systemet."
#     change: "Lad cert-manager udstede certifikatet fra en betroet udsteder, hold løbetiden kort, lad nøglen skifte, og brug mindst RSA 2048 eller ECDSA 256."
#     notEvaluableWhen: "Udsteder eller Certificate findes ikke blandt de læste manifester, eller cloududbyderen styrer certifikaterne."
#     waivable: "Ja: En leverandør kan kræve sit eget certifikat en tid. Angiv, hvornår det udløber."
#     messages:
#       byHand: "Certifikatet i Secret `{secret}` ligger i repositoriet og vedligeholdes i hånden. Ingen fornyer det, når det udløber."
#       unmanaged: "Intet blandt de læste manifester udsteder certifikatet i Secret `{secret}`. Det kan ikke ses, om det fornys."
#       noSecret: "`tls` angiver ingen Secret, så controlleren viser sit eget certifikat. Hvilket det er, kan ikke ses."
#       issuerElsewhere: "{issuer} er ikke blandt de læste manifester. Det vides ikke, hvem certifikatet kommer fra."
#       foreignIssuer: "{issuer} er en udsteder fra et andet produkt. Det kan ikke ses, om browsere har tillid til det, den udsteder."
#       selfSigned: "{issuer} underskriver selv `{host}`. Ingen browser har tillid til det, og folk lærer at klikke advarsler væk."
#       staging: "{issuer} bruger certifikatudstederens testtjeneste. Ingen browser har tillid til det, den udsteder for `{host}`."
#       privateAuthority: "{issuer} er en egen udsteder, og `{host}` ser offentlig ud. Det kan ikke ses, om alle brugere har tillid til den."
#       tooLong: "Certifikatet gælder i `{found}`, længere end {allowed}. En lækket nøgle kan bruges lige så længe."
#       renewalTooLate: "`renewBefore` er `{found}` og ikke kortere end certifikatets løbetid. Det fornys uafbrudt eller aldrig."
#       unknownDuration: "`{field}` er ikke en læsbar varighed. Det vides ikke, hvor længe certifikatet gælder."
#       keyStays: "Den private nøgle skiftes aldrig. Er den lækket én gang, åbner den alle kommende certifikater."
#       weakKey: "Nøglen er {algorithm} med {found} bit, færre end {allowed}. Den kan brydes, mens patientdata stadig er følsomme."
#       unknownKey: "`{found}` er ikke en nøgletype, cert-manager laver. Der udstedes intet certifikat."
#       unresolved: "`{field}` indeholder et udtryk, som intet her udfylder. Det kan ikke ses, hvordan certifikatet er."
package tilsyn.inventory.enc_02

import data.tilsyn.inventory.enc_02.entrances
import data.tilsyn.inventory.enc_02.issuers
import data.tilsyn.inventory.enc_02.requests

examined := {one.object | some one in requests.all} | {one.object | some one in entrances.all}

violations := issuers.violations | (requests.violations | entrances.violations)
