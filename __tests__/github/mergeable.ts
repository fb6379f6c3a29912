import type { CheckRun, Pull, RequiredCheck, Store } from './store/store.ts';

export interface Mergeability {
  readonly mergeable: boolean;
  /** One line for each thing in the way. */
  readonly blockedBy: readonly string[];
}

/** "success, skipped and neutral": GitHub counts all three as passing. */
const passing = ['success', 'skipped', 'neutral'];

/**
 * GitHub's rule for the merge button: no conflict, and every required check passed on the latest head SHA in its newest run, from the expected
 * app where one is set. A run on the test merge commit counts instead of one on the head. ("Troubleshooting required status checks")
 */
export function judgeMergeable(store: Store, pull: Pull, required: readonly RequiredCheck[]): Mergeability {
  const conflict = pull.mergeable === true ? [] : [`the test merge is ${pull.mergeable === null ? 'not known yet' : 'in conflict'}`];
  const waiting = required.flatMap((check) => {
    const run = newestRun(store, pull, check);
    if (run === undefined) return [`${check.name} has not reported on ${pull.headSha}`];
    return run.status === 'completed' && passing.includes(run.conclusion ?? '') ? [] : [`${check.name} is ${run.conclusion ?? run.status}`];
  });
  const draft = pull.draft ? ['the pull request is a draft'] : [];
  const blockedBy = [...conflict, ...waiting, ...draft];
  return { mergeable: blockedBy.length === 0 && pull.state === 'open', blockedBy };
}

function newestRun(store: Store, pull: Pull, check: RequiredCheck): CheckRun | undefined {
  const runs = store.checkRuns.filter(
    (run) => run.repository === pull.repository && run.name === check.name && (check.app === undefined || run.app.id === check.app),
  );
  return runs.findLast((run) => run.headSha === pull.mergeCommitSha) ?? runs.findLast((run) => run.headSha === pull.headSha);
}
