import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RemoteServer, startRemoteServer } from '../remote/server.ts';
import { packChart, packTar } from '../remote/tar.ts';
import { commit, type GitServer, git, startGitServer } from '../source/git-server.ts';
import { startCommand } from './command-line.ts';

const map = (name: string, value = 'here'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {value: "${value}"}\n`;

let server: RemoteServer;
let gitServer: GitServer;
const home = mkdtempSync(join(tmpdir(), 'tilsyn-lock-'));
beforeAll(async () => {
  [server, gitServer] = [await startRemoteServer(), await startGitServer()];
  server.serveCharts('/charts', [
    {
      name: 'queue',
      version: '1.2.0',
      archive: packChart('queue', '1.2.0', { 'templates/c.yaml': map('{{ .Release.Name }}', '{{ .Values.size }}') }),
    },
    { name: 'common', version: '0.9.0', archive: packChart('common', '0.9.0', { 'templates/c.yaml': map('from-common') }) },
  ]);
  server.serveArtifact('org/cache', '2.0.0', packChart('cache', '2.0.0', { 'templates/c.yaml': map('from-registry') }));
  server.serveArtifact(
    'org/folder',
    'v1',
    packTar([{ name: './deploy/c.yaml', content: map('from-artifact') }]),
    'application/vnd.cncf.flux.content.v1.tar+gzip',
  );
  server.serve('/crds.yaml', map('from-file'));
  commit(gitServer.repository, {
    'base/kustomization.yaml': 'resources: [c.yaml]\n',
    'base/c.yaml': map('from-git'),
    'deploy/c.yaml': map('from-git-folder'),
  });
  git(gitServer.repository, 'tag', 'v1.0.0');
});
afterAll(async () => {
  await Promise.all([server.close(), gitServer.close()]);
  rmSync(home, { recursive: true, force: true });
});

const source = (kind: string, name: string, spec: string): string =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: flux}\nspec: ${spec}\n`;
const helmRelease = (name: string, spec: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: ${name}, namespace: flux}\nspec: ${spec}\n`;
const kustomization = (name: string, kind: string, ref: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux}\nspec: {path: ./deploy, sourceRef: {kind: ${kind}, name: ${ref}}}\n`;
const application = (name: string, more: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}, namespace: argocd}\nspec:\n  destination: {name: in-cluster, namespace: queue}\n  source: ${more}\n`;

/** A repository that takes something from everywhere. */
function files(): Readonly<Record<string, string>> {
  return {
    '.github/tilsyn.yml': `environment: production\nremote: {allow: ["${server.url}", "${gitServer.url}"]}\n`,
    'flux/sources.yaml': [
      source('HelmRepository', 'charts', `{url: "${server.url}/charts"}`),
      source('OCIRepository', 'cache', `{url: "oci://${server.host}/org/cache", ref: {semver: "2.x"}}`),
      source('OCIRepository', 'folder', `{url: "oci://${server.host}/org/folder", ref: {tag: v1}}`),
      source('GitRepository', 'platform', `{url: "${gitServer.url}", ref: {tag: v1.0.0}}`),
    ].join('---\n'),
    'flux/releases.yaml': [
      helmRelease(
        'queue',
        '{chart: {spec: {chart: queue, version: ">=1.0.0", sourceRef: {kind: HelmRepository, name: charts}}}, values: {size: large}}',
      ),
      helmRelease('cache', '{chartRef: {kind: OCIRepository, name: cache}}'),
      kustomization('folder', 'OCIRepository', 'folder'),
      kustomization('platform', 'GitRepository', 'platform'),
    ].join('---\n'),
    'argo/apps.yaml': [
      application('waiting', `{repoURL: "${server.url}/charts", chart: queue, targetRevision: 1.2.0, helm: {valuesObject: {size: small}}}`),
      application('platform', `{repoURL: "${gitServer.url}", path: base, targetRevision: v1.0.0}`),
    ].join('---\n'),
    'overlay/kustomization.yaml': `namePrefix: my-\nresources: ["${gitServer.url}//base?ref=v1.0.0", "${server.url}/crds.yaml"]\n`,
    'chart/Chart.yaml': `apiVersion: v2\nname: own\nversion: 1.0.0\ndependencies: [{name: common, version: 0.9.0, repository: "${server.url}/charts"}]\n`,
  };
}

function write(into: string, all: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), text);
  }
  return into;
}

const reach = { TILSYN_REMOTE_NETWORKS: '127.0.0.1', TILSYN_REMOTE_CACHE: join(home, 'cache') };
const everything = [
  'from-artifact',
  'from-common',
  'from-git',
  'from-git-folder',
  'from-registry',
  'my-from-file',
  'my-from-git',
  'queue',
  'waiting',
];

describe('tilsyn lock', () => {
  test('writes what everything that is remote stands for, and what is locked renders from the cache alone', async () => {
    const folder = write(join(home, 'whole'), files());
    const made = await startCommand(['lock', folder], reach);
    expect([made.stderr, made.status]).toEqual(['', 0]);
    expect(made.stdout).toContain('added: queue >=1.0.0');
    const text = readFileSync(join(folder, '.github/tilsyn.lock.yaml'), 'utf8');
    expect(text.match(/^ {2}- kind: \w+/gm)?.sort()).toEqual(
      ['file', 'git', 'git', 'helm', 'helm', 'helm', 'oci', 'oci'].map((kind) => `  - kind: ${kind}`),
    );

    const before = server.requests.length;
    const rendered = await startCommand(['render', folder, '--offline', '--format', 'json'], reach);
    const { objects, notAnalysed } = JSON.parse(rendered.stdout) as {
      objects: { object: { kind: string; metadata: { name: string } } }[];
      notAnalysed: unknown[];
    };
    expect(notAnalysed).toEqual([]);
    const names = objects.filter(({ object }) => object.kind === 'ConfigMap').map(({ object }) => object.metadata.name);
    expect([...new Set(names)].sort()).toEqual(everything);
    expect(server.requests.length).toBe(before);
    expect((await startCommand(['lock', folder, '--check'], reach)).status).toBe(0);
  });

  test('tells what is not locked and what nothing names any more, and writes nothing when it only checks', async () => {
    const { 'overlay/kustomization.yaml': _, 'chart/Chart.yaml': __, ...rest } = files();
    const folder = write(join(home, 'less'), rest);
    const lockFile = join(folder, '.github/tilsyn.lock.yaml');
    writeFileSync(lockFile, readFileSync(join(home, 'whole/.github/tilsyn.lock.yaml')));
    const stale = await startCommand(['lock', folder, '--check', '--language', 'da'], reach);
    expect([stale.status, stale.stdout]).toEqual([1, expect.stringMatching(/fjernet: .*crds\.yaml[\s\S]*er ikke ajour/)]);
    expect(readFileSync(lockFile, 'utf8')).toBe(readFileSync(join(home, 'whole/.github/tilsyn.lock.yaml'), 'utf8'));
    expect((await startCommand(['lock', folder], reach)).status).toBe(0);
    expect(readFileSync(lockFile, 'utf8')).not.toContain('crds.yaml');
  });

  test('without the permission to reach a private network locks nothing and says why', async () => {
    const folder = write(join(home, 'closed'), files());
    const made = await startCommand(['lock', folder], { TILSYN_REMOTE_CACHE: join(home, 'none') });
    expect([made.status, made.stdout]).toEqual([2, expect.stringContaining('its host leads to an address that is not public')]);
  });

  test('refuses where nothing may be fetched', async () => {
    const folder = write(join(home, 'nothing'), { ...files(), '.github/tilsyn.yml': '' });
    expect(await startCommand(['lock', folder], reach)).toMatchObject({ status: 2, stderr: expect.stringContaining('remote.allow') });
  });
});
