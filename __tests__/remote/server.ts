import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that serves what it is given, by path, and remembers what it was asked. */
export interface RemoteServer {
  readonly url: string;
  readonly host: string;
  readonly requests: readonly { readonly path: string; readonly authorization: string | undefined }[];
  serve(path: string, answer: Served): void;
  /** A Helm repository: an index of archives that lie beside it. */
  serveCharts(path: string, charts: readonly ServedChart[]): void;
  /** An artifact of a registry under a tag: https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
  serveArtifact(repository: string, tag: string, layer: Buffer, mediaType?: string): void;
  /** From now on every request below the path needs this authorization, which a token from `/token` gives to that user. */
  protectWithToken(path: string, user: string, password: string): void;
  close(): Promise<void>;
}

export type Served = Buffer | string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface ServedChart {
  readonly name: string;
  readonly version: string;
  readonly archive: Buffer;
  /** In place of the archive's own digest; null: the index says none. */
  readonly digest?: string | null;
  readonly url?: string;
}

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

export async function startRemoteServer(): Promise<RemoteServer> {
  const served = new Map<string, Served>();
  const requests: { path: string; authorization: string | undefined }[] = [];
  const guarded: { path: string; user: string; password: string }[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { authorization } = request.headers;
    requests.push({ path: request.url ?? '', authorization });
    const guard = guarded.find(({ path }) => pathname.startsWith(path));
    if (guard !== undefined && authorization !== 'Bearer good') {
      const challenge = `Bearer realm="${url()}/token",service="registry",scope="repository:x:pull"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return;
    }
    if (pathname === '/token') {
      const known = guarded.some(
        ({ user, password }) => authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      );
      response.writeHead(known ? 200 : 401).end(known ? JSON.stringify({ token: 'good' }) : '');
      return;
    }
    const answer = served.get(pathname);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(request, response);
    else response.writeHead(200, { 'content-length': Buffer.byteLength(answer) }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = (): string => `http://${host}`;
  return {
    url: url(),
    host,
    requests,
    serve: (path, answer) => served.set(path, answer),
    serveCharts: (path, charts) => {
      const names = [...new Set(charts.map(({ name }) => name))];
      const block = (name: string): string =>
        charts
          .filter((chart) => chart.name === name)
          .map(({ version, archive, digest = sha256(archive), url: address = `${name}-${version}.tgz` }) =>
            [
              '  - apiVersion: v2',
              ...(digest === null ? [] : [`    digest: ${digest}`]),
              `    name: ${name}`,
              '    urls:',
              `    - ${address}`,
              `    version: ${version}`,
            ].join('\n'),
          )
          .join('\n');
      served.set(
        `${path}/index.yaml`,
        `apiVersion: v1\nentries:\n${names.map((name) => `  ${name}:\n${block(name)}`).join('\n')}\ngenerated: "2026-01-01T00:00:00Z"\n`,
      );
      for (const { name, version, archive } of charts) served.set(`${path}/${name}-${version}.tgz`, archive);
    },
    serveArtifact: (repository, tag, layer, mediaType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip') => {
      const config = '{}';
      const manifest = JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: `sha256:${sha256(config)}`, size: config.length },
        layers: [{ mediaType, digest: `sha256:${sha256(layer)}`, size: layer.length }],
      });
      const base = `/v2/${repository}`;
      served.set(`${base}/manifests/${tag}`, manifest);
      served.set(`${base}/manifests/sha256:${sha256(manifest)}`, manifest);
      served.set(`${base}/blobs/sha256:${sha256(layer)}`, layer);
      const tags = [...served.keys()].flatMap((path) =>
        path.startsWith(`${base}/manifests/`) && !path.includes('sha256:') ? [path.slice(base.length + 11)] : [],
      );
      served.set(`${base}/tags/list`, JSON.stringify({ name: repository, tags }));
    },
    protectWithToken: (path, user, password) => guarded.push({ path, user, password }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
