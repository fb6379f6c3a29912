import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRemote } from '../action/remote.ts';
import type { RemoteFetcher } from '../model/remote.ts';

/** Remote sources for somebody at a terminal: what was fetched is kept in the folder for such things, https://specifications.freedesktop.org/basedir-spec. */
export function openOwnRemote({ offline }: { readonly offline?: boolean }): RemoteFetcher {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return openRemote({
    environment: process.env,
    temporaryFolder: tmpdir(),
    cacheFolder: join(caches, 'tilsyn'),
    offline: offline ?? false,
  });
}
