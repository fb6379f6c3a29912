# METADATA
# title: "Containers run with the default system-call filter"
# custom:
#   id: WKL-08
#   family: WKL
#   severity: medium
#   scope: [O]
#   references:
#     guide: [1]
#     iso27001:
#       - {id: "8.9", title: "Configuration management"}
#     gdpr: ["32(1)(b)"]
#     nis2: ["§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)"]
#     cis: {"1.9": ["5.7.2", "5.7.3"], "1.10": ["5.7.2", "5.7.3"], "1.11": ["5.6.2", "5.6.3"], "1.12": ["5.6.2", "5.6.3"], "2.0": ["5.6.2", "5.6.3"]}
#     pss: restricted
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "kubernetesVersion", default: "", source: "house default"}
#   en:
#     why: "Without the filter a hacked container can use kernel flaws to break out and reach other patient systems."
#     change: "Set seccompProfile.type: RuntimeDefault and do not weaken procMount, sysctls, AppArmor, SELinux or probe hosts."
#     notEvaluableWhen: "The kubelet's seccomp default is set outside the repository; register it if the pass rests on it."
#     waivable: "A profile of your own (Localhost) can replace the default one; a missing profile needs a plan."
#     messages:
#       seccompMissing: "No seccomp profile is set for container `{container}` or its pod. Unless the machine sets one, its processes may use every system call of the kernel."
#       seccomp: "Container `{container}` has the seccomp profile `{value}` in place of `RuntimeDefault` or `Localhost`. Its processes may use system calls that the filter would refuse."
#       podSeccomp: "The pod has the seccomp profile `{value}` in place of `RuntimeDefault` or `Localhost`. Its containers run so unless they say otherwise."
#       operatorSeccomp: "The resource asks its operator for the seccomp profile `{value}`. Only `RuntimeDefault` and `Localhost` keep the filter for system calls."
#       seccompAnnotation: "The annotation `{annotation}` sets the seccomp profile `{value}`. Up to Kubernetes 1.26 it takes the filter for system calls away."
#       appArmor: "Container `{container}` has the AppArmor profile `{value}` in place of `RuntimeDefault` or `Localhost`. The machine no longer limits what it may touch."
#       podAppArmor: "The pod has the AppArmor profile `{value}` in place of `RuntimeDefault` or `Localhost`. Its containers run so unless they say otherwise."
#       operatorAppArmor: "The resource asks its operator for the AppArmor profile `{value}`. Only `RuntimeDefault` and `Localhost` keep the limits of the machine."
#       appArmorAnnotation: "The annotation `{annotation}` sets the AppArmor profile `{value}`. Only `runtime/default` and `localhost/…` keep the limits of the machine."
#       seLinux: "Container `{container}` sets `seLinuxOptions.{field}` to `{value}`. It may leave the domain that holds containers apart."
#       podSeLinux: "The pod sets `seLinuxOptions.{field}` to `{value}`. Its containers may leave the domain that holds them apart."
#       operatorSeLinux: "The resource asks its operator for `seLinuxOptions.{field}` `{value}`. The container may leave the domain that holds containers apart."
#       procMount: "Container `{container}` has `procMount: {value}`. It sees and may change parts of the kernel under `/proc` that are hidden otherwise."
#       operatorProcMount: "The resource asks its operator for `procMount: {value}`. The container then sees parts of the kernel under `/proc` that are hidden otherwise."
#       sysctl: "The sysctl `{value}` is not on the safe list of this Kubernetes version. It can change the machine for other systems too."
#       probeHost: "`{handler}` of container `{container}` calls the host `{value}`. With it the machine itself is made to call systems that the pod may not reach."
#   da:
#     title: "Containere kører med standardfilteret for systemkald"
#     why: "Uden filteret kan en hacket container udnytte fejl i kernen til at bryde ud og nå andre patientsystemer."
#     change: "Sæt seccompProfile.type: RuntimeDefault, og svæk ikke procMount, sysctls, AppArmor, SELinux eller host i prober."
#     notEvaluableWhen: "Kubelets standardprofil sættes uden for repositoriet. Registrér den, hvis resultatet hviler på den."
#     waivable: "Ja: En egen profil (Localhost) kan erstatte standardprofilen. Mangler profilen, kræves en plan."
#     messages:
#       seccompMissing: "Der er ingen seccomp-profil for containeren `{container}` eller dens pod. Sætter maskinen ikke selv en, må dens processer bruge alle kernens systemkald."
#       seccomp: "Containeren `{container}` har seccomp-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Dens processer må bruge systemkald, som filteret ville afvise."
#       podSeccomp: "Podden har seccomp-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Det gælder alle dens containere, der ikke selv angiver andet."
#       operatorSeccomp: "Ressourcen beder sin operator om seccomp-profilen `{value}`. Kun `RuntimeDefault` og `Localhost` bevarer filteret for systemkald."
#       seccompAnnotation: "Annotationen `{annotation}` sætter seccomp-profilen `{value}`. Til og med Kubernetes 1.26 fjerner den filteret for systemkald."
#       appArmor: "Containeren `{container}` har AppArmor-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Maskinen begrænser ikke længere, hvad den kan røre."
#       podAppArmor: "Podden har AppArmor-profilen `{value}` i stedet for `RuntimeDefault` eller `Localhost`. Det gælder alle dens containere, der ikke selv angiver andet."
#       operatorAppArmor: "Ressourcen beder sin operator om AppArmor-profilen `{value}`. Kun `RuntimeDefault` og `Localhost` bevarer maskinens begrænsninger."
#       appArmorAnnotation: "Annotationen `{annotation}` sætter AppArmor-profilen `{value}`. Kun `runtime/default` og `localhost/…` bevarer maskinens begrænsninger."
#       seLinux: "Containeren `{container}` sætter `seLinuxOptions.{field}` til `{value}`. Den kan forlade det domæne, der holder containere adskilt."
#       podSeLinux: "Podden sætter `seLinuxOptions.{field}` til `{value}`. Dens containere kan forlade det domæne, der holder dem adskilt."
#       operatorSeLinux: "Ressourcen beder sin operator om `seLinuxOptions.{field}` `{value}`. Containeren kan forlade det domæne, der holder containere adskilt."
#       procMount: "Containeren `{container}` har `procMount: {value}`. Den kan se og ændre dele af kernen under `/proc`, som ellers er skjult."
#       operatorProcMount: "Ressourcen beder sin operator om `procMount: {value}`. Containeren kan så se dele af kernen under `/proc`, som ellers er skjult."
#       sysctl: "Sysctl `{value}` er ikke på listen over sikre i denne Kubernetes-version. Den kan ændre maskinen for andre systemer."
#       probeHost: "`{handler}` i containeren `{container}` kalder værten `{value}`. Dermed kan maskinen selv bringes til at kalde systemer, som podden ikke må nå."
package tilsyn.controls.wkl_08

import data.tilsyn.controls.wkl_08.annotations
import data.tilsyn.controls.wkl_08.contexts
import data.tilsyn.controls.wkl_08.probes
import data.tilsyn.controls.wkl_08.sysctls
import data.tilsyn.lib.pods

examined := pods.examined

violations := ((contexts.violations | annotations.violations) | sysctls.violations) | probes.violations
