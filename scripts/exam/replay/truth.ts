import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One render of one root on one side of a real change, as the native programs did it without network. */
export interface TrueRender {
  /** The replay. */
  readonly id: string;
  readonly repository: string;
  readonly side: 'base' | 'head';
  readonly commit: string;
  readonly type: 'helm' | 'kustomize';
  /** Folder. */
  readonly root: string;
  /** As it was typed. */
  readonly command: string;
  readonly ok: boolean;
  /** SHA-256 of what the program wrote, hex; of successful ones alone. */
  readonly sha256?: string;
  readonly objects?: number;
  /** The program's output differs from run to run. */
  readonly nondeterministic?: boolean;
  /** Why the program failed. */
  readonly blocked_by?: string;
}

interface Replay {
  readonly id: string;
  readonly repo: string;
}

export function readTruth(folder: string): readonly TrueRender[] {
  const repositories = new Map(readLines<Replay>(join(folder, 'replays.jsonl')).map(({ id, repo }) => [id, repo]));
  return readLines<Omit<TrueRender, 'repository'>>(join(folder, 'render-truth.jsonl')).map((row) => ({
    ...row,
    repository: repositories.get(row.id) ?? '',
  }));
}

function readLines<Row>(file: string): readonly Row[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}
