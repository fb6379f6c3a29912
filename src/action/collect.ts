import type { Authority } from '../approvals/authority.ts';
import { type ApprovalCase, judgeApprovals, judgeSecurityApproval, type Withdrawal } from '../approvals/judge.ts';
import { touchesConfiguration } from '../approvals/touches.ts';
import { configurationPath, type LoadedConfiguration, loadConfiguration } from '../config/load.ts';
import { loadForChange } from '../config/of-change.ts';
import { selectPaths } from '../discover/manifest-paths.ts';
import { mergeReads, selectNamed } from '../discover/read-deployable.ts';
import { GitHubError } from '../github/error.ts';
import type { Comparison, PullRequest } from '../github/port.ts';
import type { Approval } from '../model/approval.ts';
import type { Person } from '../model/person.ts';
import type { Assumption } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import type { Case } from '../pipeline/case.ts';
import { selectEvidence, withEvidence } from '../register/evidence-paths.ts';
import { mergeTrees } from '../source/merge-trees.ts';
import type { ObjectStore } from '../source/object-store.ts';
import { readTogether } from '../source/read-together.ts';
import { changedPaths } from '../source/tree.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { commentApprovals, readLog, waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';

/** A pull request as it was found, ready to be judged, and what decisions on it need to know. */
export interface Collected {
  readonly pullRequest: PullRequest;
  readonly given: Case;
  readonly makers: Makers;
  readonly approverIds: ReadonlySet<number>;
  /** Paths whose lines in the merged tree are not those of the head. */
  readonly shifted: ReadonlySet<string>;
}

/**
 * Reads everything that the judgement of a pull request rests on. Judged is the head as merged onto the tip of the protected base; compared with is
 * that tip, so that what others have mended or broken since is neither credited nor charged. All power comes from the tip.
 */
export async function collectPullRequest(pullRequest: PullRequest, ports: Ports): Promise<Collected> {
  const { github, store } = ports;
  const baseSha = await github.branchTip(pullRequest.baseRef);
  const comparison = await github.compare(baseSha, pullRequest.headSha);
  const { mergeBase } = comparison;
  await store.fetchCommits([...new Set([baseSha, pullRequest.headSha, mergeBase])]);
  const trees = await readTrees(baseSha, pullRequest.headSha, mergeBase, ports);
  const rules = loadForChange(trees.base, trees.head);
  const configuration = rules.inForce;
  const problems: Problem[] = [...trees.problems, ...rules.problems];

  const makers = await collectMakers(pullRequest, ports, comparison);
  problems.push(...makers.problems);
  const log = await readLog(ports, configuration.configuration.evidence.verifierKey);
  problems.push(...log.problems);
  const ids = await holderIds(configuration, ports);
  const consent = await collectConsent(pullRequest, configuration, commentApprovals(log.records, pullRequest.number), ports);
  const approvalCase: ApprovalCase = {
    ...consent,
    ...ids,
    headSha: pullRequest.headSha,
    opener: pullRequest.author,
    pushers: makers.pushers,
    commitPeople: makers.commitPeople,
    configuration: configuration.configuration,
    configurationBroken: rules.broken,
    touches: { configuration: touchesConfiguration([...trees.changed], configuration.configuration.register.path) },
  };
  const { owner, name, id } = github.repository;
  return {
    pullRequest,
    makers,
    approverIds: ids.approverIds,
    shifted: trees.shifted,
    given: {
      subject: {
        kind: 'pull-request',
        repository: { id, owner, name },
        number: pullRequest.number,
        author: pullRequest.author,
        headSha: pullRequest.headSha,
        baseRef: pullRequest.baseRef,
        baseSha,
        mergeBaseSha: mergeBase,
      },
      base: trees.base,
      head: trees.head,
      changed: trees.changed,
      configuration,
      waivers: foldWaivers(waiverEvents(log.records), ports.now()),
      approvals: judgeApprovals(approvalCase),
      security: judgeSecurityApproval(approvalCase),
      problems,
      assumptions: [...rules.assumptions, ...(log.readable ? [] : [{ code: 'no-log-key' as const, params: {} }]), ...makers.assumptions],
      language: ports.language ?? configuration.configuration.language,
      now: ports.now(),
    },
  };
}

export interface Makers {
  readonly pushers: readonly Person[];
  readonly commitPeople: readonly Person[];
  /** When the head became what it is, where GitHub tells. */
  readonly headSeenAt?: string;
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
}

/**
 * Everyone who had a hand in the change. Of more commits than GitHub lists, nobody's approval can be known to be another's; of a fork that the
 * token cannot ask about its pushes, that is said. A comparison with the base tells of the commits what else costs a request of its own; once
 * a pull request is merged there is nothing to compare.
 */
export async function collectMakers(pullRequest: PullRequest, { github }: Ports, comparison?: Comparison): Promise<Makers> {
  const pushes = await github.pushes(pullRequest);
  const pushers = [...new Map((pushes ?? []).flatMap(({ by }) => (by === undefined ? [] : [[by.id, by]]))).values()];
  const headSeenAt = pushes?.find(({ after }) => after === pullRequest.headSha)?.at;
  const assumptions: Assumption[] = pushes === undefined ? [{ code: 'pushers-unknown', params: { number: pullRequest.number } }] : [];
  const truncated = comparison === undefined ? pullRequest.commits > MOST_COMMITS : comparison.commits.length < comparison.totalCommits;
  const commitPeople = truncated ? [] : (comparison?.people ?? (await github.commitPeople(pullRequest)));
  return {
    pushers,
    commitPeople,
    problems: truncated ? [{ code: 'change-truncated', params: { what: 'commits', limit: MOST_COMMITS } }] : [],
    assumptions,
    ...(headSeenAt === undefined ? {} : { headSeenAt }),
  };
}

