import type { Texts } from '../keys.ts';

export const lock: Texts['lock'] = {
  added: 'added: {source}, {resolved}',
  changed: 'changed: {source}, {resolved}',
  removed: 'removed: {source}',
  next: 'Next',
  current: '`{path}` is current.',
  stale: '`{path}` is not current: run `tilsyn lock`.',
  written: '`{path}` is written.',
};
