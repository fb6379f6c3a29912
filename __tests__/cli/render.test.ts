import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-render-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const map = (name: string, data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${data}}\n`;

const tree = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'web/values.yaml': 'size: small\n',
  'web/templates/a.yaml': map('{{ .Release.Name }}', 'size: {{ .Values.size }}'),
  'web/templates/s.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2}\n',
  'base/kustomization.yaml': 'resources: [b.yaml]\n',
  'base/b.yaml': map('b', 'x: y'),
  'prod/kustomization.yaml': 'resources: [../base]\nnamePrefix: prod-\nconfigMapGenerator: [{name: env, envs: [app.env]}]\n',
  'prod/app.env': 'A=1\n',
  'plain/c.yaml': map('c', 'x: y'),
};

describe('render', () => {
  test('prints every manifest with its origin, secrets masked', () => {
    write(tree);
    const { status, stdout } = run('render', folder);
    expect(status).toBe(0);
    expect(stdout).toContain(
      '---\n# Source: web/templates/a.yaml\n# Root: helm:web\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  size: small\n',
    );
    expect(stdout).toContain('---\n# Source: base/b.yaml\n# Root: kustomize:prod\n');
    expect(stdout).toContain('---\n# Source: plain/c.yaml\n# Root: plain:plain\n');
    expect(stdout).toContain('A: "1"');
    expect(stdout).not.toContain('hunter2');
  });

  test('--roots lists what is deployed from where, and what is left out', () => {
    write(tree);
    expect(run('render', folder, '--roots').stdout).toBe(
      'plain:plain  1\nkustomize:prod  2\nhelm:web  2\nkustomize:base  -  used-by-kustomization\n',
    );
  });

  test('--format json has the same as data, with what was assumed', () => {
    write(tree);
    const { objects, assumptions, notAnalysed } = JSON.parse(run('render', folder, '--format', 'json').stdout);
    expect(objects).toHaveLength(5);
    expect(objects.at(-1)).toMatchObject({ root: 'helm:web', file: 'web/templates/a.yaml', object: { kind: 'ConfigMap' } });
    expect(assumptions.map(({ code }: { code: string }) => code)).toEqual(['releases-assumed', 'api-versions-assumed']);
    expect(notAnalysed).toEqual([]);
  });

  test('--diff shows what differs from a commit, object by object', () => {
    git('init', '--quiet', '--initial-branch=main');
    write(tree);
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'a');
    write({ 'web/values.yaml': 'size: large\n', 'web/templates/s.yaml': tree['web/templates/s.yaml'].replace('hunter2', 'hunter3') });
    const { status, stdout } = run('render', folder, '--diff', 'HEAD');
    expect(status).toBe(0);
    expect(stdout).toContain('changed ConfigMap/web\n');
    expect(stdout).toContain('-  size: small\n+  size: large\n');
    expect(stdout).toContain('changed Secret/s\n');
    expect(stdout).not.toContain('hunter');
    expect(run('render', join(folder, 'prod'), '--diff', 'HEAD').stdout).toBe('');
  });

  test.each([
    ['a template that does not render', { 'web/templates/a.yaml': '{{ fail "no" }}' }, 'web/templates/a.yaml'],
    [
      'a chart of which a part is missing',
      { 'web/Chart.yaml': `${tree['web/Chart.yaml']}dependencies: [{name: db, version: 1.0.0, repository: "https://example.com"}]\n` },
      'db',
    ],
  ])('%s ends with 2 and is named', (_, files, name) => {
    write({ ...tree, ...files });
    expect(run('render', folder)).toMatchObject({ status: 2, stdout: expect.stringContaining(name) });
  });

  test('a link in a chart is not followed: neither out of the folder nor to a lock file', () => {
    write(tree);
    mkdirSync(join(folder, 'web/files'));
    symlinkSync('/proc/self/environ', join(folder, 'web/files/environ'));
    symlinkSync('/etc/passwd', join(folder, 'web/Chart.lock'));
    write({ 'web/templates/a.yaml': map('a', 'x: {{ .Files.Get "files/environ" | quote }}') });
    const { status, stdout } = run('render', folder);
    expect([status, stdout]).toEqual([2, expect.stringContaining('web/files/environ')]);
    expect(stdout).toContain('web/Chart.lock');
    expect(stdout).not.toMatch(/PATH=|root:/);
  });

  test.each([
    ['render', '/does/not/exist'],
    ['render', '.', '--format', 'xml'],
    ['render', '.', '--roots', '--diff', 'HEAD'],
  ])('a wrong command line says so and ends with 2 (%#)', (...args) => {
    const { status, stderr } = run(...args);
    expect([status, stderr.length > 0]).toEqual([2, true]);
  });
});

describe('the same files', () => {
  test('render to the same bytes in any process: other zone, language and clock', () => {
    write({
      ...tree,
      'web/templates/a.yaml': map(
        'a',
        'made: {{ randAlphaNum 20 }}, id: {{ uuidv4 }}, now: {{ now | date "2006-01-02T15:04:05Z07:00" | quote }}, sorted: {{ keys (dict "z" 1 "a" 2 "m" 3) | join "-" }}',
      ),
    });
    const clock =
      'data:text/javascript,Date.now=()=>0;globalThis.Date=class extends Date{constructor(...a){super(...(a.length?a:[0]))}};Math.random=()=>0';
    const plain = spawnSync(process.execPath, [cli, 'render', folder, '--format', 'json'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    const other = spawnSync(process.execPath, ['--import', clock, cli, 'render', folder, '--format', 'json'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TZ: 'Asia/Tokyo', LANG: 'da_DK.UTF-8', LC_ALL: 'da_DK.UTF-8', GODEBUG: 'randautoseed=1', GOGC: '50' },
    });
    expect(plain.status).toBe(0);
    expect(JSON.parse(plain.stdout).objects.at(-1).object.data.now).toBe('2025-01-01T00:00:00Z');
    expect(other.stdout).toBe(plain.stdout);
  });
});

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder });
}
