import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { PlannedFile } from './planned-files.ts';

/** How a planned file stands to what is there. `blocked`: something that is no plain folder or file is in the way, such as a link to elsewhere. */
export type Standing = { readonly state: 'new' | 'same' | 'kept' | 'blocked' } | { readonly state: 'differs'; readonly difference: string };

export function compareWithDisk(folder: string, { path, text, keep }: PlannedFile): Standing {
  const steps = path.split('/');
  for (let depth = 1; depth <= steps.length; depth++) {
    const facts = lstatSync(join(folder, ...steps.slice(0, depth)), { throwIfNoEntry: false });
    if (facts === undefined) return { state: 'new' };
    const isLast = depth === steps.length;
    if (isLast ? !facts.isFile() : !facts.isDirectory()) return { state: 'blocked' };
  }
  const there = readFileSync(join(folder, path), 'utf8');
  if (there === text) return { state: 'same' };
  return keep
    ? { state: 'kept' }
    : { state: 'differs', difference: createTwoFilesPatch(path, path, there, text, undefined, undefined, { context: 3 }) };
}

export function place(folder: string, { path, text }: PlannedFile): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
