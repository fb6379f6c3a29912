import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeWorkplace, role, sound, type Workplace } from './command-line.ts';

/** Nothing that was not judged ends with 0. */
let place: Workplace;
beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => place.remove());

describe('check', () => {
  test.each([
    ['a sound manifest', { 'a.yaml': sound }, 0],
    ['a bad one', { 'a.yaml': role('*') }, 1],
    ['a folder without manifests', { 'README.md': '#' }, 2],
    ['broken YAML', { 'a.yaml': 'apiVersion: v1\nkind: [' }, 2],
    ['an unknown key in the configuration', { 'a.yaml': sound, '.github/tilsyn.yml': 'failon: none' }, 2],
    ['a chart', { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0', 'c/templates/a.yaml': sound }, 0],
    ['a chart that makes a bad one', { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0', 'c/templates/a.yaml': role('*') }, 1],
    ['a chart that does not render', { 'a.yaml': sound, 'c/Chart.yaml': 'name: c' }, 2],
    ['a bad manifest in a folder called like a file', { 'a.yaml': sound, 'deploy.yaml/inner.yaml': role('*') }, 1],
  ])('%s', (_, files, status) => {
    place.write(files);
    expect(place.run('check', '.').status).toBe(status);
  });

  test('an empty folder is no pass, and says so', () => {
    mkdirSync(join(place.folder, 'empty'));
    expect(place.run('check', 'empty')).toMatchObject({ status: 2, stdout: expect.stringContaining('nothing was judged') });
  });

  test.each([
    ['a folder', 'apps', '/'],
    ['a folder, called like a file', 'v1.2', '/'],
    ['a folder that the configuration would lie in', '.github', '/tmp'],
    ['nothing', 'apps', '/does/not/exist'],
    ['nothing, called like a file', 'apps.prod', '/does/not/exist'],
    ['nothing, called like a manifest', 'b.yaml', '/does/not/exist'],
    ['a manifest', 'b.yaml', 'a.yaml'],
    ['a file, as the configuration', '.github/tilsyn.yml', '../config.yml'],
  ])('a link to %s is named, not passed over', (_, path, target) => {
    place.write({ 'a.yaml': sound, 'config.yml': 'failOn: none' });
    if (path.startsWith('.github/')) mkdirSync(join(place.folder, '.github'));
    symlinkSync(target, join(place.folder, path));
    expect(place.run('check', '.')).toMatchObject({ status: 2, stdout: expect.stringContaining(`\`${path}\``) });
  });

  test('a link to what is no manifest is nothing to read', () => {
    place.write({ 'a.yaml': sound, 'docs/README.md': '#' });
    symlinkSync('docs/README.md', join(place.folder, 'README.md'));
    expect(place.run('check', '.').status).toBe(0);
  });

  test('a folder in place of the configuration is named', () => {
    place.write({ 'a.yaml': sound, '.github/tilsyn.yml/keep.txt': '' });
    expect(place.run('check', '.')).toMatchObject({ status: 2, stdout: expect.stringContaining('it is a folder') });
  });

  test('a pipe called like a manifest is named and not waited for', () => {
    place.write({ 'a.yaml': sound });
    execFileSync('mkfifo', [join(place.folder, 'b.yaml')]);
    expect(place.run('check', '.', '--language', 'da')).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('hverken en fil eller en mappe'),
    });
  });

  test('one file is judged without what lies beside it', () => {
    place.write({ 'a.yaml': sound, 'b.yaml': role('*'), 'README.md': '#' });
    symlinkSync('/', join(place.folder, 'apps'));
    symlinkSync('a.yaml', join(place.folder, 'link.yaml'));
    expect(['a.yaml', 'b.yaml', 'README.md', 'link.yaml'].map((file) => place.run('check', file).status)).toEqual([0, 1, 2, 2]);
  });

  test('paths of strangers cannot write to the terminal', () => {
    place.write({ 'a\u202eb.yaml': 'kind: [' });
    for (const format of ['text', 'json', 'sarif', 'markdown', 'html']) {
      const { status, stdout } = place.run('check', '.', '--format', format);
      expect([format, status, /[\p{Cc}\p{Cf}]/u.test(stdout.replaceAll('\n', ''))]).toEqual([format, 2, false]);
    }
  });
});

describe('check of a folder with a submodule', () => {
  beforeEach(() => {
    place.git('init', '--quiet', '--initial-branch=main');
    place.commit({ 'apps/a.yaml': sound });
    const commit = place.git('rev-parse', 'HEAD').trim();
    place.git('update-index', '--add', '--cacheinfo', `160000,${commit},apps/shared`);
  });

  test('that was not fetched names it', () => {
    mkdirSync(join(place.folder, 'apps/shared'));
    expect(place.run('check', '.')).toMatchObject({ status: 2, stdout: expect.stringContaining('`apps/shared`') });
    expect(place.run('check', 'apps')).toMatchObject({ status: 2, stdout: expect.stringContaining('`shared`') });
  });

  test('elsewhere does not', () => {
    place.write({ 'other/a.yaml': sound });
    expect(place.run('check', 'other').status).toBe(0);
  });

  test('in an unpacked archive, which has no index, names it by its declaration', () => {
    place.write({ 'archive/a.yaml': sound, 'archive/.gitmodules': '[submodule "shared"]\n\tpath = libs/shared\n\turl = ../shared\n' });
    expect(place.run('check', 'archive')).toMatchObject({ status: 2, stdout: expect.stringContaining('`libs/shared`') });
  });
});
