import { readDeployable } from '../discover/read-deployable.ts';
import type { Side } from '../model/side.ts';
import { selectEvidence, withEvidence } from '../register/evidence-paths.ts';
import type { FileTree, TreeEntry } from '../source/tree.ts';

/** What a revision of a local repository deploys, and the list of all its files. */
export interface RevisionSide {
  readonly entries: readonly TreeEntry[];
  readonly side: Side;
}

export async function readRevision(tree: FileTree): Promise<RevisionSide> {
  return { entries: (await tree.list()).entries, side: await readDeployable(tree) };
}

/** The same with the documents that its register names. */
export async function addEvidence({ entries, side }: RevisionSide, tree: FileTree, register: string): Promise<Side> {
  const documents = selectEvidence(entries, side, register);
  return documents.length === 0 ? side : withEvidence(side, await tree.read(documents));
}
