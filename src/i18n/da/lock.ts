import type { Texts } from '../keys.ts';

export const lock: Texts['lock'] = {
  added: 'tilføjet: {source}, {resolved}',
  changed: 'ændret: {source}, {resolved}',
  removed: 'fjernet: {source}',
  next: 'Næste skridt',
  current: '`{path}` er ajour.',
  stale: '`{path}` er ikke ajour: kør `tilsyn lock`.',
  written: '`{path}` er skrevet.',
};
