import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readDeployable } from '../../../src/discover/read-deployable.ts';
import type { LockEntry, RemoteAnswer, RemoteRules, RemoteSource } from '../../../src/model/remote.ts';
import { openCache } from '../../../src/source/remote/cache.ts';
import { readCredentials } from '../../../src/source/remote/credentials.ts';
import { openFetcher } from '../../../src/source/remote/fetcher.ts';
import { readNetworks } from '../../../src/source/remote/public-address.ts';
import { type RemoteServer, sha256, startRemoteServer } from '../../remote/server.ts';
import { packChart, packTar } from '../../remote/tar.ts';
import { commit, type GitServer, git, startGitServer } from '../git-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilsyn-remote-'));
let server: RemoteServer;
let other: RemoteServer;
let gitServer: GitServer;
beforeAll(async () => {
  [server, other, gitServer] = [await startRemoteServer(), await startRemoteServer(), await startGitServer()];
});
afterAll(async () => {
  await Promise.all([server.close(), other.close(), gitServer.close()]);
  rmSync(folder, { recursive: true, force: true });
});
let count = 0;
beforeEach(() => {
  count += 1;
});

const chart = packChart('redis', '18.1.0', { 'templates/a.yaml': 'kind: A' });
const helm = (version = '18.1.0'): RemoteSource => ({ kind: 'helm', url: `${server.url}/charts`, chart: 'redis', version });

interface Setting {
  readonly networks?: string;
  readonly credentials?: string;
  readonly offline?: boolean;
  readonly cache?: string;
}

function open({ networks = '127.0.0.1', credentials = '', offline = false, cache = join(folder, String(count)) }: Setting = {}) {
  return openFetcher({
    environment: process.env,
    temporaryFolder: folder,
    select: readDeployable,
    cache: openCache(cache),
    credentials: readCredentials(credentials),
    networks: readNetworks(networks),
    offline,
  });
}

const rules = (more: Partial<RemoteRules> = {}): RemoteRules => ({ allow: [server.url, gitServer.url], isOwnAddress: true, ...more });

async function resolved(source: RemoteSource, setting?: Setting): Promise<LockEntry> {
  const found = await open(setting).resolve(source, rules());
  if ('lack' in found) throw new Error(`${found.lack} ${found.detail}`);
  return found.entry;
}

const lackOf = (answer: RemoteAnswer | { readonly entry: LockEntry }): string => ('lack' in answer ? answer.lack : 'here');

describe('a chart of a Helm repository', () => {
  test('is locked by the digest of its archive and read file by file', async () => {
    server.serveCharts('/charts', [{ name: 'redis', version: '18.1.0', archive: chart }]);
    const found = await open().resolve(helm(), rules());
    expect(found).toMatchObject({ entry: { ...helm(), resolved: '18.1.0', sha256: sha256(chart) } });
    expect('content' in found && [...found.content.files.keys()].sort()).toEqual(['redis/Chart.yaml', 'redis/templates/a.yaml']);
  });

  test.each([
    ['^18', '18.2.0'],
    ['>=18.0.0, <18.2.0', '18.1.0'],
    ['', '18.2.0'],
    ['18.x', '18.2.0'],
  ])('of the range %j stands for %s', async (range, version) => {
    const versions = ['17.0.0', '18.1.0', '18.2.0', '19.0.0-rc.1'];
    server.serveCharts(
      '/charts',
      versions.map((one) => ({ name: 'redis', version: one, archive: packChart('redis', one, {}) })),
    );
    expect((await resolved(helm(range))).resolved).toBe(version);
  });

  test.each([
    ['another content', { archive: packChart('redis', '18.1.0', { 'templates/b.yaml': '' }) }, 'digest-mismatch'],
    [
      'another content under the old digest',
      { archive: packChart('redis', '18.1.0', { 'templates/b.yaml': '' }), digest: sha256(chart) },
      'digest-mismatch',
    ],
    ['an archive at an address that is not allowed', { archive: chart, url: 'https://elsewhere.example/redis.tgz' }, 'not-allowed'],
  ])('is not taken when the repository has %s', async (_, served, lack) => {
    server.serveCharts('/charts', [{ name: 'redis', version: '18.1.0', archive: chart }]);
    const entry = await resolved(helm());
    server.serveCharts('/charts', [{ name: 'redis', version: '18.1.0', ...served }]);
    expect(lackOf(await open({ cache: join(folder, 'empty') }).fetch(entry, { ...rules(), isNew: true }))).toBe(lack);
  });

  test.each([
    ['another version', { version: '18.1.0', resolved: '17.0.0' }, 'other-content'],
    [
      'a content that is another chart',
      { version: '18.1.0', resolved: '18.1.0', sha256: sha256(packChart('nginx', '1.0.0', {})) },
      'digest-mismatch',
    ],
  ])('is not taken for %s that a change writes into the lock, though the cache has it', async (_, written, lack) => {
    const cache = join(folder, 'shared');
    const nginx = packChart('nginx', '1.0.0', {});
    server.serveCharts('/charts', [
      { name: 'redis', version: '18.1.0', archive: chart },
      { name: 'nginx', version: '1.0.0', archive: nginx },
    ]);
    const entry = await resolved(helm(), { cache });
    await resolved({ kind: 'helm', url: `${server.url}/charts`, chart: 'nginx', version: '1.0.0' }, { cache });
    const changed = { ...entry, ...written } as LockEntry;
    expect(lackOf(await open({ cache }).fetch(changed, { ...rules(), isNew: true }))).toBe(lack);
  });

  test('of another name in the archive is not taken, whoever locked it', async () => {
    server.serveCharts('/charts', [{ name: 'redis', version: '18.1.0', archive: packChart('other', '18.1.0', {}) }]);
    expect(lackOf(await open().resolve(helm(), rules()))).toBe('other-content');
  });

  test('comes from the cache without a request once it was fetched, unless the file there was changed', async () => {
    const cache = join(folder, 'kept');
    server.serveCharts('/charts', [{ name: 'redis', version: '18.1.0', archive: chart }]);
    const entry = await resolved(helm(), { cache });
    const before = server.requests.length;
    expect(lackOf(await open({ cache, offline: true }).fetch(entry, { ...rules(), isNew: false }))).toBe('here');
    expect(server.requests.length).toBe(before);
    writeFileSync(join(cache, 'sha256', entry.sha256.slice(0, 2), entry.sha256), 'poison');
    expect(lackOf(await open({ cache, offline: true }).fetch(entry, { ...rules(), isNew: false }))).toBe('offline');
  });
});

