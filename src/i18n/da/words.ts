import type { WordTexts } from '../keys.ts';

export const words: WordTexts = {
  severity: { critical: 'Kritisk', high: 'Høj', medium: 'Middel', low: 'Lav' },
  grade: { critical: 'kritisk', high: 'høj', medium: 'middel', low: 'lav' },
  // *Det alvorligste fund* is neuter.
  severityOf: { critical: 'kritisk', high: 'højt', medium: 'middel', low: 'lavt' },
  outcome: {
    pass: 'opfyldt',
    fail: 'ikke opfyldt',
    'not-evaluable': 'kan ikke vurderes',
    attested: 'dokumenteret i registeret',
    'not-applicable': 'ikke relevant',
  },
  difference: { added: 'tilføjet', removed: 'fjernet', changed: 'ændret' },
  what: {
    'total-bytes': 'antallet af bytes i alle filer',
    'file-bytes': 'antallet af bytes i en fil',
    files: 'antallet af filer',
    'path-depth': 'mappernes dybde',
    'path-bytes': 'stiens længde',
    'path-problems': 'antallet af ubrugelige stier',
    'output-bytes': 'antallet af bytes i dens manifester',
    remote: 'noget, der ligger et andet sted',
    plugin: 'et plugin',
    missing: 'den findes ikke i repositoriet',
    symlink: 'den er et symbolsk link',
    'is-folder': 'den er en mappe',
    folder: 'mappen kan ikke læses',
    special: 'den er hverken en fil eller en mappe',
    submodule: 'den er et submodule',
    'path-not-utf8': 'dens navn er ikke UTF-8',
    'path-control-character': 'dens navn rummer kontroltegn',
    'path-outside': 'dens sti fører ud af repositoriet',
  },
  lack: {
    'not-allowed': {
      reason: '`remote.allow` i konfigurationen nævner ikke adressen',
      remedy: 'Tilføj adressen til `remote.allow` i `.github/tilsyn.yml` på base-grenen, eller læg indholdet i dette repository',
    },
    'not-locked': { reason: 'den står ikke i låsefilen', remedy: 'Kør `tilsyn lock`, og commit `.github/tilsyn.lock.yaml`' },
    offline: { reason: 'den er ikke i cachen, og intet må hentes', remedy: 'Kør det én gang med netværk' },
    unreachable: { reason: 'serveren svarede ikke som ventet', remedy: 'Kør tjekket igen' },
    unauthorised: {
      reason: 'serveren kræver et andet login',
      remedy: 'Angiv login til værten i `TILSYN_REMOTE_CREDENTIALS`, og nævn netop den adresse i `remote.allow` på base-grenen',
    },
    'not-found': { reason: 'serveren har den ikke', remedy: 'Ret navnet eller versionen, og kør `tilsyn lock`' },
    'address-refused': {
      reason: 'værten fører til en adresse, der ikke er offentlig',
      remedy: 'Angiv netværket i `TILSYN_REMOTE_NETWORKS` i workflowet, hvis det er jeres eget',
    },
    'redirect-refused': {
      reason: 'serveren viser videre til en adresse, som `remote.allow` ikke nævner',
      remedy: 'Tilføj den adresse til `remote.allow` i `.github/tilsyn.yml` på base-grenen',
    },
    'too-large': { reason: 'den er større, end der læses', remedy: 'Gennemgå den manuelt. Grænserne står i docs/remote-sources.md' },
    'archive-refused': {
      reason: 'arkivet rummer noget, som intet chart har brug for',
      remedy: 'Bed udgiveren pakke det igen uden links',
    },
    'digest-mismatch': {
      reason: 'indholdet er ikke det, der blev låst',
      remedy: 'Find ud af, hvem der har ændret det. Er det rigtigt, så kør `tilsyn lock --update`',
    },
    'other-content': {
      reason: 'den står for noget andet, end låsefilen siger',
      remedy: 'Find ud af, hvem der har skrevet linjen i låsefilen. Er kilden kommet videre, så kør `tilsyn lock --update`',
    },
    'not-understood': { reason: 'intet her kan læse serverens svar', remedy: 'Læg indholdet i dette repository' },
  },
  control: 'Kontrol',
  severityHead: 'Alvorlighed',
  result: 'Resultat',
  examined: 'Objekter',
  failed: 'Fund',
  waived: 'Dispensation',
  notEvaluable: 'Kan ikke vurderes',
};
