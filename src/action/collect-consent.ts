import type { Authority } from '../approvals/authority.ts';
import { joinIdentities } from '../approvals/identities.ts';
import type { ApprovalCase, Withdrawal } from '../approvals/judge.ts';
import { touchesConfiguration } from '../approvals/touches.ts';
import type { LoadedConfiguration } from '../config/load.ts';
import type { ChangeConfiguration } from '../config/of-change.ts';
import { lockPath } from '../config/remote-lock.ts';
import type { Configuration } from '../config/schema.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import { GitHubError } from '../github/error.ts';
import type { Comparison, PullRequest } from '../github/port.ts';
import type { Approval } from '../model/approval.ts';
import type { Person } from '../model/person.ts';
import type { Assumption } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import { commentApprovals } from './log.ts';
import type { Ports } from './ports.ts';

/** What decides whose word is needed for a change, and what has been said of it in the log. */
export interface Bearing {
  readonly rules: ChangeConfiguration;
  readonly holders: Holders;
  readonly changed: ReadonlySet<string>;
  readonly records: readonly LoggedRecord[];
}

/** What is needed of other people for a pull request, and what they have given so far. */
export async function collectApprovalCase(
  pullRequest: PullRequest,
  makers: Makers,
  { rules, holders, changed, records }: Bearing,
  ports: Ports,
): Promise<ApprovalCase> {
  const { configuration } = rules.inForce;
  return {
    ...(await collectConsent(pullRequest, rules.inForce, commentApprovals(records, pullRequest.number), ports)),
    ...holders,
    headSha: pullRequest.headSha,
    opener: pullRequest.author,
    pushers: makers.pushers,
    commitPeople: makers.commitPeople,
    configuration,
    configurationBroken: rules.broken || holders.strangers.length > 0,
    touches: { configuration: touchesConfiguration([...changed], configuration.register.path), lock: changed.has(lockPath) },
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

export interface Holders extends Pick<ApprovalCase, 'ownerIds' | 'approverIds' | 'securityIds' | 'ruleIds' | 'personOf'> {
  /** Logins of the identity map that GitHub does not know: whose accounts they were is lost, so an owner must look. */
  readonly strangers: readonly string[];
}

/** Who of the people whom the configuration names holds which power, and which accounts are one person's, by the ids that their names have now. */
export async function resolveHolders({ configuration }: LoadedConfiguration, { github }: Ports): Promise<Holders> {
  const ids = async (logins: readonly string[]) => new Set((await github.resolveLogins(logins)).map((person) => person.id));
  const named = configuration.identities.flat().filter((account) => typeof account === 'string');
  const found = new Map((await github.resolveLogins(named)).map(({ login, id }) => [login.toLowerCase(), id]));
  const idOf = (account: string | number) => (typeof account === 'number' ? account : (found.get(account.toLowerCase()) ?? []));
  return {
    ownerIds: await ids(configuration.owners.users),
    approverIds: await ids(configuration.waivers.approvers.users),
    securityIds: await ids(configuration.security.users),
    ruleIds: await Promise.all(rulesOf(configuration).map(({ from }) => ids(from.users))),
    personOf: joinIdentities(configuration.identities.map((accounts) => accounts.flatMap(idOf))),
    strangers: named.filter((login) => !found.has(login.toLowerCase())),
  };
}

function rulesOf({ approvals }: Configuration) {
  return approvals === 'none' ? [] : approvals.rules;
}

export function strangersTold({ strangers }: Holders): readonly Assumption[] {
  return strangers.length === 0 ? [] : [{ code: 'identity-unknown', params: { logins: strangers.join(', ') } }];
}

type Consent = Pick<ApprovalCase, 'approvals' | 'dismissed' | 'authorityById'>;

async function collectConsent(
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
  const { owners, security, waivers } = configuration;
  const named = [owners, security, waivers.approvers, ...rulesOf(configuration).map(({ from }) => from)];
  const wanted = [...new Set(named.flatMap(({ teams }) => teams))];
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
