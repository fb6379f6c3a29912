import { bad, good, type Reading } from './fault.ts';
import { readObjects, runGit } from './git.ts';
import { CHECKPOINT_PATH, type LogFiles } from './layout.ts';
import type { BranchCommit, ProtectedBranch } from './verify/completeness.ts';
import type { LogChange, LogCommit } from './verify/history.ts';

export interface GitLog {
  readonly files: LogFiles;
  /** Commits of the log branch, oldest first. */
  readonly history: readonly LogCommit[];
}

/** Files and history of the log at `ref` in a local clone. */
export async function readLogFromGit(repository: string, ref: string): Promise<Reading<GitLog>> {
  const tip = await resolveCommit(repository, ref);
  if (!tip.ok) return tip;
  const files = await readTree(repository, tip.value);
  if (!files.ok) return files;
  const history = await readHistory(repository, tip.value);
  return history.ok ? good({ files: files.value, history: history.value }) : history;
}

/** The first-parent commits of the protected branch at `ref` in a local clone, oldest first, and the name of the branch where `ref` has one. */
export async function readBranchFromGit(repository: string, ref: string): Promise<Reading<ProtectedBranch>> {
  const tip = await resolveCommit(repository, ref);
  if (!tip.ok) return tip;
  const shallow = await runGit(repository, ['rev-parse', '--is-shallow-repository']);
  if (!shallow.ok) return shallow;
  const list = await runGit(repository, ['log', '--first-parent', '--reverse', '--no-show-signature', '--format=%H %T %P', tip.value]);
  if (!list.ok) return list;
  const commits = linesOf(list.value).map((line): BranchCommit => {
    const [sha = '', tree = '', ...parents] = line.trim().split(' ');
    return { sha, tree, parents };
  });
  const name = await nameBranch(repository, ref);
  return good({ commits, shallow: shallow.value.toString().trim() !== 'false', ...(name === undefined ? {} : { name }) });
}

/** `main`, `origin/main` and `HEAD` all stand for the branch `main`; a commit id stands for none. */
async function nameBranch(repository: string, ref: string): Promise<string | undefined> {
  const output = await runGit(repository, ['rev-parse', '--symbolic-full-name', '--end-of-options', ref]);
  const full = output.ok ? (output.value.toString().trim().split('\n').at(-1) ?? '') : '';
  if (full.startsWith('refs/heads/')) return full.slice('refs/heads/'.length);
  const remotes = await runGit(repository, ['remote']);
  const prefixes = remotes.ok ? linesOf(remotes.value).map((remote) => `refs/remotes/${remote}/`) : [];
  const prefix = prefixes.sort((a, b) => b.length - a.length).find((one) => full.startsWith(one));
  const name = prefix === undefined ? '' : full.slice(prefix.length);
  return name === '' || name === 'HEAD' ? undefined : name;
}

/** The commit's full id, so that no later argument can be mistaken for an option. */
async function resolveCommit(repository: string, ref: string): Promise<Reading<string>> {
  const output = await runGit(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const oid = output.ok ? output.value.toString().trim().split('\n').at(-1) : undefined;
  return oid !== undefined && /^[0-9a-f]{40,64}$/.test(oid) ? good(oid) : bad('git-failed', { detail: `${ref}: no such commit` });
}

async function readTree(repository: string, commit: string): Promise<Reading<LogFiles>> {
  const listing = await runGit(repository, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (!listing.ok) return listing;
  const entries = listing.value
    .toString()
    .split('\0')
    .flatMap((line) => {
      // What is not a blob (a submodule) has no bytes; its path stays and is found to be unlisted.
      const [, type, oid, path] = /^[0-7]{6} ([a-z]+) ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return oid !== undefined && path !== undefined ? [{ path, oid: type === 'blob' ? oid : null }] : [];
    });
  const objects = await readObjects(
    repository,
    entries.flatMap(({ oid }) => oid ?? []),
  );
  if (!objects.ok) return objects;
  return good(new Map(entries.map(({ path, oid }) => [path, objects.value.get(oid ?? '') ?? new Uint8Array()])));
}

async function readHistory(repository: string, tip: string): Promise<Reading<readonly LogCommit[]>> {
  const list = await runGit(repository, ['rev-list', '--topo-order', '--reverse', '--parents', tip]);
  if (!list.ok) return list;
  const commits = linesOf(list.value).map((line) => line.split(' '));
  const shas = commits.map(([sha = '']) => `${sha}\n`).join('');
  const raw = await runGit(repository, ['diff-tree', '--stdin', '-r', '--root', '-z', '--no-renames', '--no-abbrev', '--raw'], shas);
  if (!raw.ok) return raw;
  const changes = parseChanges(raw.value.toString());
  const wanted = [...changes.values()].flat().filter(isRead);
  const objects = await readObjects(
    repository,
    wanted.map((change) => change.oid),
  );
  if (!objects.ok) return objects;
  return good(
    commits.map(([sha = '', ...parents]) => ({
      sha,
      parents,
      changes: (changes.get(sha) ?? []).map((change) => withBytes(change, objects.value)),
    })),
  );
}

interface RawChange extends LogChange {
  readonly oid: string;
}

/** With `-z`, `diff-tree --stdin` writes a commit's id, then for each change its facts and its path, each ended by a zero byte. */
function parseChanges(raw: string): ReadonlyMap<string, readonly RawChange[]> {
  const changes = new Map<string, RawChange[]>();
  const pieces = raw.split('\0').values();
  let current: RawChange[] = [];
  for (const piece of pieces) {
    const [, mode, oid, status] = /^:[0-7]{6} ([0-7]{6}) [0-9a-f]+ ([0-9a-f]+) ([A-Z])/.exec(piece) ?? [];
    if (mode !== undefined && oid !== undefined && status !== undefined) {
      current.push({ status, mode, oid, path: pieces.next().value ?? '' });
    } else if (piece !== '') {
      current = [];
      changes.set(piece.trim(), current);
    }
  }
  return changes;
}

function isRead({ path, mode, status }: RawChange): boolean {
  return status !== 'D' && mode.startsWith('100') && (path === CHECKPOINT_PATH || path.startsWith('order/'));
}

function withBytes({ oid, ...change }: RawChange, objects: ReadonlyMap<string, Buffer>): LogChange {
  const bytes = objects.get(oid);
  return bytes === undefined ? change : { ...change, bytes };
}

function linesOf(output: Buffer): readonly string[] {
  return output
    .toString()
    .split('\n')
    .filter((line) => line !== '');
}
