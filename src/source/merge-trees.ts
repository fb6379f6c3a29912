import { MAX_LISTING_BYTES } from './limits.ts';
import { listBlobsToMerge } from './merge-blobs.ts';
import type { ObjectStore } from './object-store.ts';
import { changedPaths, type Listing } from './tree.ts';

export type MergedTree =
  | {
      readonly conflicts?: never;
      /** Tree of head merged onto the base tip. */
      readonly tree: string;
      readonly listing: Listing;
      /** Paths whose content, mode or existence differs from head's: lines of head are not lines of these. */
      readonly differsFromHead: readonly string[];
    }
  | { readonly conflicts: readonly string[] };

/**
 * Merges as `git merge` would, without a working tree. The three commits must have been fetched. Git before 2.40 finds the merge base in the history,
 * of which there is none here; so three commits that say just this much of a history are written.
 */
export async function mergeTrees(store: ObjectStore, baseTip: string, head: string, mergeBase: string): Promise<MergedTree> {
  const [tipListing, headListing, baseListing] = [
    await store.listTree(baseTip),
    await store.listTree(head),
    await store.listTree(mergeBase),
  ];
  await store.fetchBlobs(listBlobsToMerge(baseListing.entries, tipListing.entries, headListing.entries));
  const root = await writeCommit(store, mergeBase, []);
  const ours = await writeCommit(store, baseTip, [root]);
  const theirs = await writeCommit(store, head, [root]);
  const { output, status } = await store.git({
    args: [...MERGE_SETTINGS, 'merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs],
    accept: [0, 1],
    maxOutput: MAX_LISTING_BYTES,
  });
  const [tree = '', ...conflicts] = output
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '');
  if (status === 1) return { conflicts };
  const listing = await store.listTree(tree);
  return { tree, listing, differsFromHead: changedPaths(headListing.entries, listing.entries) };
}

/** What does not follow from the content of the trees is set: no driver of a `.gitattributes`, which the pull request writes, is looked up. */
const MERGE_SETTINGS = [
  '-c',
  'merge.directoryRenames=false',
  '-c',
  'merge.renames=true',
  '-c',
  'merge.renameLimit=2000',
  '-c',
  'merge.conflictStyle=merge',
];

async function writeCommit(store: ObjectStore, source: string, parents: readonly string[]): Promise<string> {
  const { output } = await store.git({
    args: [...IDENTITY, 'commit-tree', ...parents.flatMap((parent) => ['-p', parent]), '-m', 'tilsyn', `${source}^{tree}`],
  });
  return output.toString('latin1').trim();
}

const IDENTITY = ['-c', 'user.name=tilsyn', '-c', 'user.email=tilsyn@localhost', '-c', 'commit.gpgSign=false'];
