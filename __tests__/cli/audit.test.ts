import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { formatSignerKey, formatVerifierKey } from '../../src/evidence/key.ts';
import { openLocalStore } from '../../src/evidence/local-store.ts';
import { hashLeaf } from '../../src/evidence/merkle.ts';
import { checkInclusion } from '../../src/evidence/merkle-proof.ts';
import type { RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import { storeText } from '../../src/evidence/texts.ts';
import { appendToLog } from '../../src/evidence/writer.ts';
import { git, initBare } from '../evidence/git-store.ts';
import {
  anna,
  approvedBy,
  bo,
  change,
  consent,
  deployment,
  emergency,
  emergencyOf,
  emergencyReview,
  FINGERPRINT,
  ORIGIN,
  SIGNER,
  waiverEvent,
  waiverOf,
} from '../evidence/records.ts';
import { cli, runCommand } from './command-line.ts';

/** The audit as an auditor starts it: what is in the log comes out in full, in each form, and says whether it is everything. */

const KEY = formatVerifierKey(SIGNER);
const NOW = '2026-11-24T12:00:00Z';
const hostile = { id: 66, login: '=cmd|<script>alert(1)</script>' };

let folder = '';
let clone = '';
const commits: { readonly sha: string; readonly tree: string }[] = [];
const text = storeText('Patient 010203-4567 must not stand here', Buffer.alloc(32, 5));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-audit-'));
  clone = join(folder, 'clone.git');
  initBare(clone);
  for (const n of [1, 2, 3, 4]) commits.push(await commitMain(String(n)));
  const [one, two, three, four] = commits as [
    (typeof commits)[number],
    (typeof commits)[number],
    (typeof commits)[number],
    (typeof commits)[number],
  ];
  const used = { waivers: [{ id: waiverOf(100), expiresAt: '2026-12-01T00:00:00Z' }] };
  for (const content of [
    waiverEvent('requested', 100, 100, { reasonDigest: text.digest }),
    waiverEvent('granted-approval', 101, 100),
    consent(103),
    change(1, { merge: one, mergedAt: '2026-10-01T00:00:00Z', approvals: [approvedBy(bo, { at: '2026-09-30T00:00:00Z' })] }),
    change(2, { ...used, merge: two, approvals: [approvedBy(bo, { via: 'comment', sourceId: 103 })], evaluation: evaluationWith() }),
    // A change that its maker approved: the record says it counts, and recomputing says no.
    change(3, { merge: three, approvals: [approvedBy(anna)], mergedAt: '2026-11-20T11:00:00Z' }),
    emergency(7, { actor: hostile }),
    change(4, { merge: four, mergedAt: '2026-11-20T12:00:00Z', emergency: emergencyOf(7), mergedBy: hostile }),
    emergencyReview(8, 7),
    { kind: 'deployment', predicate: { ...deployment(1).predicate, merge: two } } as RecordContent,
  ])
    await append(content);
  await importCommit('tilsyn-texts', `M 100644 inline ${text.path}\ndata ${text.bytes.length}\n${Buffer.from(text.bytes).toString()}\n`);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an audit', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/audit.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv({ strict: false }).compile(schema);

  test('as data fits its schema and holds the period, whole and by the rules', () => {
    const { status, stdout } = audit('--format', 'json', '--branch', 'main', '--from', '2026-11-01', '--sample', '2');
    const document = JSON.parse(stdout);
    expect([validate(document), validate.errors ?? []]).toEqual([true, []]);
    expect(document.population.map(({ sha }: { sha: string }) => sha)).toEqual(commits.slice(1).map(({ sha }) => sha));
    expect(document.segregation.map(({ result }: { result: string }) => result)).toEqual(['separate', 'not-separate', 'separate']);
    expect(document.waivers).toMatchObject([{ id: waiverOf(100), state: 'granted', approvedBy: [bo], usedBy: [commits[1]?.sha] }]);
    expect(document.bypasses).toMatchObject([{ code: 'merged-in-emergency', sha: commits[3]?.sha, by: hostile }]);
    expect(document.emergencies).toMatchObject([{ id: emergencyOf(7), reviewedAt: '2026-11-21T09:30:00Z' }]);
    expect(document.population[0]).toMatchObject({ deployedTo: ['production'], approvers: [bo], newFindings: 1 });
    expect(document.coverage.filter(({ new: fresh }: { new: number }) => fresh > 0)).not.toEqual([]);
    expect(document.sample).toHaveLength(2);
    // The self-approved change makes the log fail, so nothing is called complete.
    expect([status, document.completeness.proved, document.completeness.verification]).toEqual([1, false, 'failed']);
  });

  test('without the branch does not claim to be everything', () => {
    const { stdout } = audit('--format', 'json', '--from', '2026-11-01', '--to', '2026-11-20T10:30:00Z');
    expect(JSON.parse(stdout).completeness.remarks.join(' ')).toContain('Give `--branch`');
    expect(JSON.parse(stdout).population).toHaveLength(1);
  });

  test.each([
    ['en', 'Segregation of duties', 'nobody else approved'],
    ['da', 'Funktionsadskillelse', 'ingen anden har godkendt'],
  ])('as a page in %s needs nothing else and runs nothing that a name brings', (language, title, result) => {
    const { stdout } = audit('--branch', 'main', '--from', '2026-11-01', '--language', language);
    expect(stdout).toContain(title);
    expect(stdout).toContain(result);
    expect(stdout).toContain('<svg');
    expect(stdout).not.toMatch(/<script|\b(?:src|href)=|url\(|@import/i);
    expect(stdout).toContain('&lt;script&gt;');
    // A commit and an instant as a page has room for them, and no column in which nothing stands.
    const [, , , four] = commits;
    expect(stdout).toContain(`<code title="${four?.sha}">${four?.sha.slice(0, 12)}</code>`);
    expect(stdout).toContain('<time datetime="2026-11-20T12:00:00Z" title="2026-11-20T12:00:00Z">2026-11-20 12:00</time>');
    expect(stdout).not.toMatch(/>(?:Corrected by|Rettet af)</);
  });

  test('as a spreadsheet runs no formula that a name brings', () => {
    const { stdout } = audit('--branch', 'main', '--from', '2026-11-01', '--format', 'csv', '--table', 'bypasses');
    expect(stdout.startsWith('\uFEFFRecord,What,Commit,When,By\r\n')).toBe(true);
    expect(stdout).toContain("'=cmd|");
  });

  test('hands out a bundle that other tools open and whose proofs lead to the checkpoint', () => {
    const file = join(folder, 'bundle.zip');
    audit('--branch', 'main', '--from', '2026-11-01', '--sample', '3', '--bundle', file, '--output', join(folder, 'page.html'));
    const out = join(folder, 'bundle');
    execFileSync('python3', [
      '-c',
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])',
      file,
      out,
    ]);
    const read = (path: string) => readFileSync(join(out, path));
    const root = Buffer.from(read('checkpoint').toString().split('\n')[2] ?? '', 'base64');
    const [index, size, leaf, ...hashes] = read('sample/000004/inclusion.txt').toString().trim().split('\n');
    const record = read('sample/000004/record.json');
    expect(leaf).toBe(`leaf ${hashLeaf(record).toString('base64')}`);
    const proof = hashes.map((hash) => Buffer.from(hash, 'base64'));
    expect(checkInclusion(hashLeaf(record), Number(index?.split(' ')[1]), Number(size?.split(' ')[1]), proof, root)).toBe(true);
    expect(read('sample/000004/related/000001-waiver/record.json').length).toBeGreaterThan(0);
    expect(read('sample/000004/related/000002-approval/record.json').length).toBeGreaterThan(0);
  });

  test.each([
    ['no beginning', [], /--from/],
    ['an end before the beginning', ['--from', '2026-11-02', '--to', '2026-11-01'], /`--to` must be later/],
    ['a table that is none', ['--from', '2026-11-02', '--table', 'waiver'], /`--table` cannot be `waiver`.*did you mean `waivers`/],
  ])('with %s ends with 2 and says what to do', (_, args, sentence) => {
    expect(runCommand(folder, ['audit', clone, '--key', KEY, ...args])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(sentence),
    });
  });
});

