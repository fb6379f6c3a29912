import type { InitTexts } from '../keys.ts';

export const init: InitTexts = {
  found: 'Fundet her: {kinds}; i alt {objects} objekter.',
  foundNothing: 'Her er intet fundet, som sættes i drift. Filerne skrives alligevel; den næste pull request viser, hvad der vurderes.',
  kinds: {
    plain: { one: '1 mappe med manifester', other: '{count} mapper med manifester' },
    kustomize: { one: '1 kustomization', other: '{count} kustomizations' },
    helm: { one: '1 chart', other: '{count} charts' },
    flux: { one: '1 udrulning med Flux', other: '{count} udrulninger med Flux' },
    argocd: { one: '1 udrulning med Argo CD', other: '{count} udrulninger med Argo CD' },
  },
  unrendered: {
    one: '1 sted kunne ikke renderes, eller ikke helt: `render --roots` siger hvilket og hvorfor. En ændring dér kan ikke vurderes og blokerer derfor.',
    other:
      '{count} steder kunne ikke renderes, eller ikke helt: `render --roots` siger hvilke og hvorfor. En ændring dér kan ikke vurderes og blokerer derfor.',
  },
  questions: {
    branch: 'Den gren, som pull requests går ind i',
    environment: 'Miljøet for alt her, som ingen mærkat nævner, f.eks. production; tomt, hvis der er flere',
    action: 'Den udgivelse, I har gennemgået, som ejer/navn@commit; tomt, hvis I udfylder den senere',
    overwrite: 'Skal den overskrives? (j/N)',
  },
  states: {
    new: 'ville blive skrevet',
    written: 'skrevet',
    same: 'er, som den skal være',
    kept: 'findes allerede og bliver, som den er',
    differs: 'er anderledes og er ikke rørt; `--overwrite` skriver den',
    blocked: 'noget, der hverken er en almindelig fil eller mappe, står i vejen, så den er ikke skrevet',
  },
  configuration: 'Kun det, der afviger fra standarden. Læses fra den beskyttede gren, aldrig fra en pull request.',
  charts: 'Der ligger values-filer ved charts. Angiv dem, der bruges, en post pr. release; ellers vurderes et chart med sine egne værdier.',
  registerHead:
    'Det, som manifester ikke kan vise, og som nogen står inde for. Fjern # foran en post, og udfyld den; før det tæller intet her. Se docs/register.md.',
  register: {
    locations: 'hvor klyngen og dens data står (PHY-01, PHY-03)',
    processors: 'hvem der behandler data for jer, efter hvilken aftale, og hvornår I sidst førte tilsyn med dem (SUP-04)',
    identityProvider: 'hvordan personalet logger ind (AUT-04, AUT-05)',
    roster: 'hvem der må have privilegerede rettigheder, og hvornår det sidst er gennemgået (AUT-15)',
    logStores: 'hvor logge ligger uden for rækkevidde af dem, der driver (LOG-06)',
    logSources: 'hvad der logges, og efter hvilket ur (LOG-08)',
    logReviews: 'hvem der har fulgt op på loggen, og hvornår (LFU-03)',
    logRequests: 'hvordan en dataansvarlig eller en patient får loggen (ALR-01)',
    incidentPlan: 'hvem der underretter om hvad til tiden, og hvornår det er øvet (INC-04)',
    benchmarks: 'rapporter fra kube-bench i dette repository (INC-05)',
    backupCopies: 'kopier, der ligger adskilt og ikke kan ændres (BAK-05)',
    restoreTests: 'gendannelser, der er afprøvet (BAK-06)',
  },
  stepsHead: 'Det, der mangler:',
  steps: {
    action:
      'Gennemgå en udgivelse af tilsyn, og sæt dens commit i stedet for nullerne efter `uses:` i workflowene. Før det kan de ikke starte.',
    keys: 'Lav nøglerne til ændringsloggen: `keygen --name` med jeres eget navn, f.eks. tilsyn.example.org.',
    environment:
      'GitHub, Settings, Environments: Opret `tilsyn-evidence`, lad kun grenen `{branch}` bruge det, og tilføj hemmeligheden `TILSYN_SIGNING_KEY`. Settings, Secrets and variables, Actions, Variables: Tilføj `TILSYN_VERIFIER_KEY`.',
    merge:
      'Merge filerne ind i `{branch}` med en pull request. GitHub tager workflowene derfra, så den første pull request derefter er den første, der vurderes.',
    required:
      'Settings, Rules, Rulesets, New branch ruleset: Vælg grenen `{branch}`, slå `Require a pull request before merging`, `Block force pushes` og `Require status checks to pass` til, og tilføj tjekket `tilsyn`. Bruger I en GitHub App, så vælg den som kilde; med enhver anden kilde kan hvert workflow her skrive et tjek med det navn.',
    queue: 'Med merge queue: `Require merge queue` i samme ruleset. Review-workflowet svarer for dens grupper.',
    log: 'Endnu et ruleset for grenene `tilsyn-log` og `tilsyn-texts`: Begræns ændring og sletning, og lad kun den GitHub App, der kører tilsyn, gå uden om det. Slå `Block force pushes` til for `tilsyn-log`.',
    owners: 'Angiv ejere af konfigurationen under `owners:`; ellers er alle med maintain eller admin det.',
    register: 'Udfyld `compliance/register.yaml`. Indtil da kan det, som ingen står inde for, ikke vurderes, og det blokerer intet.',
  },
};
