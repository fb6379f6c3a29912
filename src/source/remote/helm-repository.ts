import type { HelmSource } from '../../model/remote.ts';
import { type ChartVersion, findVersions } from './helm-index.ts';
import { MAX_ARCHIVE_BYTES, MAX_INDEX_BYTES } from './limits.ts';
import { RemoteError } from './remote-error.ts';
import { expectOk } from './request.ts';
import type { Session } from './session.ts';
import { chooseVersion, fits } from './versions.ts';

/** https://helm.sh/docs/topics/chart_repository/: an index that lists archives, and the archives anywhere. */
export async function resolveChart({ url, chart, version }: HelmSource, session: Session): Promise<ChartVersion> {
  const versions = await readIndex(url, chart, session);
  const chosen = chooseVersion(
    version,
    versions.map((one) => one.version),
  );
  const found = versions.find((one) => one.version === chosen);
  if (found === undefined) throw new RemoteError('not-found', `${chart} has no version ${version || 'that is finished'}`);
  return found;
}

/** The version that the lock names, if the source may stand for it. */
export async function findChart({ url, chart, version }: HelmSource, resolved: string, session: Session): Promise<ChartVersion> {
  if (!fits(version, resolved)) throw new RemoteError('other-content', `${version} is not ${resolved}`);
  const found = (await readIndex(url, chart, session)).find((one) => one.version === resolved);
  if (found === undefined) throw new RemoteError('not-found', `${chart} has no version ${resolved}`);
  return found;
}

export async function downloadChart({ url }: HelmSource, { url: archive }: ChartVersion, session: Session): Promise<Buffer> {
  const base = `${url}/`;
  if (!URL.canParse(archive, base)) throw new RemoteError('not-understood', 'the index names no address of the archive');
  const answer = await session.get(new URL(archive, base).href, { maxBytes: MAX_ARCHIVE_BYTES, own: url });
  expectOk(answer);
  return answer.body;
}

async function readIndex(url: string, chart: string, session: Session): Promise<readonly ChartVersion[]> {
  const index = await session.once(`${url}/index.yaml`, async () => {
    const answer = await session.get(`${url}/index.yaml`, { maxBytes: MAX_INDEX_BYTES, own: url });
    expectOk(answer);
    return answer.body;
  });
  const versions = findVersions(index, chart);
  if (versions === undefined) throw new RemoteError('not-found', `the index has no chart ${chart}`);
  return versions;
}
