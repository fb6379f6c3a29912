import { randomBytes } from 'node:crypto';
import type { Reading } from './fault.ts';
import { readObjects, runGit } from './git.ts';
import type { LogFiles } from './layout.ts';
import type { Addition } from './log.ts';
import type { CommitOutcome, LogStore } from './writer.ts';

const NOTHING = '0'.repeat(40);
// Whoever runs this is nobody's business in the log: a signature says which key wrote, and nothing here could prove a name.
const COMMITTER = 'committer tilsyn <tilsyn@users.noreply.invalid> now';

/** The log on a branch of a local repository: real commits, and git's own compare and set on the ref. What git refuses otherwise throws. */
export function openLocalStore(repository: string, branch: string): LogStore {
  const ref = `refs/heads/${branch}`;
  return {
    async readTip() {
      const oid = (await ask(repository, ['for-each-ref', '--format=%(objectname)', ref])).toString().trim();
      return oid === '' ? null : { oid, readFiles: (paths) => readFiles(repository, oid, paths) };
    },
    bootstrap: (additions, message) => commit(repository, ref, NOTHING, additions, message),
    commit: (expected, additions, message) => commit(repository, ref, expected, additions, message),
  };
}

/** A branch anew from one parentless commit with these files, given by path and object id; the history that it had is no longer on it. */
export async function replaceBranch(
  repository: string,
  branch: string,
  files: ReadonlyMap<string, string>,
  message: string,
): Promise<void> {
  const before = (await ask(repository, ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`])).toString().trim() || NOTHING;
  const lines = [...files].map(([path, oid]) => `M 100644 ${oid} ${path}\n`).join('');
  await moveTo(repository, `refs/heads/${branch}`, before, [Buffer.from(lines)], '', message);
}

async function readFiles(repository: string, commit: string, paths: readonly string[]): Promise<LogFiles> {
  const listing = (await ask(repository, ['ls-tree', '-z', commit, ...paths])).toString();
  const found = [...listing.matchAll(/ blob ([0-9a-f]+)\t([^\0]+)\0/g)].map(([, oid = '', path = '']) => ({ oid, path }));
  const objects = unwrap(
    await readObjects(
      repository,
      found.map(({ oid }) => oid),
    ),
  );
  return new Map(found.map(({ oid, path }) => [path, objects.get(oid) ?? new Uint8Array()]));
}

function commit(
  repository: string,
  ref: string,
  expected: string,
  additions: readonly Addition[],
  message: string,
): Promise<CommitOutcome> {
  const files = additions.flatMap(({ path, bytes }) => [
    Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from('\n'),
  ]);
  return moveTo(repository, ref, expected, files, expected === NOTHING ? '' : `from ${expected}\n`, message);
}

/** Objects first, under a ref of their own; then one atomic move of the branch, which fails when somebody else has moved it. */
async function moveTo(
  repository: string,
  ref: string,
  expected: string,
  files: readonly Uint8Array[],
  from: string,
  message: string,
): Promise<CommitOutcome> {
  const own = `refs/tilsyn/${randomBytes(8).toString('hex')}`;
  const head = `commit ${own}\nmark :1\n${COMMITTER}\ndata ${Buffer.byteLength(message)}\n${message}\n${from}`;
  const stream = Buffer.concat([Buffer.from(head), ...files, Buffer.from('\nget-mark :1\n')]);
  const oid = (await ask(repository, ['fast-import', '--quiet', '--date-format=now'], stream)).toString().trim();
  const moved = await runGit(repository, ['update-ref', '--stdin'], `update ${ref} ${oid} ${expected}\ndelete ${own} ${oid}\n`);
  if (moved.ok) return 'ok';
  if (/cannot lock ref/.test(String(moved.fault.params.detail))) return 'stale';
  throw new Error(String(moved.fault.params.detail));
}

async function ask(repository: string, args: readonly string[], input: string | Uint8Array = ''): Promise<Buffer> {
  return unwrap(await runGit(repository, args, input));
}

function unwrap<T>(reading: Reading<T>): T {
  if (reading.ok) return reading.value;
  throw new Error(String(reading.fault.params.detail ?? reading.fault.code));
}
