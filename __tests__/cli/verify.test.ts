import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { formatSignerKey, formatVerifierKey, signerKey } from '../../src/evidence/key.ts';
import type { RecordContent } from '../../src/evidence/record.ts';
import { sealRecord } from '../../src/evidence/seal.ts';
import { appendToLog } from '../../src/evidence/writer.ts';
import { git, initBare, openGitStore } from '../evidence/git-store.ts';
import { change, fiveRecords, ORIGIN, SIGNER, waiverOf } from '../evidence/records.ts';
import { type Ended, runCommand } from './command-line.ts';

/** The verifier as an auditor starts it, on a clone with a log of five records, the last of them a push past the rules. */

const KEY = formatVerifierKey(SIGNER);
const NOW = '2026-11-24T12:00:00Z';

let folder = '';
let clone = '';
let sound = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-verify-'));
  clone = join(folder, 'clone.git');
  initBare(clone);
  const commits = [await commitMain('one'), await commitMain('two')];
  const [one, two] = commits.map((sha) => ({ sha: sha.commit, tree: sha.tree }));
  if (one === undefined || two === undefined) throw new Error('two commits were made');
  const waivers = [{ id: waiverOf(100), expiresAt: '2026-12-01T00:00:00Z' }];
  const records = [...fiveRecords().slice(0, 3), change(1, { merge: one, waivers }), push(two)];
  for (const record of records) await append(record);
  sound = (await git(clone, ['rev-parse', 'tilsyn-log'])).trim();
  writeFileSync(join(folder, 'checkpoint'), await git(clone, ['cat-file', 'blob', 'tilsyn-log:checkpoint']));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await git(clone, ['update-ref', 'refs/heads/tilsyn-log', sound]);
});

describe('a sound log', () => {
  test('with all that it takes is verified', () => {
    const { status, stdout } = verify('--branch', 'main', '--checkpoint', join(folder, 'checkpoint'));
    expect(stdout).toContain('Verified. No fault in 5 records.');
    expect(stdout).not.toMatch(/^(fails|not proved)/m);
    expect(status).toBe(0);
  });

  test('says what came past the rules, though that is no fault', () => {
    expect(verify('--branch', 'main').stdout).toMatch(/^noted .*\n +Record 4, `records.*`: Commit `[0-9a-f]{40}` was pushed/m);
  });

  test.each([
    ['en', /^not proved .*\n.*Give `--branch`/m, /^not proved .*\n.*Give `--checkpoint`/m, 'not everything is proved.'],
    ['da', /^ikke bevist .*\n.*med `--branch`/m, /^ikke bevist .*\n.*`--checkpoint`/m, 'ikke alt er bevist.'],
  ])('says in %s what it could not prove and what to hand in', (language, branch, checkpoint, end) => {
    const { status, stdout } = verify('--language', language);
    expect(stdout).toMatch(branch);
    expect(stdout).toMatch(checkpoint);
    expect([status, stdout]).toEqual([0, expect.stringContaining(end)]);
  });

  test('is the same text for the same instant', () => {
    expect(verify().stdout).toBe(verify().stdout);
  });

  test('with a key of no log asks whose log it should be, and takes the number for an answer', async () => {
    const other = signerKey('tilsyn.example.org', Buffer.alloc(32, 9));
    await git(clone, ['update-ref', '-d', 'refs/heads/tilsyn-log']);
    for (const record of fiveRecords()) await append(record, other);
    const run = (...args: string[]) => runCommand(folder, ['verify', clone, '--key', formatVerifierKey(other), '--now', NOW, ...args]);
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^not proved .*\n.*Give `--repository-id`/m) });
    expect(run('--repository-id', '4711').stdout).not.toContain('--repository-id');
    expect(run('--repository-id', '4712')).toMatchObject({ status: 1, stdout: expect.stringContaining('another log') });
  });

  test('whose branch was given and proves nothing is no success', async () => {
    await git(clone, ['update-ref', '-d', 'refs/heads/tilsyn-log']);
    for (const record of fiveRecords().slice(0, 2)) await append(record);
    expect(verify('--branch', 'main')).toMatchObject({ status: 2, stdout: expect.stringContaining('No change is recorded yet') });
  });
});

