import { readDeployable } from '../discover/read-deployable.ts';
import type { RemoteFetcher } from '../model/remote.ts';
import { noCache, openCache } from '../source/remote/cache.ts';
import { readCredentials } from '../source/remote/credentials.ts';
import { openFetcher } from '../source/remote/fetcher.ts';
import { readNetworks } from '../source/remote/public-address.ts';

export interface RemoteSettings {
  /** Of the workflow or of whoever runs the command; nothing of it comes from what is judged. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly temporaryFolder: string;
  /** Where contents are kept, unless the environment names a folder. */
  readonly cacheFolder?: string;
  readonly offline?: boolean;
}

/** What brings in contents from outside, as `TILSYN_REMOTE_CACHE`, `TILSYN_REMOTE_CREDENTIALS` and `TILSYN_REMOTE_NETWORKS` say. Throws at what cannot be read. */
export function openRemote({ environment, temporaryFolder, cacheFolder, offline = false }: RemoteSettings): RemoteFetcher {
  const folder = environment.TILSYN_REMOTE_CACHE || cacheFolder;
  return openFetcher({
    environment,
    temporaryFolder,
    offline,
    select: readDeployable,
    cache: folder === undefined ? noCache : openCache(folder),
    credentials: readCredentials(environment.TILSYN_REMOTE_CREDENTIALS ?? ''),
    networks: readNetworks(environment.TILSYN_REMOTE_NETWORKS ?? ''),
  });
}
