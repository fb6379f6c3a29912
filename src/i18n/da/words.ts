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
    missing: 'den findes ikke i repositoriet',
    symlink: 'den er et symbolsk link',
    submodule: 'den er et submodule',
    'path-not-utf8': 'dens navn er ikke UTF-8',
    'path-control-character': 'dens navn rummer kontroltegn',
    'path-outside': 'dens sti fører ud af repositoriet',
  },
  control: 'Kontrol',
  severityHead: 'Alvorlighed',
  result: 'Resultat',
  examined: 'Objekter',
  failed: 'Fund',
  waived: 'Dispensation',
  notEvaluable: 'Kan ikke vurderes',
};
