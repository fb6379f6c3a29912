import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const sound = 'apiVersion: v1\nkind: Service\nmetadata: {name: journal, namespace: journal}\n';
const role = (verb: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: journal}\nrules: [{apiGroups: [apps], resources: [deployments], verbs: ["${verb}"]}]\n`;

/** The command line as users start it: nothing that was not judged ends with 0. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('check', () => {
  test.each([
    ['a sound manifest', { 'a.yaml': sound }, 0],
    ['a bad one', { 'a.yaml': role('*') }, 1],
    ['an empty folder', {}, 2],
    ['a folder without manifests', { 'README.md': '#' }, 2],
    ['broken YAML', { 'a.yaml': 'apiVersion: v1\nkind: [' }, 2],
    ['an unknown key in the configuration', { 'a.yaml': sound, '.github/tilsyn.yml': 'failon: none' }, 2],
    ['a chart', { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0', 'c/templates/a.yaml': sound }, 0],
    ['a chart that makes a bad one', { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0', 'c/templates/a.yaml': role('*') }, 1],
    ['a chart that does not render', { 'a.yaml': sound, 'c/Chart.yaml': 'name: c' }, 2],
  ])('%s', (_, files, status) => {
    write(files);
    expect(run('check', folder).status).toBe(status);
  });

  test('a link to a folder is named, not passed over', () => {
    write({ 'a.yaml': sound });
    symlinkSync('/', join(folder, 'apps'));
    expect(run('check', folder)).toMatchObject({ status: 2, stdout: expect.stringContaining('apps') });
  });

  test.each([['check', '/does/not/exist'], ['check', '.', '--format', 'xml'], ['check', '.', '--fail-on', 'everything'], ['judge']])(
    'a wrong command line says so and ends with 2 (%#)',
    (...args) => {
      const { status, stderr } = run(...args);
      expect([status, stderr.length > 0]).toEqual([2, true]);
    },
  );
});

describe('review', () => {
  test('neither charges nor credits a branch with what others did since it left', () => {
    git('init', '--quiet', '--initial-branch=main');
    commit({ 'role.yaml': role('*') });
    git('switch', '--quiet', '--create', 'note');
    commit({ 'NOTE.md': 'a note' });
    git('switch', '--quiet', 'main');
    commit({ 'role.yaml': role('get') });
    const { status, stdout } = run('review', '--base', 'main', '--head', 'note');
    expect([status, stdout]).toEqual([0, expect.stringContaining('1 existing')]);
  });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
}

function commit(files: Readonly<Record<string, string>>): void {
  write(files);
  git('add', '--all');
  git('-c', 'user.name=clinic', '-c', 'user.email=clinic@example.com', 'commit', '--quiet', '--message', 'change');
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder, env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } });
}
