import { spawnSync } from 'node:child_process';
import { runGit } from '../../src/evidence/git.ts';
import { LOG_BRANCH } from '../../src/evidence/layout.ts';
import { openLocalStore } from '../../src/evidence/local-store.ts';
import type { LogStore } from '../../src/evidence/writer.ts';

/** A log store over a local bare repository. */
export function openGitStore(repository: string): LogStore {
  return openLocalStore(repository, LOG_BRANCH);
}

export async function git(repository: string, args: readonly string[], input: string | Uint8Array = ''): Promise<string> {
  const output = await runGit(repository, args, input);
  if (!output.ok) throw new Error(`git ${args.join(' ')}: ${output.fault.params.detail}`);
  return output.value.toString();
}

export function initBare(path: string): void {
  const { status, stderr } = spawnSync('git', ['init', '--quiet', '--bare', path]);
  if (status !== 0) throw new Error(stderr.toString());
}
