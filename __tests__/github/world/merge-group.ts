import { commitTree } from '../git/commit.ts';
import { mergeTrees, updateRef } from '../git/repository.ts';
import type { Delivery, Pull, Store, User } from '../store/store.ts';
import { type MergeGroup, mergeGroupEvent } from './events.ts';
import { landPull, signatureOf } from './pull-requests.ts';
import { branchTip } from './refs.ts';

/** A merge queue's group: the heads merged one after the other onto the base's tip, on a branch below `gh-readonly-queue/`. */
export function makeMergeGroup(store: Store, pulls: readonly Pull[], by: User): { group: MergeGroup; delivery: Delivery } {
  const [first] = pulls;
  const baseSha = first === undefined ? undefined : branchTip(first.repository, first.baseRef);
  if (first === undefined || baseSha === undefined) throw new Error('a merge group needs a pull request');
  const { gitDir } = first.repository;
  const headSha = pulls.reduce((tip, pull) => {
    const tree = mergeTrees(gitDir, tip, pull.headSha);
    if (tree === undefined) throw new Error(`pull request ${pull.number} conflicts`);
    const date = store.tick();
    const message = `Merge pull request #${pull.number} from ${pull.head.owner.login}/${pull.head.ref}\n\n${pull.title}`;
    const committer = { name: 'GitHub', email: 'noreply@github.com', date };
    return commitTree(gitDir, { tree, parents: [tip, pull.headSha], message, author: signatureOf(by, date), committer });
  }, baseSha);
  const name = `gh-readonly-queue/${first.baseRef}/pr-${pulls.at(-1)?.number}-${baseSha}`;
  updateRef(gitDir, `refs/heads/${name}`, headSha);
  const group = { headSha, headRef: `refs/heads/${name}`, baseSha, baseRef: `refs/heads/${first.baseRef}` };
  const delivery = mergeGroupEvent(store, first.repository, group, by);
  store.deliveries.push(delivery);
  return { group, delivery };
}

/** The queue's checks have passed: the base moves to the group's head. */
export function landMergeGroup(store: Store, pulls: readonly Pull[], group: MergeGroup, by: User): Delivery[] {
  return pulls.flatMap((pull) => landPull(store, pull, group.baseSha, group.headSha, by, 'merge_queue_merge'));
}