/** GitHub lists no more commits of a change. */
const MOST_COMMITS = 250;

interface Trees {
  readonly base: Side;
  readonly head: Side;
  readonly changed: ReadonlySet<string>;
  readonly shifted: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

const nothing: Side = { files: new Map(), problems: [] };

async function readTrees(baseSha: string, headSha: string, mergeBase: string, { store }: Ports): Promise<Trees> {
  const merged = await mergeTrees(store, baseSha, headSha, mergeBase);
  if (merged.conflicts !== undefined) {
    const problem: Problem = { code: 'merge-conflict', params: { files: merged.conflicts.slice(0, 10).join(', ') } };
    return { base: nothing, head: nothing, changed: new Set(), shifted: new Set(), problems: [problem] };
  }
  return { ...(await readSides(baseSha, merged.tree, store)), shifted: new Set(merged.differsFromHead), problems: [] };
}

/**
 * Reads what may bear on what is deployed of two trees, in one fetch, and in a second one what kustomizations and registers name besides, where they
 * do.
 */
export async function readSides(
  baseTreeish: string,
  headTreeish: string,
  store: ObjectStore,
): Promise<Pick<Trees, 'base' | 'head' | 'changed'>> {
  const baseTree = store.tree(baseTreeish);
  const headTree = store.tree(headTreeish);
  const [baseList, headList] = [await baseTree.list(), await headTree.list()];
  const [base = nothing, head = nothing] = await readTogether(store, [
    { tree: baseTree, paths: selectPaths(baseList.entries) },
    { tree: headTree, paths: selectPaths(headList.entries) },
  ]);
  const { path } = loadConfiguration(textOf(base, configurationPath)).configuration.register;
  const evidence = [selectEvidence(baseList.entries, base, path), selectEvidence(headList.entries, head, path)] as const;
  const further = [
    { tree: baseTree, paths: selectNamed(baseList.entries, base) },
    { tree: headTree, paths: selectNamed(headList.entries, head) },
    { tree: baseTree, paths: evidence[0] },
    { tree: headTree, paths: evidence[1] },
  ];
  const [baseMore = nothing, headMore = nothing, baseEvidence, headEvidence] = further.some(({ paths }) => paths.length > 0)
    ? await readTogether(store, further)
    : [];
  return {
    base: withEvidence(mergeReads(baseList.problems, [base, baseMore]), baseEvidence),
    head: withEvidence(mergeReads(headList.problems, [head, headMore]), headEvidence),
    changed: new Set(changedPaths(baseList.entries, headList.entries)),
  };
}

export function textOf(side: Side, path: string): string | undefined {
  const file = side.files.get(path);
  return file === undefined ? undefined : new TextDecoder().decode(file.bytes);
}

export async function holderIds(
  { configuration }: LoadedConfiguration,
  { github }: Ports,
): Promise<Pick<ApprovalCase, 'ownerIds' | 'approverIds'>> {
  const ids = async (logins: readonly string[]) => new Set((await github.resolveLogins(logins)).map((person) => person.id));
  return { ownerIds: await ids(configuration.owners.users), approverIds: await ids(configuration.waivers.approvers.users) };
}

type Consent = Pick<ApprovalCase, 'approvals' | 'dismissed' | 'authorityById'>;

export async function collectConsent(
  pullRequest: PullRequest,
  loaded: LoadedConfiguration,
  byComment: readonly Approval[],
  ports: Ports,
): Promise<Consent> {
  const reviews = (await ports.github.reviews(pullRequest.number)).filter((review) => review.author.type === 'User');
  const byReview = reviews
    .filter((review) => review.state === 'approved')
    .map(
      (review): Approval => ({ by: person(review.author), sha: review.commit, via: 'review', at: review.submittedAt, sourceId: review.id }),
    );
  const dismissed = reviews
    .filter((review) => review.state === 'dismissed' || review.state === 'changes-requested')
    .map((review): Withdrawal => ({ by: person(review.author), at: review.submittedAt, sourceId: review.id }));
  const approvals = [...byReview, ...byComment];
  const people = [...new Map(approvals.map(({ by }) => [by.id, by])).values()];
  const authorityById = new Map<number, Authority>();
  for (const one of people) authorityById.set(one.id, await lookUpAuthority(one, loaded, ports));
  return { approvals, dismissed, authorityById };
}

function person({ id, login }: Person): Person {
  return { id, login };
}

/**
 * Asks GitHub what somebody may do, now. A look-up that fails means no, and says that it failed. Teams only add to what a person may do, and the
 * default token cannot read them: there a failure means no member, and what the person may do without the team stays.
 */
export async function lookUpAuthority(who: Person, { configuration }: LoadedConfiguration, { github }: Ports): Promise<Authority> {
  const wanted = [...new Set([...configuration.owners.teams, ...configuration.waivers.approvers.teams])];
  try {
    const permission = await github.permission(who);
    const teams: string[] = [];
    for (const team of wanted) if (await github.isTeamMember(team, who).catch(noMember)) teams.push(team);
    return { permission, teams, lookup: 'ok' };
  } catch (error) {
    if (error instanceof GitHubError) return { permission: 'none', teams: [], lookup: 'failed' };
    throw error;
  }
}

function noMember(error: unknown): false {
  if (error instanceof GitHubError) return false;
  throw error;
}
