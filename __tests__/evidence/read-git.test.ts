import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openCheckpoint, signCheckpoint } from '../../src/evidence/checkpoint.ts';
import { CHECKPOINT_PATH } from '../../src/evidence/layout.ts';
import { readBranchFromGit, readLogFromGit } from '../../src/evidence/read-git.ts';
import type { RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import { verifyLog } from '../../src/evidence/verify.ts';
import { appendToLog } from '../../src/evidence/writer.ts';
import { git, initBare, openGitStore } from './git-store.ts';
import { change, gap, logOf, NOW, ORIGIN, SIGNER } from './records.ts';

let repository = '';

beforeEach(async () => {
  repository = mkdtempSync(join(tmpdir(), 'tilsyn-log-'));
  initBare(repository);
  for (const content of [gap(1), gap(2), change(3)]) {
    const surroundings = { random: () => 0, sleep: () => Promise.resolve() };
    await appendToLog(openGitStore(repository), [sealRecord(content, SIGNER)], { origin: ORIGIN, signer: SIGNER }, surroundings);
  }
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe('the history of the log branch', () => {
  test('that only grew passes', async () => {
    expect(await historyOf('tilsyn-log')).toEqual({ name: 'history', status: 'ok', faults: [] });
  });

  test('with a merge in it does not', async () => {
    const merged = await commitTree('tilsyn-log^{tree}', ['tilsyn-log', 'tilsyn-log~1']);
    expect(await historyOf(merged)).toMatchObject({ status: 'failed', faults: [{ code: 'history-merge', params: { commit: merged } }] });
  });

  test('that was cut at its root does not', async () => {
    const orphan = await commitTree('tilsyn-log^{tree}', []);
    const child = await commitTree('tilsyn-log^{tree}', [orphan]);
    expect(await historyOf(child)).toMatchObject({ status: 'failed', faults: [{ params: { commit: child } }] });
  });

  test.each<[string, string, (path: string) => string, string]>([
    ['rewrote a record', 'records/000/000001', (path) => `M 100644 inline ${path}\ndata 1\nx\n`, 'history-rewritten'],
    ['deleted a record', 'records/000/000001', (path) => `D ${path}\n`, 'history-rewritten'],
    ['made a record a link', 'records/000/000001', (path) => `M 120000 inline ${path}\ndata 1\nx\n`, 'history-file-odd'],
    ['added a stranger', 'records/000/note.txt', (path) => `M 100644 inline ${path}\ndata 1\nx\n`, 'history-rewritten'],
    [
      'added a record that no line lists',
      'records/000/000003-abcdef012345.json',
      (path) => `M 100644 inline ${path}\ndata 1\nx\n`,
      'history-rewritten',
    ],
    ['rewrote the order', 'order/000.txt', (path) => `M 100644 inline ${path}\ndata 1\nx\n`, 'history-rewritten'],
    ['rewrote the README', 'README.md', (path) => `M 100644 inline ${path}\ndata 1\nx\n`, 'history-rewritten'],
  ])('in which somebody %s and put everything back does not', async (_, prefix, edit, code) => {
    const good = (await git(repository, ['rev-parse', 'tilsyn-log^{tree}'])).trim();
    const paths = (await git(repository, ['ls-tree', '-r', '--name-only', good])).split('\n');
    const path = paths.find((each) => each.startsWith(prefix)) ?? prefix;
    const bad = await importCommit('tilsyn-log', edit(path));
    const mended = await commitTree(good, [bad]);
    // The files alone tell nothing of it.
    expect(await historyOf(mended)).toMatchObject({ status: 'failed', faults: [{ code, params: { commit: bad }, path }] });
    const log = await readLogFromGit(repository, mended);
    expect(
      log.ok && verifyLog({ files: log.value.files, keys: [SIGNER], now: NOW }).checks.filter((check) => check.status === 'failed'),
    ).toEqual([]);
  });

  test('in which a line of the order was another for a while does not', async () => {
    const tile = await git(repository, ['cat-file', 'blob', 'tilsyn-log:order/000.txt']);
    const bad = await importCommit(
      'tilsyn-log',
      inline(
        'order/000.txt',
        tile.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ),
    );
    expect(await historyOf(await commitTree('tilsyn-log^{tree}', [bad]))).toMatchObject({
      faults: [{ code: 'history-rewritten', params: { commit: bad }, path: 'order/000.txt' }],
    });
  });

  test.each([
    ['another tree', () => Buffer.from(logOf([gap(1), gap(2), gap(9)]).get(CHECKPOINT_PATH) ?? '').toString()],
    ['another size', () => signCheckpoint({ origin: ORIGIN, size: 4, root: rootOf([gap(1), gap(2), change(3)]) }, SIGNER).toString()],
  ])('in which the checkpoint once signed %s does not', async (_, checkpoint) => {
    const bad = await importCommit('tilsyn-log', inline('checkpoint', checkpoint()));
    expect(await historyOf(await commitTree('tilsyn-log^{tree}', [bad]))).toMatchObject({
      faults: [{ params: { commit: bad }, path: 'checkpoint' }],
    });
  });
});

describe('reading a repository', () => {
  test('takes no other content for an object than its own, whatever a replacement says', async () => {
    const path = (await git(repository, ['ls-tree', '-r', '--name-only', 'tilsyn-log', 'records'])).split('\n')[0];
    const forged = (await git(repository, ['hash-object', '-w', '--stdin'], 'forged')).trim();
    await git(repository, ['replace', `tilsyn-log:${path}`, forged]);
    const log = await readLogFromGit(repository, 'tilsyn-log');
    expect(log.ok && Buffer.from(log.value.files.get(path ?? '') ?? '').toString()).toContain('payload');
  });

  test.each(['no-such-branch', '--output=/tmp/x', '-h', '', 'tilsyn-log:README.md'])('gives a fault for the ref "%s"', async (ref) => {
    expect(await readLogFromGit(repository, ref)).toMatchObject({ ok: false, fault: { code: 'git-failed' } });
    expect(await readBranchFromGit(repository, ref)).toMatchObject({ ok: false, fault: { code: 'git-failed' } });
  });

  test('gives a fault where there is none', async () => {
    expect(await readLogFromGit(join(repository, 'absent'), 'main')).toMatchObject({ ok: false, fault: { code: 'git-failed' } });
  });

  test.each([
    ['main', 'main'],
    ['refs/heads/main', 'main'],
    ['origin/release/2', 'release/2'],
    ['tag', undefined],
  ])('knows the branch that "%s" stands for', async (ref, name) => {
    const commit = await commitTree('tilsyn-log^{tree}', []);
    await git(repository, ['update-ref', 'refs/heads/main', commit]);
    await git(repository, ['config', 'remote.origin.url', 'https://example.invalid/']);
    await git(repository, ['update-ref', 'refs/remotes/origin/release/2', commit]);
    await git(repository, ['update-ref', 'refs/tags/tag', commit]);
    for (const [given, expected] of [
      [ref, name],
      [commit, undefined],
    ] as const) {
      const branch = await readBranchFromGit(repository, given);
      expect(branch.ok && branch.value.name).toBe(expected);
    }
  });

  test('gives the first-parent line of a branch, oldest first, and says when it is cut off', async () => {
    const side = await commitTree('tilsyn-log^{tree}', ['tilsyn-log~2']);
    const merge = await commitTree('tilsyn-log^{tree}', ['tilsyn-log', side]);
    const branch = await readBranchFromGit(repository, merge);
    const line = (await git(repository, ['rev-list', '--first-parent', '--reverse', merge])).trim().split('\n');
    expect(branch.ok && branch.value.commits.map((commit) => commit.sha)).toEqual(line);
    expect(branch.ok && branch.value.commits.at(-1)?.parents).toEqual([line[2], side]);
    expect(branch.ok && branch.value.shallow).toBe(false);
    await git(repository, ['update-ref', 'refs/heads/main', merge]);
    const clone = join(repository, 'clone');
    await git(repository, ['clone', '--quiet', '--bare', '--depth=1', '--branch=main', `file://${repository}`, clone]);
    expect(await readBranchFromGit(clone, 'main')).toMatchObject({ ok: true, value: { shallow: true, commits: [{ sha: merge }] } });
  });
});

async function historyOf(ref: string) {
  const log = await readLogFromGit(repository, ref);
  if (!log.ok) throw new Error(JSON.stringify(log.fault));
  const { checks } = verifyLog({ ...log.value, keys: [SIGNER], now: NOW });
  return checks.find((check) => check.name === 'history');
}

const IDENTITY = ['-c', 'user.name=x', '-c', 'user.email=x@example.invalid'];

async function commitTree(tree: string, parents: readonly string[]): Promise<string> {
  const args = [...IDENTITY, 'commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', 'by hand'];
  return (await git(repository, args)).trim();
}

async function importCommit(parent: string, edits: string): Promise<string> {
  const from = (await git(repository, ['rev-parse', parent])).trim();
  const commit = `commit refs/heads/by-hand\nmark :1\ncommitter x <x@example.invalid> now\ndata 1\nx\nfrom ${from}\n${edits}\nget-mark :1\n`;
  return (await git(repository, ['fast-import', '--quiet', '--force', '--date-format=now'], commit)).trim();
}

function inline(path: string, content: string): string {
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
}

function rootOf(contents: readonly RecordContent[]): Uint8Array {
  const checkpoint = openCheckpoint(logOf(contents).get(CHECKPOINT_PATH) ?? new Uint8Array(), [SIGNER]);
  if (!checkpoint.ok) throw new Error(checkpoint.fault.code);
  return checkpoint.value.root;
}
