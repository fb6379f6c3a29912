import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { wantsColour } from '../../src/cli/colour.ts';
import { parseInstant } from '../../src/cli/flag-values.ts';
import { parseSignerKey, parseVerifierKey } from '../../src/evidence/key.ts';
import { cli, makeWorkplace, role, runCommand, sound, type Workplace } from './command-line.ts';

let place: Workplace;
beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => place.remove());

describe('a wrong command line', () => {
  test.each<[readonly string[], RegExp]>([
    [[], /Usage: tilsyn/],
    [['chek'], /unknown command 'chek'\n.*check/],
    [['check', '/does/not/exist'], /`\/does\/not\/exist` does not exist; name a folder/],
    [['check', '.', 'elsewhere'], /too many arguments/],
    [['check', '--formt', 'json'], /unknown option '--formt'\n.*--format/],
    [['check', '--format', 'jsn'], /`--format` cannot be `jsn`; .*did you mean `json`/],
    [['check', '--fail-on', 'hihg'], /`--fail-on` cannot be `hihg`; .*did you mean `high`/],
    [['check', '--profile', 'danish'], /`--profile` cannot be `danish`; it is one of danish-healthcare, baseline/],
    [['check', '--language', 'dk'], /`--language` cannot be `dk`; it is one of en, da/],
    [['check', '--kube-version', 'v1.35.2'], /`--kube-version` cannot be `v1\.35\.2`; .*did you mean `1\.35`/],
    [['check', '--config', 'nofile.yml'], /`--config`: `nofile\.yml` cannot be read/],
    [['check', '--config', '.'], /`--config`: `\.` cannot be read/],
    [['check', '--output', 'no/such/folder/report'], /`--output`: `no\/such\/folder\/report` cannot be written/],
    [['check', '--now', 'yesterday'], /`--now` cannot be `yesterday`; it is an instant such as 2026-11-24T08:00:00Z/],
    [['demo', '--now', '2026-02-30'], /`--now`/],
    [['review', '--base', 'x', '--now', '2026-11-24T08:00'], /`--now`/],
    [['verify', '--key', 'x', '--now', '1'], /`--now`/],
    [['keygen'], /--name/],
    [['keygen', '--name', 'a b'], /`--name`: `a b` cannot name a key/],
  ])('%j ends with 2 and says what to do', (args, sentence) => {
    place.write({ 'a.yaml': sound });
    expect(place.run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });
});

describe('keygen', () => {
  test('makes a pair that fits, another each time', () => {
    const [first, second] = [place.run('keygen', '--name', 'tilsyn.example.org'), place.run('keygen', '--name', 'tilsyn.example.org')];
    const keysOf = (text: string) => text.split('\n').map((line) => line.replace(/^.*: +/, ''));
    const [signer = '', verifier = ''] = keysOf(first.stdout);
    const [signing, verifying] = [parseSignerKey(signer), parseVerifierKey(verifier)];
    expect(signing.ok && verifying.ok && signing.value.id === verifying.value.id).toBe(true);
    expect([first.status, second.stdout === first.stdout]).toEqual([0, false]);
  });
});

describe('demo', () => {
  test.each([
    ['en', 'Blocked.'],
    ['da', 'Blokeret.'],
  ])('blocks in %s, and the same each time', (language, verdict) => {
    const [first, second] = [place.run('demo', '--language', language), place.run('demo', '--language', language, '--now', '2026-11-24')];
    expect(first).toMatchObject({ status: 1, stdout: expect.stringContaining(verdict), stderr: '' });
    expect(second.stdout).toBe(first.stdout);
    // The privileged container stands in a namespace with patient data, where the control may not be waived.
    expect(first.stdout).not.toContain('/tilsyn waive WKL-02');
    expect(first.stdout).toContain('/tilsyn waive CHG-01 --object Deployment/journal/journal-api');
  });
});

describe('the file of --output', () => {
  test('gets what else would be printed, and nothing is printed or left beside it', () => {
    place.write({ 'a.yaml': role('*') });
    const printed = place.run('check', '.', '--format', 'json');
    mkdirSync(join(place.folder, 'out'));
    expect(place.run('check', '.', '--format', 'json', '--output', 'out/report.json')).toMatchObject({ status: 1, stdout: '' });
    expect(readFileSync(join(place.folder, 'out/report.json'), 'utf8')).toBe(printed.stdout);
    expect(readdirSync(join(place.folder, 'out'))).toEqual(['report.json']);
  });

  test('is another file than the old one, so that no reader sees half of it', () => {
    place.write({ 'a.yaml': sound, 'out/report.txt': 'old' });
    const before = statSync(join(place.folder, 'out/report.txt')).ino;
    place.run('check', 'a.yaml', '--output', 'out/report.txt');
    expect(statSync(join(place.folder, 'out/report.txt')).ino).not.toBe(before);
  });

  test('stays as it was when nothing was judged', () => {
    place.write({ 'out/report.txt': 'old' });
    place.run('check', '/does/not/exist', '--output', 'out/report.txt');
    expect(readFileSync(join(place.folder, 'out/report.txt'), 'utf8')).toBe('old');
  });

  test('may be a link, which stays one, or no file at all', () => {
    place.write({ 'a.yaml': sound, 'out/report.txt': 'old' });
    symlinkSync('report.txt', join(place.folder, 'out/link'));
    place.run('check', 'a.yaml', '--output', 'out/link');
    expect(readFileSync(join(place.folder, 'out/report.txt'), 'utf8')).toContain('Passed.');
    const piped = execFileSync('sh', ['-c', '"$0" "$1" check a.yaml --output /dev/stdout | cat', process.execPath, cli], {
      cwd: place.folder,
    });
    expect(piped.toString()).toContain('Passed.');
  });
});

describe('a reader that has seen enough', () => {
  test.each([
    ['check', 1],
    ['explain', 0],
  ])('of %s changes nothing of the exit status', async (command, status) => {
    place.write(
      Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.yaml`, role('*').replace('name: r', `name: r${index}`)])),
    );
    const child = spawn(process.execPath, [cli, command, ...(command === 'check' ? ['.', '--format', 'json'] : [])], { cwd: place.folder });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const ended = await new Promise((resolve) => child.on('close', resolve));
    expect([ended, errors]).toEqual([status, '']);
  });
});

describe('colours', () => {
  test('are for a terminal alone', () => {
    const cases = [
      wantsColour({ isTTY: true }, {}, undefined),
      wantsColour({ isTTY: true }, { NO_COLOR: '' }, undefined),
      wantsColour({ isTTY: true }, { NO_COLOR: '1' }, undefined),
      wantsColour({ isTTY: true }, { TERM: 'dumb' }, undefined),
      wantsColour({ isTTY: true }, {}, 'report.txt'),
      wantsColour({ isTTY: false }, {}, undefined),
      wantsColour({}, {}, undefined),
    ];
    expect(cases).toEqual([true, true, false, false, false, false, false]);
  });

  test('are not in a pipe', () => {
    expect(place.run('demo').stdout).not.toContain('\u001b');
    expect(place.run('explain', 'WKL-02').stdout).not.toContain('\u001b');
  });
});

describe('parseInstant', () => {
  test.each(['2026-11-24', '2026-11-24T08:00Z', '2026-11-24T08:00:00.5+01:00', '2028-02-29'])('takes %s', (text) => {
    expect(parseInstant(text).getTime()).toBe(Date.parse(text));
  });

  test.each([
    '',
    '1',
    '2026',
    '2026-13-01',
    '2026-02-29',
    '2026-11-31T00:00Z',
    '2026-11-24T25:00Z',
    '2026-11-24 08:00',
    '2026-11-24T08:00',
    'x\u001b',
  ])('refuses %j, naming the flag', (text) => {
    expect(() => parseInstant(text)).toThrow(/^`--now` cannot be/);
  });
});

describe('each Node on this machine from 20.20 on', () => {
  test.each(listNodes())('%s runs it', (_, node) => {
    place.write({ 'a.yaml': role('*') });
    expect(runCommand(place.folder, ['check', '.'], node)).toMatchObject({ status: 1, stderr: '' });
    expect(runCommand(place.folder, ['demo', '--format', 'json'], node).stdout).toBe(place.run('demo', '--format', 'json').stdout);
    expect(runCommand(place.folder, ['explain', 'WKL-02'], node)).toMatchObject({ status: 0, stderr: '' });
  });
});

/** Version and path: the one that runs the tests, and those on the search path. */
function listNodes(): readonly (readonly [string, string])[] {
  const found = new Map<string, string>();
  for (const candidate of [process.execPath, ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'))]) {
    try {
      accessSync(candidate, constants.X_OK);
      const version = execFileSync(realpathSync(candidate), ['--version'], { encoding: 'utf8' }).trim();
      const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
      if (!found.has(version) && (major > 20 || (major === 20 && minor >= 20))) found.set(version, candidate);
    } catch {
      // Not every folder of the search path has one.
    }
  }
  return [...found];
}
