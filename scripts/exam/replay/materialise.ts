import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the clones lie that the replays are cut from: a folder `owner+name` each. */
export function mirrorOf(exams: string): string {
  return process.env.REPLAY_MIRROR ?? resolve(exams, '../../.mirror');
}

export function isMirrored(exams: string, repository: string): boolean {
  return existsSync(join(mirrorOf(exams), repository.replace('/', '+')));
}

/** Hands over the folder with `base/` and `head/` of a replay, and takes it away again. */
export async function withReplay<T>(exams: string, id: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tilsyn-replay-'));
  try {
    const env = { ...process.env, REPLAY_MIRROR: mirrorOf(exams) };
    const done = spawnSync('bash', [join(exams, 'replay/materialise.sh'), id, folder], { encoding: 'utf8', env });
    if (done.status !== 0) throw new Error(`${id}: ${done.stderr}`);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