describe('a log that was verified before', () => {
  test('is looked at from there on, and that is said', async () => {
    const earlier = join(folder, 'earlier');
    writeFileSync(earlier, await git(clone, ['cat-file', 'blob', 'tilsyn-log~1:checkpoint']));
    const { status, stdout } = verify('--branch', 'main', '--since', earlier);
    expect([status, stdout]).toEqual([0, expect.stringContaining('The rules were looked at from record 4 on.')]);
    expect(stdout).toMatch(/^holds +Nothing that was seen before is gone or altered/m);
    await git(clone, ['update-ref', 'refs/heads/tilsyn-log', `${sound}~2`]);
    expect(verify('--since', earlier)).toMatchObject({ status: 1, stdout: expect.stringContaining('The log was cut short') });
  });

  test('with several keys and branches takes them all', async () => {
    const other = formatVerifierKey(signerKey(ORIGIN, Buffer.alloc(32, 8)));
    await git(clone, ['update-ref', 'refs/heads/release', 'main']);
    const { status, stdout } = verify('--key', other, '--branch', 'main', '--branch', 'release');
    await git(clone, ['update-ref', '-d', 'refs/heads/release']);
    expect([status, stdout]).toEqual([2, expect.stringContaining('The log has no change of branch `release`.')]);
  });
});

describe('a log that was tampered with', () => {
  test.each<[string, number, (path: string) => string, RegExp]>([
    [
      'altered',
      3,
      (path) => `M 100644 inline ${path}\ndata 2\nx\n\n`,
      /First bad entry: Record 3, `records\/000\/000003-[0-9a-f]{12}\.json`: /,
    ],
    ['deleted', 1, (path) => `D ${path}\n`, /First bad entry: Record 1: The record is missing\./],
    ['a link', 2, (path) => `M 120000 inline ${path}\ndata 1\nx\n`, /First bad entry: Record 2, /],
  ])('has record %s and names it', async (_, position, edit, sentence) => {
    await tamper(edit(await recordAt(position)));
    const { status, stdout } = verify();
    expect([status, stdout]).toEqual([1, expect.stringMatching(sentence)]);
    expect(stdout).toContain('The log does not verify.');
  });

  test.each([
    ['README.md', 'says what the log is'],
    ['checkpoint', 'not a signed note'],
    ['order/000.txt', 'of the order cannot be read'],
    ['records/000/note.txt', 'A log has no such file'],
  ])('has another %s', async (path, sentence) => {
    await tamper(`M 100644 inline ${path}\ndata 2\nx\n\n`);
    expect(verify()).toMatchObject({ status: 1, stdout: expect.stringContaining(sentence) });
  });

  test('has a file whose name would write to the terminal, and the name is shown inert', async () => {
    await tamper('M 100644 inline "records/\\033[2Jok\\nVerified."\ndata 2\nx\n\n');
    const { status, stdout } = verify();
    expect([status, /[\p{Cc}\p{Cf}]/u.test(stdout.replaceAll('\n', ''))]).toEqual([1, false]);
    expect(stdout).not.toMatch(/^Verified/m);
  });

  test('was cut short, which only an earlier checkpoint shows', async () => {
    await git(clone, ['update-ref', 'refs/heads/tilsyn-log', `${sound}~1`]);
    expect(verify().status).toBe(0);
    const { status, stdout } = verify('--checkpoint', join(folder, 'checkpoint'));
    expect(status).toBe(1);
    expect(stdout).toContain('The log was cut short: it has 4 records, and the earlier checkpoint vouches for 5.');
  });

  test('lacks a change of the protected branch', async () => {
    const before = (await git(clone, ['rev-parse', 'main'])).trim();
    const { commit } = await commitMain('three');
    const ended = verify('--branch', 'main', '--language', 'da');
    await git(clone, ['update-ref', 'refs/heads/main', before]);
    expect(ended).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(`Commit \`${commit}\` ligger på den beskyttede gren og har ingen post.`),
    });
  });

  test('is signed by somebody else', () => {
    const stranger = formatVerifierKey(signerKey(ORIGIN, Buffer.alloc(32, 8)));
    const { status, stdout } = runCommand(folder, ['verify', clone, '--key', stranger, '--now', NOW]);
    expect([status, stdout]).toEqual([1, expect.stringContaining('which is not a key that you gave')]);
  });

  test('speaks of the future of the instant that was named', () => {
    expect(runCommand(folder, ['verify', clone, '--key', KEY, '--now', '2026-11-20'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('which is after'),
    });
  });
});

describe('the JSON form', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/verification.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv({ strict: false }).compile(schema);

  test('fits its schema and says what the text says', async () => {
    const good = JSON.parse(verify('--format', 'json').stdout);
    await tamper(`D ${await recordAt(1)}\n`);
    const ended = verify('--format', 'json', '--language', 'da');
    const bad = JSON.parse(ended.stdout);
    for (const document of [good, bad]) expect([validate(document), validate.errors ?? []]).toEqual([true, []]);
    expect(good).toMatchObject({
      schema: 'tilsyn.verification/v1',
      status: 'unproved',
      exit: 0,
      records: 5,
      at: '2026-11-24T12:00:00.000Z',
    });
    expect(good.checkpoint).toMatchObject({ origin: ORIGIN, size: 5 });
    expect([ended.status, bad.exit, bad.status]).toEqual([1, 1, 'failed']);
    expect(bad.firstBad).toMatchObject({ code: 'record-missing', position: 1, params: {}, sentence: 'The record is missing.' });
  });

  test('keeps hostile names as values and prints none of them raw', async () => {
    await tamper('M 100644 inline "records/\\302\\233\\342\\200\\256x"\ndata 2\nx\n\n');
    const { stdout } = verify('--format', 'json');
    expect(stdout).not.toMatch(/[\u009b\u202e]/);
    const faults = JSON.parse(stdout).checks.flatMap((check: { faults: { path?: string }[] }) => check.faults);
    expect(faults).toContainEqual(expect.objectContaining({ code: 'file-unlisted', path: 'records/\u009b\u202ex' }));
  });
});

