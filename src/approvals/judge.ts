import type { Configuration } from '../config/schema.ts';
import type { Approval, ApprovalJudgement, ApprovalRequirement, ConditionalApproval, JudgedApproval } from '../model/approval.ts';
import type { Person } from '../model/person.ts';
import { type Authority, type Holders, holdPower, mayDecide, mayWrite } from './authority.ts';
import { findInvolvement, type Involved } from './involvement.ts';

/** A review that takes back what the same person approved before: dismissed, or one that requests changes. */
export interface Withdrawal {
  readonly by: Person;
  /** UTC instant in ISO 8601: of the review, or of its dismissal where that is known. */
  readonly at: string;
  /** Numeric id of the review. */
  readonly sourceId: number;
}

export interface ApprovalCase extends Involved {
  /** Consents by people; what bots and apps say is left out by the caller, who knows the type of an account. */
  readonly approvals: readonly Approval[];
  readonly dismissed: readonly Withdrawal[];
  readonly headSha: string;
  /** Earlier heads with the same patch and the same rendered difference as this one (trust.md 10). */
  readonly sameContent?: ReadonlySet<string>;
  readonly authorityById: ReadonlyMap<number, Authority>;
  /** From the tip of the protected base; the built-in strict defaults when that one is broken. */
  readonly configuration: Configuration;
  readonly configurationBroken?: boolean;
  /** Ids of the logins in `owners.users` and `waivers.approvers.users`. */
  readonly ownerIds: ReadonlySet<number>;
  readonly approverIds: ReadonlySet<number>;
  /** Ids of the logins in `security.users`, and in `from.users` of each rule of `approvals`, in their order. */
  readonly securityIds: ReadonlySet<number>;
  readonly ruleIds: readonly ReadonlySet<number>[];
  readonly touches: {
    readonly configuration: boolean;
    /** The lock of remote sources: needs an approval even where the four-eyes rule is switched off (trust.md 13). */
    readonly lock?: boolean;
  };
}

/** The security team's approval, which is needed when the change turns out to weaken a safeguard. */
export function judgeSecurityApproval(change: ApprovalCase): ApprovalRequirement {
  return requireSecurity('security', change);
}

/** Approvals that are needed where the change turns out to do what they are for. With `approvals: none` nothing of the kind is asked. */
export function judgeConditionalApprovals(change: ApprovalCase): readonly ConditionalApproval[] {
  const { approvals } = change.configuration;
  if (approvals === 'none') return [];
  const rules = approvals.rules.map(({ name, when, from, required }, index): ConditionalApproval => {
    const holders = holdPower(from, change.ruleIds[index] ?? new Set());
    const mayApprove: MayApprove = (person, authority) => mayDecide(person, authority, holders);
    const requirement = requireApproval('rule', required, change, mayApprove, [...from.users, ...from.teams]);
    return { when: { kind: 'rule', ...when }, requirement: { ...requirement, rule: name } };
  });
  return [{ when: { kind: 'patient-access' }, requirement: requireSecurity('patient-access', change) }, ...rules];
}

/** Where the configuration names no security team, the approvers of waivers are it. */
function requireSecurity(name: 'security' | 'patient-access', change: ApprovalCase): ApprovalRequirement {
  const { security, waivers } = change.configuration;
  const named = holdPower(security, change.securityIds);
  if (named.named) return requireHolder(name, change, named, security);
  return requireHolder(name, change, holdPower(waivers.approvers, change.approverIds), waivers.approvers);
}

/** Returns the approvals that the change needs, each with what was found of every consent given. Empty: none is needed. */
export function judgeApprovals(change: ApprovalCase): readonly ApprovalRequirement[] {
  const { configuration, touches } = change;
  const owners = holdPower(configuration.owners, change.ownerIds);
  const broken = change.configurationBroken === true;
  const required = configuration.approvals === 'none' ? (broken || touches.lock === true ? 1 : 0) : configuration.approvals.required;
  return [
    ...(required > 0 ? [requireApproval('four-eyes', required, change, (_, authority) => mayWrite(authority), [])] : []),
    ...(broken || touches.configuration ? [requireHolder('owners', change, owners, configuration.owners)] : []),
  ];
}

type MayApprove = (person: Person, authority: Authority) => boolean;

function requireHolder(
  name: ApprovalRequirement['name'],
  change: ApprovalCase,
  holders: Holders,
  configured: { readonly users: readonly string[]; readonly teams: readonly string[] },
): ApprovalRequirement {
  return requireApproval(name, 1, change, (person, authority) => mayDecide(person, authority, holders), [
    ...configured.users,
    ...configured.teams,
  ]);
}

function requireApproval(
  name: ApprovalRequirement['name'],
  needed: number,
  change: ApprovalCase,
  mayApprove: MayApprove,
  from: readonly string[],
): ApprovalRequirement {
  const judged = newestByPerson(change).map(
    (approval): JudgedApproval => ({ approval, judgement: judgeApproval(approval, change, mayApprove) }),
  );
  const counted = judged.filter(({ judgement }) => judgement === 'counts').map(({ approval }) => approval);
  return { name, needed, counted, from, judged };
}

/** One consent a person, the newest, in order of time: two consents or two accounts of one person are not two people. */
function newestByPerson({ approvals, personOf }: ApprovalCase): readonly Approval[] {
  const ordered = approvals.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.sourceId - b.sourceId);
  const newest = new Map<number, Approval>();
  for (const approval of ordered) {
    newest.delete(personOf(approval.by.id));
    newest.set(personOf(approval.by.id), approval);
  }
  return [...newest.values()];
}

function judgeApproval(approval: Approval, change: ApprovalCase, mayApprove: MayApprove): ApprovalJudgement {
  if (change.dismissed.some((withdrawal) => takesBack(withdrawal, approval))) return 'dismissed';
  const involvement = findInvolvement(approval.by, change);
  if (involvement !== undefined) return involvement;
  if (approval.sha !== change.headSha && change.sameContent?.has(approval.sha) !== true) return 'stale';
  const authority = change.authorityById.get(approval.by.id);
  return authority !== undefined && mayApprove(approval.by, authority) ? 'counts' : 'no-authority';
}

/** Reviews of one second, and instants that cannot be read, are taken as withdrawn: only a later consent stands. */
function takesBack(withdrawal: Withdrawal, approval: Approval): boolean {
  if (withdrawal.by.id !== approval.by.id) return false;
  if (approval.via === 'review' && approval.sourceId === withdrawal.sourceId) return true;
  return !(Date.parse(approval.at) > Date.parse(withdrawal.at));
}
