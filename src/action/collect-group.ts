import { judgeApprovals, judgeConditionalApprovals, judgeSecurityApproval } from '../approvals/judge.ts';
import { loadForChange } from '../config/of-change.ts';
import type { Event } from '../event/webhook.ts';
import type { PullRequest } from '../github/port.ts';
import type { ApprovalRequirement, ConditionalApproval } from '../model/approval.ts';
import type { Assumption } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import type { Case } from '../pipeline/case.ts';
import { completeCase } from '../pipeline/complete.ts';
import { firstParents } from '../source/first-parents.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { readSides } from './collect.ts';
import { collectApprovalCase, collectMakers, resolveHolders, strangersTold } from './collect-consent.ts';
import { readLog, waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';

type MergeGroupEvent = Extract<Event, { kind: 'merge-group' }>;

/** More than a queue ever builds in one group. */
const mostCommits = 250;

/**
 * A group of the merge queue: what the protected branch would become, against its tip as it is now. Each pull request in it still needs its own
 * approvals; waivers count by the clock of this moment.
 */
export async function collectMergeGroup(event: MergeGroupEvent, ports: Ports): Promise<Case> {
  const { github, store } = ports;
  const baseSha = await github.branchTip(event.baseRef);
  await store.fetchCommits([...new Set([baseSha, event.headSha])]);
  const { base, head, changed } = await readSides(baseSha, event.headSha, store);
  const rules = loadForChange(base, head);
  const configuration = rules.inForce;
  const log = await readLog(ports, configuration.configuration.evidence.verifierKey);
  const members = await findMembers(event, baseSha, ports);
  const problems: Problem[] = [...rules.problems, ...log.problems, ...members.problems];

  const holders = await resolveHolders(configuration, ports);
  const approvals: ApprovalRequirement[] = [];
  const securities: ApprovalRequirement[] = [];
  const conditionals: (readonly ConditionalApproval[])[] = [];
  const assumptions: Assumption[] = [
    ...rules.assumptions,
    ...strangersTold(holders),
    ...(log.readable ? [] : [{ code: 'no-log-key' as const, params: {} }]),
  ];
  for (const pullRequest of members.pullRequests) {
    const makers = await collectMakers(pullRequest, ports);
    problems.push(...makers.problems);
    assumptions.push(...makers.assumptions);
    const asked = await collectApprovalCase(pullRequest, makers, { rules, holders, changed, records: log.records }, ports);
    approvals.push(...judgeApprovals(asked));
    securities.push(judgeSecurityApproval(asked));
    conditionals.push(judgeConditionalApprovals(asked));
  }
  const [first = []] = conditionals;
  const conditional = first.map((one, index) => conditionals.flatMap((all) => all[index] ?? []).toSorted(byCounted)[0] ?? one);
  // Whichever pull request weakens a safeguard could not enter the queue without the security team; one of the group must still have its word.
  const [best] = securities.toSorted((left, right) => right.counted.length - left.counted.length);
  const security = best === undefined ? {} : { security: best };
  const { owner, name, id } = github.repository;
  const given: Case = {
    subject: {
      kind: 'merge-group',
      repository: { id, owner, name },
      headSha: event.headSha,
      baseRef: event.baseRef,
      baseSha,
      pullRequests: members.pullRequests.map(({ number }) => number),
    },
    base,
    head,
    changed,
    configuration,
    waivers: foldWaivers(waiverEvents(log.records), ports.now(), holders.personOf),
    approvals,
    ...security,
    conditional,
    problems,
    assumptions,
    language: ports.language ?? configuration.configuration.language,
    now: ports.now(),
  };
  return completeCase(given, ports.policies, ports.remote);
}

/** As with the security team: what needs somebody's word could not enter the queue without it, and one of the group must still have it. */
function byCounted(left: ConditionalApproval, right: ConditionalApproval): number {
  return right.requirement.counted.length - left.requirement.counted.length;
}

interface Members {
  readonly pullRequests: readonly PullRequest[];
  readonly problems: readonly Problem[];
}

/**
 * The pull requests of a group, from its commits. GitHub names the branch of each queued pull request after it; a commit without such a branch
 * is asked for. A rebase makes several commits of one pull request, of which the last has the branch: those below belong to it.
 */
async function findMembers(event: MergeGroupEvent, baseSha: string, { github, store }: Ports): Promise<Members> {
  const { commits, complete } = await firstParents(store, event.headSha, baseSha, mostCommits);
  if (!complete) return { pullRequests: [], problems: [unknown(event.headSha)] };
  const queued = await github.queuedCommits(event.baseRef);
  const numbers = new Set<number>();
  const problems: Problem[] = [];
  for (const { sha } of commits) {
    const own = queued.get(sha);
    const found = own === undefined ? (await github.pullRequestsOf(sha)).filter((one) => one.baseRef === event.baseRef) : [];
    for (const number of own === undefined ? found.map((one) => one.number) : [own]) numbers.add(number);
    if (numbers.size === 0) problems.push(unknown(sha));
  }
  const pullRequests: PullRequest[] = [];
  for (const number of numbers) {
    const pullRequest = await github.pullRequest(number);
    if (pullRequest.state === 'open' && pullRequest.baseRef === event.baseRef) pullRequests.push(pullRequest);
    else problems.push(unknown(pullRequest.headSha));
  }
  if (pullRequests.length === 0 && problems.length === 0) problems.push(unknown(event.headSha));
  return { pullRequests, problems };
}

function unknown(commit: string): Problem {
  return { code: 'group-unknown', params: { commit } };
}
