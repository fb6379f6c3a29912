import type { Delivery } from '../store/store.ts';
import { scheduleEvent, workflowRunEvent } from '../world/events.ts';
import { branchTip } from '../world/refs.ts';
import type { Context } from './context.ts';

/** Workflows that end, and those that start by the clock. */
export function runHands({ store, repository, user, pull, announce }: Context) {
  return {
    /** A workflow has ended: the signal that starts `workflow_run`. */
    completeWorkflow: (run: {
      readonly name: string;
      readonly path?: string;
      readonly event: string;
      /** Absent for a run that no pull request set off. */
      readonly pull?: number;
      readonly headSha?: string;
      readonly conclusion?: string;
      readonly actor?: string;
    }): Delivery & { readonly id: number } => {
      const of = run.pull === undefined ? undefined : pull(run.pull);
      const main = repository.defaultBranch;
      const added = {
        id: store.nextId(),
        repository,
        headRepository: of?.head.repository ?? repository,
        name: run.name,
        path: run.path ?? `.github/workflows/${run.name.replaceAll(' ', '-')}.yml`,
        event: run.event,
        headBranch: of?.head.ref ?? main,
        headSha: run.headSha ?? of?.headSha ?? branchTip(repository, main) ?? '',
        conclusion: run.conclusion ?? 'success',
        actor: user(run.actor ?? of?.author.login ?? repository.owner.login),
        pulls: of === undefined ? [] : [of],
        createdAt: store.tick(),
      };
      store.workflowRuns.push(added);
      return { ...announce(workflowRunEvent(store, added)), id: added.id };
    },
    schedule: (cron: string, workflow: string): Delivery => scheduleEvent(store, repository, cron, workflow),
  };
}
