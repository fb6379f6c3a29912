import type { Delivery, Pull } from '../store/store.ts';
import { type MergeGroup, pullRequestEvent } from '../world/events.ts';
import { landMergeGroup, makeMergeGroup } from '../world/merge-group.ts';
import { closePull, editPull, mergePull, openPull, reopenPull, setDraft } from '../world/pull-requests.ts';
import { requestTestMerge } from '../world/refs.ts';
import type { Context } from './context.ts';

export interface OpenOptions {
  /** `branch`, or `owner:branch` for a fork. */
  readonly head: string;
  readonly base?: string;
  readonly author: string;
  readonly title?: string;
  readonly body?: string | null;
  readonly draft?: boolean;
}

/** Pull requests and the merge queue. */
export function pullRequestHands({ store, repository, user, pull, fork }: Context) {
  return {
    openPullRequest: (options: OpenOptions): Delivery & { readonly number: number; readonly headSha: string; readonly pull: Pull } => {
      const [owner, branch] = options.head.includes(':') ? options.head.split(':', 2) : [undefined, options.head];
      const from = owner === undefined ? repository : fork(owner);
      const { pull: opened, delivery } = openPull(store, {
        repository,
        head: { repository: from, ref: branch ?? options.head },
        base: options.base ?? repository.defaultBranch,
        author: user(options.author),
        title: options.title ?? `Change from ${options.head}`,
        body: options.body ?? null,
        draft: options.draft ?? false,
      });
      return { ...delivery, number: opened.number, headSha: opened.headSha, pull: opened };
    },
    pull,
    mergePullRequest: (number: number, options: { readonly method?: 'merge' | 'squash'; readonly by: string }) =>
      mergePull(store, pull(number), options.method ?? 'merge', user(options.by)),
    closePullRequest: (number: number, by: string): Delivery => closePull(store, pull(number), user(by)),
    reopenPullRequest: (number: number, by: string): Delivery => reopenPull(store, pull(number), user(by)),
    editPullRequest: (
      number: number,
      edit: { readonly title?: string; readonly body?: string; readonly base?: string },
      by: string,
    ): Delivery => editPull(store, pull(number), edit, user(by)),
    setDraft: (number: number, draft: boolean, by: string): Delivery => setDraft(store, pull(number), draft, user(by)),
    /** So many reads see `mergeable: null` after every move from now on; pull requests at hand start over. */
    delayMergeability: (reads: number): void => {
      store.mergeLag = reads;
      for (const each of store.pulls) if (each.state === 'open') requestTestMerge(store, each);
    },
    mergeGroup: (numbers: readonly number[], by: string): Delivery & { readonly group: MergeGroup } => {
      const { group, delivery } = makeMergeGroup(store, numbers.map(pull), user(by));
      return { ...delivery, group };
    },
    landMergeGroup: (numbers: readonly number[], group: MergeGroup, by: string): readonly Delivery[] =>
      landMergeGroup(store, numbers.map(pull), group, user(by)),

    /** A pull request's payload as it would be sent now, under any action. */
    pullRequestEvent: (number: number, action: string, sender: string, more: Record<string, unknown> = {}): Delivery =>
      pullRequestEvent(store, pull(number), action, user(sender), more),
  };
}
