import { z } from 'zod';
import { isAllowed } from '../../config/remote-allow.ts';
import type { OciSource } from '../../model/remote.ts';
import { basicAuthorization } from './credentials.ts';
import { MAX_ARCHIVE_BYTES, MAX_MANIFEST_BYTES, MAX_TAG_PAGES } from './limits.ts';
import { RemoteError } from './remote-error.ts';
import { type Answer, expectOk } from './request.ts';
import type { Session } from './session.ts';
import { chooseVersion, fits } from './versions.ts';

/** An artifact as its manifest describes it. */
export interface Artifact {
  /** The tag, or the digest of the manifest where no tag names it. */
  readonly resolved: string;
  /** SHA-256 of the layer that is deployed, hex. */
  readonly sha256: string;
}

/** A registry over the distribution protocol: https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
export async function resolveArtifact(source: OciSource, session: Session): Promise<Artifact> {
  const registry = openRegistry(source, session);
  const { version } = source;
  if (version.startsWith('sha256:')) return { resolved: version, sha256: await readManifest(registry, version) };
  const tag = version.replace('+', '_');
  if (isTag(tag)) {
    try {
      return { resolved: tag, sha256: await readManifest(registry, tag) };
    } catch (error) {
      if (!(error instanceof RemoteError && error.lack === 'not-found')) throw error;
    }
  }
  const chosen = chooseVersion(version, await listTags(registry));
  if (chosen === undefined) throw new RemoteError('not-found', `no tag fits ${version || 'a finished version'}`);
  return { resolved: chosen, sha256: await readManifest(registry, chosen) };
}

/** The artifact that the lock names, if the source may stand for it. */
export async function findArtifact(source: OciSource, resolved: string, session: Session): Promise<Artifact> {
  const isSame = resolved === source.version.replace('+', '_');
  if (!isSame && (source.version.startsWith('sha256:') || !fits(source.version, resolved)))
    throw new RemoteError('other-content', `${source.version} is not ${resolved}`);
  return { resolved, sha256: await readManifest(openRegistry(source, session), resolved) };
}

export async function downloadLayer(source: OciSource, sha256: string, session: Session): Promise<Buffer> {
  const answer = await openRegistry(source, session).get(`blobs/sha256:${sha256}`, MAX_ARCHIVE_BYTES);
  expectOk(answer);
  return answer.body;
}

interface Registry {
  /** Gets what lies below the repository. */
  readonly get: (path: string, maxBytes: number, accept?: string) => Promise<Answer>;
}

function openRegistry({ url }: OciSource, session: Session): Registry {
  const rest = url.slice('oci://'.length);
  const [host = '', ...steps] = rest.split('/');
  const repository = steps.join('/');
  if (!/^[a-z0-9._-]+(\/[a-z0-9._-]+)*$/.test(repository)) throw new RemoteError('not-understood', 'no name of a repository of a registry');
  const scheme = isAllowed(`https://${rest}`, session.allow) ? 'https' : 'http';
  const own = `${scheme}://${rest}`;
  const get: Registry['get'] = async (path, maxBytes, accept) => {
    const address = `${scheme}://${host}/v2/${repository}/${path}`;
    const how = { maxBytes, standsFor: own, ...(accept === undefined ? {} : { accept }) };
    const answer = await session.get(address, how);
    if (answer.status !== 401) return answer;
    const authorization = await authorise(answer.headers['www-authenticate'] ?? '', new URL(own), session);
    return authorization === undefined ? answer : session.get(address, { ...how, authorization });
  };
  return { get };
}

/**
 * https://distribution.github.io/distribution/spec/auth/token/: the registry names who gives tokens. That address has to be allowed as any other, and gets
 * the credentials of its own host alone.
 */
async function authorise(challenge: string, registry: URL, session: Session): Promise<string | undefined> {
  const own = session.credentialFor(registry);
  if (/^basic\b/i.test(challenge)) return own && basicAuthorization(own);
  const [realm, service, scope] = ['realm', 'service', 'scope'].map((name) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1]);
  if (!/^bearer\b/i.test(challenge) || realm === undefined || !URL.canParse(realm)) return undefined;
  const address = new URL(realm);
  if (service !== undefined) address.searchParams.set('service', service);
  if (scope !== undefined) address.searchParams.set('scope', scope);
  const credential = session.credentialFor(address);
  const answer = await session.get(address.href, {
    maxBytes: MAX_MANIFEST_BYTES,
    standsFor: address.host === registry.host ? registry.href : `${address.origin}${address.pathname}`,
    ...(credential === undefined ? {} : { authorization: basicAuthorization(credential) }),
  });
  expectOk(answer);
  const read = tokenSchema.safeParse(parseJson(answer.body));
  const token = read.success ? (read.data.token ?? read.data.access_token) : undefined;
  if (token === undefined || !/^[\w.~+/=-]+$/.test(token)) throw new RemoteError('not-understood', `${address.host} gave no token`);
  return `Bearer ${token}`;
}

const tokenSchema = z.looseObject({ token: z.string().optional(), access_token: z.string().optional() });

const CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const MANIFESTS = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];

const manifestSchema = z.looseObject({
  layers: z.array(z.looseObject({ mediaType: z.string(), digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) })).min(1),
});

/** The digest of the layer that is deployed: the chart, or else the first archive, as Flux takes it. */
async function readManifest(registry: Registry, reference: string): Promise<string> {
  const answer = await registry.get(`manifests/${reference}`, MAX_MANIFEST_BYTES, MANIFESTS.join(', '));
  expectOk(answer);
  if (reference.startsWith('sha256:') && reference !== `sha256:${answer.sha256}`)
    throw new RemoteError('digest-mismatch', `the manifest is sha256:${answer.sha256}`);
  const read = manifestSchema.safeParse(parseJson(answer.body));
  if (!read.success) throw new RemoteError('not-understood', `${reference} has no manifest of one artifact`);
  const { layers } = read.data;
  const layer =
    layers.find(({ mediaType }) => mediaType === CHART) ?? layers.find(({ mediaType }) => /tar\+gzip$|tar\.gzip$/.test(mediaType));
  if (layer === undefined) throw new RemoteError('not-understood', `${reference} has no archive`);
  return layer.digest.slice('sha256:'.length);
}

const tagsSchema = z.looseObject({ tags: z.array(z.string()).nullable() });

async function listTags(registry: Registry): Promise<readonly string[]> {
  const tags: string[] = [];
  let page: string | undefined = 'tags/list?n=1000';
  for (let count = 0; page !== undefined; count += 1) {
    if (count >= MAX_TAG_PAGES) throw new RemoteError('too-large', `more than ${MAX_TAG_PAGES} pages of tags`);
    const answer: Answer = await registry.get(page, MAX_MANIFEST_BYTES);
    expectOk(answer);
    const read = tagsSchema.safeParse(parseJson(answer.body));
    if (!read.success) throw new RemoteError('not-understood', 'no list of tags');
    tags.push(...(read.data.tags ?? []));
    const last = /[?&]last=([^&>]+)[^>]*>;\s*rel="next"/.exec(String(answer.headers.link ?? ''))?.[1];
    page = last === undefined ? undefined : `tags/list?n=1000&last=${last}`;
  }
  return tags.filter(isTag);
}

function isTag(text: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(text);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
