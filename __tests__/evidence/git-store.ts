import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readObjects, runGit } from '../../src/evidence/git.ts';
import { LOG_BRANCH, type LogFiles } from '../../src/evidence/layout.ts';
import type { Addition } from '../../src/evidence/log.ts';
import type { CommitOutcome, LogStore } from '../../src/evidence/writer.ts';

const REF = `refs/heads/${LOG_BRANCH}`;
const NOTHING = '0'.repeat(40);

/** A log store over a local bare repository: real commits, and git's own compare and set on the ref. */
export function openGitStore(repository: string): LogStore {
  return {
    async readTip() {
      const oid = (await git(repository, ['for-each-ref', '--format=%(objectname)', REF])).trim();
      return oid === '' ? null : { oid, readFiles: (paths) => readFiles(repository, oid, paths) };
    },
    bootstrap: (additions, message) => commit(repository, NOTHING, additions, message),
    commit: (expected, additions, message) => commit(repository, expected, additions, message),
  };
}

async function readFiles(repository: string, commit: string, paths: readonly string[]): Promise<LogFiles> {
  const listing = await git(repository, ['ls-tree', '-z', commit, ...paths]);
  const found = [...listing.matchAll(/ blob ([0-9a-f]+)\t([^\0]+)\0/g)].map(([, oid = '', path = '']) => ({ oid, path }));
  const objects = await readObjects(
    repository,
    found.map(({ oid }) => oid),
  );
  if (!objects.ok) throw new Error(String(objects.fault.params.detail));
  return new Map(found.map(({ oid, path }) => [path, objects.value.get(oid) ?? new Uint8Array()]));
}

/** Objects first, under a ref of their own; then one atomic move of the branch, which fails when somebody else has moved it. */
async function commit(repository: string, expected: string, additions: readonly Addition[], message: string): Promise<CommitOutcome> {
  const own = `refs/tilsyn/${randomBytes(8).toString('hex')}`;
  const stream = [
    Buffer.from(`commit ${own}\nmark :1\ncommitter tilsyn <tilsyn@example.invalid> now\n${data(message)}`),
    ...(expected === NOTHING ? [] : [Buffer.from(`from ${expected}\n`)]),
    ...additions.flatMap(({ path, bytes }) => [Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')]),
    Buffer.from('\nget-mark :1\n'),
  ];
  const oid = (await git(repository, ['fast-import', '--quiet', '--date-format=now'], Buffer.concat(stream))).trim();
  const moved = await runGit(repository, ['update-ref', '--stdin'], `update ${REF} ${oid} ${expected}\ndelete ${own} ${oid}\n`);
  if (moved.ok) return 'ok';
  if (/cannot lock ref/.test(String(moved.fault.params.detail))) return 'stale';
  throw new Error(String(moved.fault.params.detail));
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

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