describe('erasing', () => {
  const erase = (...args: readonly string[]) => {
    // The key is a secret and comes by the environment alone.
    const env = { PATH: process.env.PATH, TILSYN_SIGNING_KEY: formatSignerKey(SIGNER) };
    return spawnSync(process.execPath, [cli, 'erase', '--clone', clone, '--now', NOW, ...args], { cwd: folder, encoding: 'utf8', env });
  };

  test('takes the words off their branch and its history, says so in the log, and can be repeated', async () => {
    expect(erase('0')).toMatchObject({ status: 0, stdout: expect.stringContaining('1 of 2 texts erased here; record 10 says so') });
    expect(await git(clone, ['log', '--format=%H', 'tilsyn-texts', '--', text.path])).toBe('');
    expect((await git(clone, ['rev-list', '--count', 'tilsyn-texts'])).trim()).toBe('1');
    const log = await git(clone, ['ls-tree', '-r', '--name-only', 'tilsyn-log', 'records']);
    expect(erase('0')).toMatchObject({ status: 0, stdout: expect.stringContaining('0 of 2 texts erased here; record 10 says so') });
    expect(await git(clone, ['ls-tree', '-r', '--name-only', 'tilsyn-log', 'records'])).toBe(log);
    const { stdout } = runCommand(folder, ['verify', clone, '--key', KEY, '--now', NOW]);
    expect(stdout).toMatch(/^holds +Corrections and deployments/m);
    expect(stdout).toMatch(/^holds +Each record is signed/m);
  });

  test.each([
    ['a record that is not there', ['99'], /no record `99`/],
    ['a record without words', ['4'], /points to no words/],
  ])('%s is refused', (_, args, sentence) => {
    expect(erase(...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(sentence) });
  });

  test('without the key is refused', () => {
    expect(runCommand(folder, ['erase', '0', '--clone', clone])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('TILSYN_SIGNING_KEY'),
    });
  });
});