describe('a wrong command line', () => {
  test.each<[string, () => string[], RegExp]>([
    ['no key', () => [], /--key/],
    ['a bad key', () => ['--key', 'name+0000'], /`--key` is not a verifier key.*joined by plus signs/],
    ['a key with a wrong id', () => ['--key', KEY.replace(/\+[0-9a-f]{8}\+/, '+00000000+')], /`--key`.*its id does not fit/],
    ['a signing key', () => ['--key', formatSignerKey(SIGNER)], /`--key` is a signing key/],
    ['a branch that is missing', () => ['--key', KEY, '--branch', 'mian'], /`--branch`: `mian` cannot be read/],
    ['a clone without a branch', () => ['--key', KEY, '--branch-repo', '.'], /`--branch-repo` needs `--branch`/],
    ['a log that is missing', () => ['--key', KEY, '--log', 'nolog'], /`nolog`.*`--log`/],
    ['a number of changes that is none', () => ['--key', KEY, '--re-render', 'all'], /`--re-render` cannot be `all`/],
    ['a clone without files to judge', () => ['--key', KEY, '--re-render'], /`--re-render` needs a clone with its files/],
    ['a checkpoint that is missing', () => ['--key', KEY, '--checkpoint', 'nofile'], /`--checkpoint`: `nofile` cannot be read/],
    ['a number that is none', () => ['--key', KEY, '--repository-id', 'journal'], /`--repository-id` cannot be `journal`/],
    ['an option that is misspelt', () => ['--key', KEY, '--barnch', 'main'], /--barnch.*\n.*--branch/],
  ])('%s ends with 2 and says what to do', (_, args, sentence) => {
    expect(runCommand(folder, ['verify', clone, ...args()])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(sentence),
    });
  });

  test('that gives a signing key does not repeat it', () => {
    const secret = formatSignerKey(SIGNER);
    expect(runCommand(folder, ['verify', clone, '--key', secret]).stderr).not.toContain(secret.slice(-20));
  });

  test('that names a folder without a repository ends with 2', () => {
    expect(runCommand(folder, ['verify', tmpdir(), '--key', KEY]).status).toBe(2);
  });
});

/** A commit that came without a pull request. */
function push(merge: { readonly sha: string; readonly tree: string }): RecordContent {
  const record = change(2, { merge, directPush: true, approvalsNeeded: 0, approvals: [] });
  if (record.kind !== 'change') throw new Error('a change is a change');
  const { pullRequest: _, ...predicate } = record.predicate;
  return { kind: 'change', predicate };
}

function verify(...args: readonly string[]): Ended {
  return runCommand(folder, ['verify', clone, '--key', KEY, '--now', NOW, ...args]);
}

async function append(record: RecordContent, signer = SIGNER): Promise<void> {
  const surroundings = { random: () => 0, sleep: () => Promise.resolve() };
  const { status } = await appendToLog(openGitStore(clone), [sealRecord(record, signer)], { origin: ORIGIN, signer }, surroundings);
  if (status !== 'appended') throw new Error(status);
}

/** A commit on the protected branch that changes one file. */
async function commitMain(text: string): Promise<{ readonly commit: string; readonly tree: string }> {
  await importCommit('main', `M 100644 inline file\ndata ${text.length}\n${text}\n`);
  const [commit = '', tree = ''] = (await git(clone, ['rev-parse', 'main', 'main^{tree}'])).trim().split('\n');
  return { commit, tree };
}

async function tamper(edit: string): Promise<void> {
  await importCommit('tilsyn-log', edit);
}

async function importCommit(branch: string, edit: string): Promise<void> {
  const tip = (await git(clone, ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`])).trim();
  const from = tip === '' ? '' : `from ${tip}\n`;
  await git(
    clone,
    ['fast-import', '--quiet', '--force'],
    `commit refs/heads/${branch}\ncommitter x <x@example.com> 1795000000 +0000\ndata 1\nx\n${from}${edit}`,
  );
}

async function recordAt(position: number): Promise<string> {
  const paths = (await git(clone, ['ls-tree', '-r', '--name-only', 'tilsyn-log'])).split('\n');
  return paths.filter((path) => path.startsWith('records/'))[position] ?? '';
}
