import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RemoteServer, type ServedChart, sha256, startRemoteServer } from '../remote/server.ts';
import { packChart } from '../remote/tar.ts';
import { type Clinic, type ClinicOptions, openClinic } from './clinic.ts';

let server: RemoteServer;
beforeEach(async () => {
  server = await startRemoteServer();
});
afterEach(() => server.close());

const deployment = (more: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  selector: {matchLabels: {app: queue}}
  template:
    metadata: {labels: {app: queue}}
    spec:
      containers:
        - name: queue
          image: registry.example.dk/queue@sha256:${'a'.repeat(64)}
          securityContext: {${more}}
`;
const sound = packChart('queue', '18.1.0', { 'templates/d.yaml': deployment('privileged: false') });
const privileged = packChart('queue', '18.2.0', { 'templates/d.yaml': deployment('privileged: true') });
const charts: readonly ServedChart[] = [
  { name: 'queue', version: '18.1.0', archive: sound },
  { name: 'queue', version: '18.2.0', archive: privileged },
];

const repository = (url: string): string =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: {name: charts, namespace: journal}\nspec: {url: "${url}"}\n`;
const release = (version: string, values = '{}'): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: queue, namespace: journal}\nspec:\n  chart: {spec: {chart: queue, version: ${version}, sourceRef: {kind: HelmRepository, name: charts}}}\n  values: ${values}\n`;
const locked = (version: string, archive: Buffer, resolved = version): string =>
  `version: 1\nsources:\n  - {kind: helm, url: "${server.url}/charts", chart: queue, version: "${version}", resolved: "${resolved}", sha256: ${sha256(archive)}}\n`;
const lockPath = '.github/tilsyn.lock.yaml';
const configuration = (allow = server.url): string => `environment: production\napprovals: none\nremote:\n  allow: ["${allow}"]\n`;

/** The test's own word that loopback may be reached; nothing in a pull request can say it. */
const reach = { env: { TILSYN_REMOTE_NETWORKS: '127.0.0.1' } };

/** A clinic whose queue is a chart of the server, locked. */
function openWithQueue(options: ClinicOptions = {}): Promise<Clinic> {
  server.serveCharts('/charts', charts);
  return openClinic({
    configuration: configuration(),
    ...options,
    files: {
      'apps/queue/repository.yaml': repository(`${server.url}/charts`),
      'apps/queue/release.yaml': release('18.1.0'),
      [lockPath]: locked('18.1.0', sound),
      ...options.files,
    },
  });
}

interface Told {
  readonly conclusion: string | undefined;
  readonly said: string;
  readonly clinic: Clinic;
}

const clinics: Clinic[] = [];
afterEach(async () => {
  await Promise.all(clinics.splice(0).map(({ github }) => github.close()));
});

/** What comes of a change to a clinic, in the words of its comment. */
async function tell(clinic: Clinic, files: Parameters<Clinic['change']>[1], how: Parameters<Clinic['review']>[1] = reach): Promise<Told> {
  clinics.push(clinic);
  const { number, headSha, payload } = clinic.change('change', files);
  await clinic.review({ payload }, how);
  const said = clinic
    .said(number)
    .map(({ body }) => body)
    .join('\n');
  return { conclusion: clinic.check(headSha)?.conclusion ?? undefined, said, clinic };
}

describe('a chart of a repository elsewhere', () => {
  test('of another version is judged as what it deploys, each side by its own lock, and asks for a second pair of eyes', async () => {
    const { conclusion, said } = await tell(await openWithQueue(), {
      'apps/queue/release.yaml': release('18.2.0'),
      [lockPath]: locked('18.2.0', privileged),
    });
    expect(conclusion).toBe('failure');
    expect(said).toContain('WKL-02');
    expect(said).toContain('apps/queue/release.yaml');
    expect(said).not.toContain('templates/d.yaml');
    expect(said).toContain('Four-eyes rule: 0 of 1');
    expect(said).toContain('Sources from outside this repository');
  });

  test('that is the same on both sides lets another change pass', async () => {
    const { conclusion } = await tell(await openWithQueue(), { 'apps/queue/more.yaml': quota });
    expect(conclusion).toBe('success');
  });

  test('that is in the lock under the content of another is refused, and so is one under a name that it does not stand for', async () => {
    const { conclusion, said } = await tell(await openWithQueue(), {
      'apps/queue/release.yaml': release('18.2.0'),
      [lockPath]: locked('18.2.0', sound),
    });
    expect(conclusion).toBe('failure');
    expect(said).toContain('its content is not the one that was locked');
    expect(said).toContain('did not render, so the check blocks');
    const other = await tell(await openWithQueue(), {
      'apps/queue/release.yaml': release('18.2.0'),
      [lockPath]: locked('18.2.0', sound, '18.1.0'),
    });
    expect(other.conclusion).toBe('failure');
    expect(other.said).toContain('it stands for something else than the lock says');
  });

  test('that nobody locked is loud, with what its values show by themselves', async () => {
    const { conclusion, said } = await tell(await openWithQueue(), {
      'apps/queue/release.yaml': release('18.2.0', '{securityContext: {privileged: true}, password: geheim}'),
    });
    expect(conclusion).toBe('failure');
    expect(said).toContain('the lock has no entry for it');
    expect(said).toContain('`securityContext.privileged: true`');
    expect(said).not.toContain('geheim');
  });

  test('whose server is gone cannot be decided where the change brings it', async () => {
    const clinic = await openWithQueue();
    server.serve('/charts/index.yaml', (_, response) => response.writeHead(503).end());
    const { conclusion, said } = await tell(clinic, {
      'apps/queue/release.yaml': release('18.2.0'),
      [lockPath]: locked('18.2.0', privileged),
    });
    expect(conclusion).toBe('failure');
    expect(said).toContain('its server did not answer as needed');
  });

  test('with a lock that cannot be read is undecided, with its line', async () => {
    const { conclusion, said } = await tell(await openWithQueue(), { [lockPath]: 'version: 1\nsources:\n  - {kind: ftp}\n' });
    expect(conclusion).toBe('failure');
    expect(said).toMatch(/lock of remote sources `\.github\/tilsyn\.lock\.yaml`, line 3/);
  });
});

const quota = 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: more, namespace: journal}\nspec: {hard: {pods: "9"}}\n';

describe('a pull request that wants something fetched', () => {
  test('from a private address gets nothing, though the base allows the address, unless the workflow says that it is its own network', async () => {
    const clinic = await openWithQueue();
    const { conclusion, said } = await tell(
      clinic,
      { 'apps/queue/release.yaml': release('18.2.0'), [lockPath]: locked('18.2.0', privileged) },
      { env: {} },
    );
    expect(conclusion).toBe('failure');
    expect(said).toContain('its host leads to an address that is not public');
    expect(server.requests).toEqual([]);
  });

  test('from where the base allows nothing gets nothing, though it allows that itself', async () => {
    server.serveCharts('/charts', charts);
    const clinic = await openClinic({ configuration: configuration('https://charts.example.dk') });
    const { conclusion, said } = await tell(clinic, {
      '.github/tilsyn.yml': configuration(),
      'apps/queue/repository.yaml': repository(`${server.url}/charts`),
      'apps/queue/release.yaml': release('18.1.0'),
      [lockPath]: locked('18.1.0', sound),
    });
    expect(conclusion).toBe('failure');
    expect(said).toContain('`remote.allow` of the configuration does not name its address');
    expect(server.requests).toEqual([]);
  });

  test('by way of a redirect to the addresses of the machine gets nothing', async () => {
    const clinic = await openWithQueue({
      configuration: `environment: production\napprovals: none\nremote:\n  allow: ["${server.url}", "http://169.254.169.254"]\n`,
    });
    server.serve('/charts/queue-18.2.0.tgz', (_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    );
    const { conclusion, said } = await tell(clinic, {
      'apps/queue/release.yaml': release('18.2.0'),
      [lockPath]: locked('18.2.0', privileged),
    });
    expect(conclusion).toBe('failure');
    expect(said).toContain('its host leads to an address that is not public');
  });

  test('from another address of an allowed host gets no credentials there', async () => {
    const credentials = { env: { ...reach.env, TILSYN_REMOTE_CREDENTIALS: `${server.host} reader geheim-kode` } };
    const clinic = await openWithQueue();
    server.serveCharts('/mine', charts);
    const { said } = await tell(
      clinic,
      {
        'apps/queue/repository.yaml': repository(`${server.url}/mine`),
        'apps/queue/release.yaml': release('18.2.0'),
        [lockPath]: locked('18.2.0', privileged).replace('/charts', '/mine'),
      },
      credentials,
    );
    const asked = (path: string) => server.requests.filter((one) => one.path.startsWith(path)).map(({ authorization }) => authorization);
    expect(new Set(asked('/charts/'))).toEqual(new Set([`Basic ${Buffer.from('reader:geheim-kode').toString('base64')}`]));
    expect(new Set(asked('/mine/'))).toEqual(new Set([undefined]));
    expect(said).not.toContain('geheim-kode');
  });

  test('that is larger than is read gets nothing of it', async () => {
    const clinic = await openWithQueue();
    server.serve('/charts/queue-18.2.0.tgz', (_, response) => response.writeHead(200, { 'content-length': 1e9 }).end());
    const { conclusion, said } = await tell(clinic, {
      'apps/queue/release.yaml': release('18.2.0'),
      [lockPath]: locked('18.2.0', privileged),
    });
    expect(conclusion).toBe('failure');
    expect(said).toContain('it is larger than is read');
  });
});
