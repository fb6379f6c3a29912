import type { SourceFile } from '../model/side.ts';
import { type ReadManifests, readManifests } from '../yaml/read.ts';

/** What was read before, by content: the two sides of a change share nearly all their files. */
export type ReadCache = Map<string, ReadManifests>;

export function readOnce(file: SourceFile, cache: ReadCache): ReadManifests {
  const known = cache.get(file.oid);
  if (known !== undefined) return known;
  const manifests = readManifests(file.path, file.bytes);
  cache.set(file.oid, manifests);
  return manifests;
}
