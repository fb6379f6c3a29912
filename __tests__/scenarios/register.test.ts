import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

/** The clinic's register through the built command line: what is vouched for, what is missing, and what a change may do to it. */
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const clinic = (JSON.parse(readFileSync(fileURLToPath(new URL('../../dist/clinic.json', import.meta.url)), 'utf8')) as Clinic).base;
interface Clinic {
  readonly base: Readonly<Record<string, string>>;
}

const path = 'compliance/register.yaml';
const today = '2026-11-24T08:00:00Z';
const afterTheCertificate = '2028-03-10T00:00:00Z';
const register = clinic[path] ?? '';
const sound = 'apiVersion: v1\nkind: Service\nmetadata: {name: journal, namespace: journal}\n';
const kept = Object.fromEntries(Object.entries(clinic).filter(([name]) => name.startsWith('compliance/')));
const withoutCertificate = register.replace(/ {4}certificate:\n(?: {6}.*\n)+/, '');

interface Result {
  readonly exit: number | null;
  readonly text: string;
  readonly result: (control: string) => { readonly result: string; readonly reason?: string; readonly attestation?: object } | undefined;
  /** `row outcome control` of everything that the gate said of a control. */
  readonly said: (control: string) => readonly string[];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-register-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder', () => {
  test('with a certificate is attested until its last day, and never passed', () => {
    write({ 'a.yaml': sound, ...kept });
    const { exit, text, result } = check(today);
    expect(result('PHY-01')).toMatchObject({
      result: 'attested',
      attestation: { entries: ['aarhus-2'], until: '2028-03-09', soon: false },
    });
    expect(exit).toBe(0);
    expect(text).toContain('PHY-01: `aarhus-2`, until 9 March 2028.');
    expect(check('2028-03-09T23:59:59Z').result('PHY-01')?.result).toBe('attested');
  });

  test('says it in Danish', () => {
    write({ 'a.yaml': sound, ...kept });
    expect(run('check', '.', '--now', today, '--language', 'da').stdout).toContain('PHY-01: `aarhus-2`, til og med den 9. marts 2028.');
  });

  test('without the certificate cannot be evaluated, and is not held up', () => {
    write({ 'a.yaml': sound, ...kept, [path]: withoutCertificate });
    const { exit, result, said } = check(today);
    expect(result('PHY-01')).toMatchObject({
      result: 'not-evaluable',
      reason: 'No certificate is registered for the location `aarhus-2`.',
    });
    expect([exit, said('PHY-01')]).toEqual([0, ['13 shown']]);
  });

  test('with a certificate that has run out is told so, and not held up', () => {
    write({ 'a.yaml': sound, ...kept });
    const { exit, result, said } = check(afterTheCertificate);
    expect(result('PHY-01')).toMatchObject({ result: 'fail' });
    expect([exit, said('PHY-01')]).toEqual([0, ['14 shown']]);
  });

  test('without a register is told so once', () => {
    write({ 'a.yaml': sound });
    const { exit, text, result } = check(today);
    expect(result('PHY-01')).toMatchObject({ result: 'not-evaluable', reason: 'There is no register at `compliance/register.yaml`.' });
    expect([exit, text.match(/There is no register/g)?.length]).toEqual([0, 1]);
  });

  test('without a register is held up where one is required', () => {
    write({ 'a.yaml': sound, '.github/tilsyn.yml': 'register: {required: true}\n' });
    const { exit, said } = check(today);
    expect([exit, said('PHY-01')]).toEqual([1, ['13 blocks']]);
  });

  test('with a broken register could not be decided', () => {
    write({ 'a.yaml': sound, ...kept, [path]: register.replace('validUntil: 2028-03-09', 'validUntil: 2028-02-30') });
    const { status, stdout } = run('check', '.', '--now', today);
    const line = register.split('\n').findIndex((text) => text.includes('validUntil')) + 1;
    expect([status, stdout]).toEqual([2, expect.stringContaining(`line ${line}`)]);
  });
});

describe('a change', () => {
  beforeEach(() => {
    git('init', '--quiet', '--initial-branch=main');
    commit({ 'a.yaml': sound, ...kept });
    git('switch', '--quiet', '--create', 'change');
  });

  test('that leaves the register alone is not held up by what has run out', () => {
    commit({ 'b.yaml': sound.replace('name: journal', 'name: booking') });
    const { exit, said } = review(afterTheCertificate);
    expect([exit, said('PHY-01')]).toEqual([0, ['14 shown']]);
  });

  test('that touches the register must mend what has run out', () => {
    commit({ [path]: `${register}# a note\n` });
    expect(review(afterTheCertificate)).toMatchObject({ exit: 1 });
    expect(review(afterTheCertificate).said('PHY-01')).toEqual(['14 blocks']);
    expect(review(today).exit).toBe(0);
  });

  test('that takes the certificate away is held up: it hides what could be judged', () => {
    commit({ [path]: withoutCertificate });
    const { exit, said } = review(today);
    expect([exit, said('PHY-01')]).toEqual([1, ['13 shown', '11 blocks']]);
  });

  test('cannot be rid of what has run out by deleting it', () => {
    commit({ [path]: withoutCertificate });
    expect(review(afterTheCertificate).said('PHY-01')).toEqual(['13 shown', '11 blocks']);
  });

  test('that alters the document behind an entry is held up', () => {
    commit({ 'compliance/evidence/supervision-2026.md': '# Supervision\n\nAll is well.\n' });
    const { exit, said, text } = review(today);
    expect([exit, said('SUP-04')]).toEqual([1, ['4 blocks']]);
    expect(text).toContain('its digest differs');
  });

  test('that brings the first register does not vouch for itself', () => {
    commit({ [path]: null });
    git('branch', '--force', 'main', 'change');
    commit({ [path]: register });
    const { exit, result } = review(today);
    expect(result('PHY-01')).toMatchObject({ result: 'not-evaluable', reason: expect.stringContaining('once it is merged') });
    expect(exit).toBe(0);
  });
});

function check(now: string): Result {
  return judged('check', '.', '--now', now);
}

function review(now: string): Result {
  return judged('review', '--base', 'main', '--head', 'change', '--now', now);
}

interface Document {
  readonly controls: readonly { readonly id: string; readonly result: string; readonly reason?: string; readonly attestation?: object }[];
  readonly findings: readonly { readonly fingerprint: string; readonly control: string }[];
  readonly verdict: { readonly reasons: readonly { readonly row: number; readonly outcome: string; readonly fingerprint?: string }[] };
}

function judged(...command: readonly string[]): Result {
  const { status, stdout } = run(...command);
  const document = JSON.parse(run(...command, '--format', 'json').stdout) as Document;
  const control = new Map(document.findings.map((finding) => [finding.fingerprint, finding.control]));
  return {
    exit: status,
    text: stdout,
    result: (id) => document.controls.find((one) => one.id === id),
    said: (id) =>
      document.verdict.reasons
        .filter(({ fingerprint }) => control.get(fingerprint ?? '') === id)
        .map(({ row, outcome }) => `${row} ${outcome}`),
  };
}

function write(files: Readonly<Record<string, string | null>>): void {
  for (const [name, text] of Object.entries(files)) {
    if (text === null) {
      rmSync(join(folder, name));
      continue;
    }
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
}

function commit(files: Readonly<Record<string, string | null>>): void {
  write(files);
  git('add', '--all');
  git('-c', 'user.name=clinic', '-c', 'user.email=clinic@example.com', 'commit', '--quiet', '--message', 'change');
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder, env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } });
}
