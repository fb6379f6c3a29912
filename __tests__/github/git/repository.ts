import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git, gitOnce, runGit } from './run.ts';

export const zeroSha = '0'.repeat(40);

/**
 * A bare repository that serves what GitHub serves: filtered fetches and any object by its id; refs of forks are hidden from the base repository.
 * Written by hand, as `git init` and a `git config` a line would be the slowest part of a test.
 */
export function createBareRepository(gitDir: string): void {
  for (const folder of ['objects', 'refs/heads']) mkdirSync(join(gitDir, folder), { recursive: true });
  writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(gitDir, 'config'), configuration);
}

const configuration = `[core]
	repositoryformatversion = 0
	bare = true
	logAllRefUpdates = false
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[http]
	receivepack = true
[transfer]
	hideRefs = refs/namespaces
[gc]
	auto = 0
`;

/** The commit a ref, a SHA or a shortened SHA names; undefined when there is none. */
export function resolveCommit(gitDir: string, name: string): string | undefined {
  return isBranch(name) ? readLooseRef(gitDir, name) : resolveObject(gitDir, `${name}^{commit}`);
}

function isBranch(name: string): boolean {
  return /^refs\/(?:namespaces\/[^/]+\/refs\/)?heads\//.test(name) && !name.includes('..');
}

/** Refs of the fake are never packed, so a branch is a file: reading it saves a process for each look. */
function readLooseRef(gitDir: string, name: string): string | undefined {
  try {
    return /^[0-9a-f]{40}$/m.exec(readFileSync(join(gitDir, name), 'utf8'))?.[0];
  } catch {
    return undefined;
  }
}

export function resolveObject(gitDir: string, expression: string): string | undefined {
  if (expression.startsWith('-')) return undefined;
  const found = runGit(gitDir, ['rev-parse', '--verify', '--quiet', '--end-of-options', expression]);
  return found.status === 0 ? found.stdout.toString('utf8').trim().split('\n').at(-1) : undefined;
}

export function objectType(gitDir: string, sha: string): string | undefined {
  const found = runGit(gitDir, ['cat-file', '-t', sha]);
  return found.status === 0 ? found.stdout.toString('utf8').trim() : undefined;
}

/** Refs are files here, written as such: a process each would be most of the time a push takes. */
export function updateRef(gitDir: string, ref: string, sha: string): void {
  const file = join(gitDir, ref);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${sha}\n`);
}

export function deleteRef(gitDir: string, ref: string): void {
  rmSync(join(gitDir, ref));
}

export function isRefName(ref: string): boolean {
  return gitOnce('', ['check-ref-format', ref]).status === 0;
}

/** Refs below a prefix with the object they stand at. */
export function listRefs(gitDir: string, prefix: string): { readonly ref: string; readonly sha: string; readonly type: string }[] {
  const text = git(gitDir, ['for-each-ref', '--format=%(refname) %(objectname) %(objecttype)', prefix]);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [ref = '', sha = '', type = ''] = line.split(' ');
      return { ref, sha, type };
    });
}

export function isAncestor(gitDir: string, ancestor: string, descendant: string): boolean {
  return gitOnce(gitDir, ['merge-base', '--is-ancestor', ancestor, descendant]).status === 0;
}

export function mergeBase(gitDir: string, a: string, b: string): string | undefined {
  const found = gitOnce(gitDir, ['merge-base', a, b]);
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/** The tree of `theirs` merged onto `ours`; undefined when the two conflict or share no history. */
export function mergeTrees(gitDir: string, ours: string, theirs: string): string | undefined {
  const done = runGit(gitDir, ['merge-tree', '--write-tree', '--no-messages', ours, theirs]);
  return done.status === 0 ? done.stdout.toString('utf8').trim() : undefined;
}
