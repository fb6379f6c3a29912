import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeWorkplace, role, sound, type Workplace } from './command-line.ts';

const CONFIGURATION = '.github/tilsyn.yml';

let place: Workplace;
beforeEach(() => {
  place = makeWorkplace();
  place.git('init', '--quiet', '--initial-branch=main');
});
afterEach(() => place.remove());

describe('review', () => {
  test('neither charges nor credits a branch with what others did since it left', () => {
    place.commit({ 'role.yaml': role('*') });
    branch({ 'NOTE.md': 'a note' });
    main({ 'role.yaml': role('get') });
    const { status, stdout } = review();
    expect([status, stdout]).toEqual([0, expect.stringContaining('1 existing')]);
  });

  test('blocks what is new, and says the same each time', () => {
    place.commit({ 'a.yaml': sound });
    branch({ 'role.yaml': role('*') });
    expect(review().status).toBe(1);
    expect(review('--now', '2026-11-24T08:00:00Z').stdout).toBe(review().stdout);
  });
});

describe('review of a configuration', () => {
  test('broken on the base and mended: the strict defaults, and an owner must approve', () => {
    place.commit({ 'a.yaml': sound, [CONFIGURATION]: 'language: en\nfailon: none\n' });
    branch({ [CONFIGURATION]: 'failOn: none\n' });
    const { status, stdout } = review();
    expect(status).toBe(1);
    expect(stdout).toContain('Awaiting approval.');
    expect(stdout).toContain('The configuration on the base, `.github/tilsyn.yml`, line 2, is not valid');
    expect(stdout).toContain('an owner must approve the change');
    expect(stdout).not.toContain('Could not be analysed');
  });

  test('mended in the same change as a bad manifest: it blocks by the strict defaults, whatever the new file allows', () => {
    place.commit({ 'a.yaml': sound, [CONFIGURATION]: 'failon: none\n' });
    branch({ 'role.yaml': role('*'), [CONFIGURATION]: 'failOn: none\n' });
    expect(review()).toMatchObject({ status: 1, stdout: expect.stringContaining('Blocked.') });
  });

  test('broken by the change: undecided, with file and line', () => {
    place.commit({ 'a.yaml': sound, [CONFIGURATION]: 'failOn: high\n' });
    branch({ [CONFIGURATION]: 'failOn: high\nlanguage: fr\n' });
    const { status, stdout } = review();
    expect([status, stdout]).toEqual([2, expect.stringContaining('`.github/tilsyn.yml`, line 2,')]);
  });

  test('broken on the base and left so: undecided, also when it broke after the branch left', () => {
    place.commit({ 'a.yaml': sound });
    branch({ 'b.yaml': sound });
    main({ [CONFIGURATION]: 'failon: none\n' });
    expect(review()).toMatchObject({ status: 2, stdout: expect.stringContaining('`.github/tilsyn.yml`, line 1,') });
  });

  test('loosened by the change: the rules of the base apply', () => {
    place.commit({ 'a.yaml': sound, [CONFIGURATION]: 'failOn: high\n' });
    branch({ 'role.yaml': role('*'), [CONFIGURATION]: 'failOn: none\n' });
    expect(review().status).toBe(1);
  });

  test('named by a flag and broken: undecided, with that file', () => {
    place.commit({ 'a.yaml': sound });
    branch({ 'b.yaml': sound });
    place.write({ 'mine.yml': 'failon: none\n' });
    expect(review('--config', 'mine.yml')).toMatchObject({ status: 2, stdout: expect.stringContaining('`mine.yml`, line 1,') });
  });
});

describe('a wrong command line', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no base', [], /--base/],
    ['a base that is missing', ['--base', 'mian'], /`--base`: `mian` names no commit/],
    ['a head that is missing', ['--base', 'main', '--head', 'featrue'], /`--head`: `featrue` names no commit/],
    ['a base like an option', ['--base', '--output=x'], /`--base`: `--output=x` names no commit/],
  ])('%s ends with 2 and says what to do', (_, args, sentence) => {
    place.commit({ 'a.yaml': sound });
    expect(place.run('review', ...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });
});

function branch(files: Readonly<Record<string, string>>): void {
  place.git('switch', '--quiet', '--create', 'change');
  place.commit(files);
}

function main(files: Readonly<Record<string, string>>): void {
  place.git('switch', '--quiet', 'main');
  place.commit(files);
}

function review(...args: readonly string[]) {
  return place.run('review', '--base', 'main', '--head', 'change', ...args);
}