function evaluationWith() {
  const { predicate } = change(1);
  if (!('evaluation' in predicate) || predicate.evaluation === undefined) throw new Error('a change is evaluated');
  const finding = { control: 'WKL-06', severity: 'high', status: 'fail', change: 'new' } as const;
  return { ...predicate.evaluation, findings: [{ ...finding, fingerprint: FINGERPRINT.replaceAll('f', 'e') }] };
}

function audit(...args: readonly string[]) {
  return runCommand(folder, ['audit', clone, '--key', KEY, '--now', NOW, ...args]);
}

async function append(content: RecordContent): Promise<void> {
  const surroundings = { random: () => 0, sleep: () => Promise.resolve() };
  await appendToLog(openLocalStore(clone, 'tilsyn-log'), [sealRecord(content, SIGNER)], { origin: ORIGIN, signer: SIGNER }, surroundings);
}

async function commitMain(words: string): Promise<{ readonly sha: string; readonly tree: string }> {
  await importCommit('main', `M 100644 inline file\ndata ${words.length}\n${words}\n`);
  const [sha = '', tree = ''] = (await git(clone, ['rev-parse', 'main', 'main^{tree}'])).trim().split('\n');
  return { sha, tree };
}

async function importCommit(branch: string, edit: string): Promise<void> {
  const tip = (await git(clone, ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`])).trim();
  const from = tip === '' ? '' : `from ${tip}\n`;
  await git(
    clone,
    ['fast-import', '--quiet'],
    `commit refs/heads/${branch}\ncommitter x <x@example.com> 1795000000 +0000\ndata 1\nx\n${from}${edit}`,
  );
}
