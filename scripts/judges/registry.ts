/**
 * Starts the registry that is handed in on loopback, puts charts and an artifact of Flux into it by its own protocol, and holds what the fetcher makes of
 * them against what was put there: by tag, by digest, by range, from the cache, and behind a tag that has moved.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { packChart, packTar } from '../../__tests__/remote/tar.ts';
import { readDeployable } from '../../src/discover/read-deployable.ts';
import type { RemoteSource } from '../../src/model/remote.ts';
import { openCache } from '../../src/source/remote/cache.ts';
import { openFetcher } from '../../src/source/remote/fetcher.ts';
import { readNetworks } from '../../src/source/remote/public-address.ts';

const [program = '', folder = ''] = process.argv.slice(2);
const CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const settings = join(folder, 'registry.yml');
writeFileSync(
  settings,
  `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${join(folder, 'data')}}, delete: {enabled: true}}\nhttp: {addr: "127.0.0.1:${port}"}\n`,
);
const registry = spawn(program, ['serve', settings], { stdio: ['ignore', 'ignore', 'inherit'] });
try {
  await untilItAnswers();
  const [first, second] = [
    packChart('queue', '1.0.0', { 'values.yaml': 'a: 1\n' }),
    packChart('queue', '1.1.0', { 'values.yaml': 'a: 2\n' }),
  ];
  const digest = await push('org/queue', '1.0.0', first, CHART);
  await push('org/queue', '1.1.0', second, CHART);
  const artifact = packTar([{ name: './deploy/a.yaml', content: 'kind: A\n' }]);
  await push('org/folder', 'v1', artifact, 'application/vnd.cncf.flux.content.v1.tar+gzip');

  const queue = (version: string): RemoteSource => ({ kind: 'oci', url: `oci://127.0.0.1:${port}/org/queue`, version });
  await expectContent(queue('1.0.0'), first, ['queue/Chart.yaml', 'queue/values.yaml']);
  await expectContent(queue(`sha256:${digest}`), first, ['queue/Chart.yaml', 'queue/values.yaml']);
  await expectContent(queue('^1.0'), second, ['queue/Chart.yaml', 'queue/values.yaml']);
  await expectContent(queue(''), second, ['queue/Chart.yaml', 'queue/values.yaml']);
  await expectContent({ kind: 'oci', url: `oci://127.0.0.1:${port}/org/folder`, version: 'v1' }, artifact, ['deploy/a.yaml']);
  await expectLack(queue('9.9.9'), 'not-found');
  await expectMovedTag(queue('1.0.0'), second);
  process.stdout.write('The registry gives what was put into it: 7 sources.\n');
} finally {
  registry.kill();
}

function open(cache: string) {
  return openFetcher({
    environment: process.env,
    temporaryFolder: folder,
    select: readDeployable,
    cache: openCache(join(folder, cache)),
    credentials: new Map(),
    networks: readNetworks('127.0.0.1'),
  });
}

async function expectContent(source: RemoteSource, archive: Buffer, paths: readonly string[]): Promise<void> {
  const found = await open('first').resolve(source, { allow: [base], isOwnAddress: false });
  assert.ok('entry' in found, JSON.stringify(found));
  assert.equal(found.entry.sha256, sha256(archive));
  assert.deepEqual([...found.content.files.keys()].sort(), paths);
  const again = await open('second').fetch(found.entry, { allow: [base], isOwnAddress: false, isNew: true });
  assert.ok('content' in again, JSON.stringify(again));
}

async function expectLack(source: RemoteSource, lack: string): Promise<void> {
  const found = await open('first').resolve(source, { allow: [base], isOwnAddress: false });
  assert.equal('lack' in found ? found.lack : 'here', lack);
}

async function expectMovedTag(source: RemoteSource, other: Buffer): Promise<void> {
  const found = await open('first').resolve(source, { allow: [base], isOwnAddress: false });
  assert.ok('entry' in found);
  await push('org/queue', '1.0.0', other, CHART);
  const moved = await open('first').fetch(found.entry, { allow: [base], isOwnAddress: false, isNew: true });
  assert.equal('lack' in moved ? moved.lack : 'here', 'other-content');
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push; gives the digest of the manifest. */
async function push(repository: string, tag: string, layer: Buffer, mediaType: string): Promise<string> {
  const config = Buffer.from('{}');
  for (const blob of [config, layer]) {
    const begun = await fetch(`${base}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
    const place = new URL(begun.headers.get('location') ?? '', base);
    place.searchParams.set('digest', `sha256:${sha256(blob)}`);
    const put = await fetch(place, { method: 'PUT', body: new Uint8Array(blob), headers: { 'content-type': 'application/octet-stream' } });
    assert.equal(put.status, 201);
  }
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: `sha256:${sha256(config)}`, size: config.length },
    layers: [{ mediaType, digest: `sha256:${sha256(layer)}`, size: layer.length }],
  });
  const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
  const put = await fetch(`${base}/v2/${repository}/manifests/${tag}`, { method: 'PUT', body: manifest, headers });
  assert.equal(put.status, 201, await put.text());
  return sha256(manifest);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function untilItAnswers(): Promise<void> {
  for (let count = 0; count < 100; count += 1) {
    const answer = await fetch(`${base}/v2/`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the registry does not answer');
}
