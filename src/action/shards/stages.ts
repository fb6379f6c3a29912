import { join } from 'node:path';
import type { Event } from '../../event/webhook.ts';
import type { Case } from '../../pipeline/case.ts';
import { joinedEngine, type KeptAnswer, type Tally } from '../../render/engine/parts.ts';
import { renderTools } from '../../render/root-render.ts';
import { openCheck } from '../announce.ts';
import { collectPullRequest } from '../collect.ts';
import { collectMergeGroup } from '../collect-group.ts';
import type { Ports } from '../ports.ts';
import { isProtected } from '../protected-branches.ts';
import { PartsRefused, readParts, writePart } from './part.ts';
import { makePlan, type Plan, planFor, readPlan, writePlan } from './plan.ts';
import { renderPart } from './render-part.ts';

/** What one job of a shared review is to do, from the inputs. */
export interface Stage {
  readonly name: 'plan' | 'shard' | 'gate';
  /** How many shards there may be. */
  readonly most: number;
  /** Which one this is, from 1. */
  readonly shard: number;
  /** As the plan's job wrote it. */
  readonly plan: string;
  /** Folder with the parts. */
  readonly parts: string;
}

export type Judged = Extract<Event, { kind: 'pull-request' | 'merge-group' }>;

/**
 * Shares a review out. The check is in progress from here on, and stays so, which blocks, until the last job says otherwise. Nothing to judge is no
 * shard.
 */
export async function planReview(event: Judged, { most }: Stage, ports: Ports): Promise<Readonly<Record<string, string>>> {
  const given = await collect(event, ports);
  if (given === undefined) return { plan: '', shards: '[]' };
  await openCheck(headOf(given), `plan:${event.kind}`, ports);
  const plan = makePlan(given, ports.policies, most);
  return { plan: writePlan(plan), shards: JSON.stringify(Array.from({ length: plan.shards }, (_, index) => index + 1)) };
}

/** Renders what falls to one shard, and leaves it as a file. */
export async function renderShard(
  event: Judged,
  { plan: text, shard }: Stage,
  folder: string,
  ports: Ports,
): Promise<Readonly<Record<string, string>>> {
  const given = await collect(event, ports);
  const plan = agree(given, text, ports);
  if (given === undefined || shard < 1 || shard > plan.shards) throw new PartsRefused(`there is no shard ${shard} of ${plan.shards}`);
  const file = join(folder, `tilsyn-part-${shard}.json.gz`);
  writePart(file, plan, shard, await renderPart(given, shard, plan.shards, ports.policies.rendering.engine));
  return { 'part-path': file };
}

/** The ports of the job that judges: its engine takes the renders of the parts, once these are seen to belong to what is judged. */
export function joinParts({ plan: text, parts }: Stage, ports: Ports): Ports & { readonly told: () => string } {
  const answers = new Map<string, KeptAnswer>();
  const tally: Tally = { taken: 0, made: 0 };
  const { policies } = ports;
  return {
    ...ports,
    policies: { ...policies, rendering: renderTools(joinedEngine(policies.rendering.engine, answers, tally)) },
    told: () => `${tally.taken} renders came from the parts, ${tally.made} were made here.`,
    join: (given) => {
      for (const [key, answer] of readParts(parts, agree(given, text, ports))) answers.set(key, answer);
    },
  };
}

/** The plan, if it is that of this very case. */
function agree(given: Case | undefined, text: string, { policies }: Ports): Plan {
  const plan = readPlan(text);
  if (plan === undefined || given === undefined) throw new PartsRefused('there is no plan');
  if (planFor(given, policies, plan.shards).digest !== plan.digest)
    throw new PartsRefused('head, base or rules have changed since it was planned; start the review again');
  return plan;
}

async function collect(event: Judged, ports: Ports): Promise<Case | undefined> {
  if (event.kind === 'merge-group') return (await isProtected(event.baseRef, ports)) ? collectMergeGroup(event, ports) : undefined;
  const pullRequest = await ports.github.pullRequest(event.number);
  if (pullRequest.state !== 'open' || !(await isProtected(pullRequest.baseRef, ports))) return undefined;
  return (await collectPullRequest(pullRequest, ports)).given;
}

function headOf({ subject }: Case): string {
  if (!('headSha' in subject)) throw new Error('only what GitHub hands in is shared out');
  return subject.headSha;
}
