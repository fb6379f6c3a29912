import type { Delivery } from '../store/store.ts';
import { scheduleEvent, workflowRunEvent } from '../world/events.ts';
import type { Context } from './context.ts';

/** Workflows that end, and those that start by the clock. */
export function runHands({ store, repository, user, pull, announce }: Context) {
  return {
    /** A workflow has ended: the signal that starts `workflow_run`. */
    completeWorkflow: (run: {
      readonly name: string;
      readonly path?: string;
      readonly event: string;
      readonly pull: number;
      readonly headSha?: string;
      readonly conclusion?: string;
      readonly actor?: string;
    }): Delivery & { readonly id: number } => {
      const of = pull(run.pull);
      const added = {
        id: store.nextId(),
        repository,
        headRepository: of.head.repository,
        name: run.name,
        path: run.path ?? `.github/workflows/${run.name.replaceAll(' ', '-')}.yml`,
        event: run.event,
        headBranch: of.head.ref,
        headSha: run.headSha ?? of.headSha,
        conclusion: run.conclusion ?? 'success',
        actor: user(run.actor ?? of.author.login),
        pulls: [of],
        createdAt: store.tick(),
      };
      store.workflowRuns.push(added);
      return { ...announce(workflowRunEvent(store, added)), id: added.id };
    },
    schedule: (cron: string, workflow: string): Delivery => scheduleEvent(store, repository, cron, workflow),
  };
}