describe('an artifact of a registry', () => {
  const source = (version: string): RemoteSource => ({ kind: 'oci', url: `oci://${server.host}/org/redis`, version });
  test.each([['18.1.0'], ['^18'], ['']])('of the version %j is locked by its layer', async (version) => {
    server.serveArtifact('org/redis', '18.1.0', chart);
    expect(await resolved(source(version))).toMatchObject({ resolved: '18.1.0', sha256: sha256(chart) });
  });

  test('is asked again for what a change locks: a tag that stands for something else is refused', async () => {
    server.serveArtifact('org/redis', '18.1.0', chart);
    const entry = await resolved(source('18.1.0'));
    server.serveArtifact('org/redis', '18.1.0', packChart('redis', '18.1.0', { 'values.yaml': 'a: 1' }));
    expect(lackOf(await open().fetch(entry, { ...rules(), isNew: true }))).toBe('other-content');
    expect(lackOf(await open().fetch(entry, { ...rules(), isNew: false }))).toBe('here');
  });

  test('behind a token gets the credentials of its host, and only where the house named the address', async () => {
    server.serveArtifact('closed/redis', '1.0.0', chart);
    server.protectWithToken('/v2/closed/', 'reader', 'geheim');
    const closed: RemoteSource = { kind: 'oci', url: `oci://${server.host}/closed/redis`, version: '1.0.0' };
    const credentials = `${server.host} reader geheim\n`;
    const from = server.requests.length;
    expect(lackOf(await open({ credentials }).resolve(closed, rules({ isOwnAddress: false })))).toBe('unauthorised');
    expect(server.requests.slice(from).map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
    expect(lackOf(await open({ credentials }).resolve(closed, rules()))).toBe('here');
  });
});

describe('a git repository', () => {
  test('is locked by commit and by a digest of its files', async () => {
    const first = commit(gitServer.repository, { 'base/kustomization.yaml': 'resources: [a.yaml]', 'base/a.yaml': 'kind: A' });
    git(gitServer.repository, 'tag', '-a', '-m', 'v1', `v${count}`);
    const source: RemoteSource = { kind: 'git', url: gitServer.url, ref: `refs/tags/v${count}` };
    const entry = await resolved(source);
    expect(entry).toMatchObject({ resolved: first });
    commit(gitServer.repository, { 'base/a.yaml': 'kind: B' });
    const answer = await open().fetch(entry, { ...rules(), isNew: true });
    expect('content' in answer && Buffer.from(answer.content.files.get('base/a.yaml')?.bytes ?? []).toString()).toBe('kind: A');
  });

  test('whose branch stands for another commit than a change locks is refused', async () => {
    const first = commit(gitServer.repository, { 'a.yaml': 'kind: C' });
    const entry = await resolved({ kind: 'git', url: gitServer.url, ref: 'refs/heads/main' });
    expect(entry.resolved).toBe(first);
    commit(gitServer.repository, { 'a.yaml': 'kind: D' });
    expect(lackOf(await open().fetch(entry, { ...rules(), isNew: true }))).toBe('other-content');
  });

  test('at a private address is refused before git starts', async () => {
    const before = gitServer.fetches();
    expect(lackOf(await open({ networks: '' }).resolve({ kind: 'git', url: gitServer.url, ref: 'HEAD' }, rules()))).toBe('address-refused');
    expect(gitServer.fetches()).toBe(before);
  });
});

describe('a server that cannot be trusted', () => {
  const file = (path: string): RemoteSource => ({ kind: 'file', url: `${server.url}${path}` });

  test.each([
    ['a private address', '', 'address-refused'],
    ['a private address beside the one that is allowed', '127.0.0.2', 'address-refused'],
  ])('at %s is not connected to', async (_, networks, lack) => {
    const before = server.requests.length;
    expect(lackOf(await open({ networks }).resolve(file('/a.yaml'), rules()))).toBe(lack);
    expect(server.requests.length).toBe(before);
  });

  test.each([
    'http://localhost/a.yaml',
    'http://[::1]/a.yaml',
    'http://[::ffff:127.0.0.1]/a.yaml',
    'http://[64:ff9b::7f00:1]/a.yaml',
    'http://169.254.169.254/a.yaml',
    'http://0x7f000001/a.yaml',
  ])('is refused at %s though it is allowed', async (url) => {
    const source: RemoteSource = { kind: 'file', url };
    expect(lackOf(await open({ networks: '' }).resolve(source, rules({ allow: [new URL(url).origin] })))).toBe('address-refused');
  });

  test('that leads on to a private address is not followed', async () => {
    server.serve('/to-metadata.yaml', (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end());
    const allow = [server.url, 'http://169.254.169.254'];
    expect(lackOf(await open().resolve(file('/to-metadata.yaml'), rules({ allow })))).toBe('address-refused');
  });

  test('that leads on to where nothing is allowed is not followed', async () => {
    other.serve('/a.yaml', 'kind: A');
    server.serve('/away.yaml', (_, response) => response.writeHead(302, { location: `${other.url}/a.yaml` }).end());
    const before = other.requests.length;
    expect(lackOf(await open().resolve(file('/away.yaml'), rules()))).toBe('redirect-refused');
    expect(other.requests.length).toBe(before);
  });

  test('that leads on to an allowed host takes no credentials along', async () => {
    other.serve('/a.yaml', 'kind: A');
    server.serve('/moved.yaml', (_, response) => response.writeHead(307, { location: `${other.url}/a.yaml` }).end());
    const credentials = `${server.host} reader geheim\n${other.host} reader other\n`;
    const answer = await open({ credentials }).resolve(file('/moved.yaml'), rules({ allow: [server.url, other.url] }));
    expect(lackOf(answer)).toBe('here');
    expect(server.requests.at(-1)?.authorization).toMatch(/^Basic /);
    expect(other.requests.at(-1)).toEqual({ path: '/a.yaml', authorization: undefined });
  });

  test('that leads in circles ends', async () => {
    server.serve('/round.yaml', (_, response) => response.writeHead(302, { location: '/round.yaml' }).end());
    expect(lackOf(await open().resolve(file('/round.yaml'), rules()))).toBe('unreachable');
  });

  test('that sends more than it may is cut off, announced or not', async () => {
    server.serve('/announced.yaml', (_, response) => response.writeHead(200, { 'content-length': 1e9 }).end());
    server.serve('/endless.yaml', (_, response) => {
      response.writeHead(200);
      const send = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
      };
      response.on('drain', send);
      send();
    });
    expect(lackOf(await open().resolve(file('/announced.yaml'), rules()))).toBe('too-large');
    expect(lackOf(await open().resolve(file('/endless.yaml'), rules()))).toBe('too-large');
  });

  test.each([
    ['a symbolic link', packTar([{ name: 'redis/Chart.yaml', type: '2', link: '/etc/passwd' }]), 'archive-refused'],
    ['a hard link', packTar([{ name: 'redis/Chart.yaml', type: '1', link: 'x' }]), 'archive-refused'],
    ['a name that leads out', packTar([{ name: 'redis/../../x', content: 'a' }]), 'archive-refused'],
    ['an absolute name', packTar([{ name: '/etc/x', content: 'a' }]), 'archive-refused'],
    [
      'a long name that leads out',
      packTar([
        { name: '././@LongLink', type: 'L', content: '../x\0' },
        { name: 'a', content: 'a' },
      ]),
      'archive-refused',
    ],
    [
      'a pax name that leads out',
      packTar([
        { name: 'p', type: 'x', content: '13 path=../x\n' },
        { name: 'a', content: 'a' },
      ]),
      'archive-refused',
    ],
    [
      'a size that another reader takes otherwise',
      packTar([
        { name: 'p', type: 'x', content: '9 size=9\n' },
        { name: 'a', content: 'a' },
      ]),
      'archive-refused',
    ],
    [
      'the same name twice',
      packTar([
        { name: 'a', content: '1' },
        { name: './a', content: '2' },
      ]),
      'archive-refused',
    ],
    ['less than it says', packTar([{ name: 'a', content: '1', size: '00000777777\0' }]), 'archive-refused'],
    ['a bomb', gzipSync(Buffer.alloc(200 * 1024 * 1024)), 'too-large'],
    ['no archive', Buffer.from('<html>'), 'archive-refused'],
  ])('that gives an archive with %s is refused as a whole', async (_, archive, lack) => {
    server.serveCharts('/bad', [{ name: 'redis', version: '1.0.0', archive }]);
    const source: RemoteSource = { kind: 'helm', url: `${server.url}/bad`, chart: 'redis', version: '1.0.0' };
    expect(lackOf(await open().resolve(source, rules()))).toBe(lack);
  });
});
