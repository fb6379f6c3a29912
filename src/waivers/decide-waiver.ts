import { holdPower, mayDecide } from '../approvals/authority.ts';
import { findInvolvement } from '../approvals/involvement.ts';
import type { Command } from '../model/command.ts';
import type { Person } from '../model/person.ts';
import type { Renewal, Waiver } from '../model/waiver.ts';
import type { WaiverEvent } from '../model/waiver-event.ts';
import { checkHead } from './check-head.ts';
import type { CommandedPullRequest, Decision, DecisionContext } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { isWaivable } from './petition.ts';

type WaiverCommand = Extract<Command, { verb: 'approve-waiver' | 'deny' | 'revoke' }>;

/**
 * Decides on `approve WVR-…`, `deny` and `revoke`. Approvers are those of the configuration, else maintain and admin, never the requester nor
 * anyone who made the change; requesters may withdraw what is not decided. What is asked for, a waiver or its renewal, is decided in the pull request
 * in which it was, where it is known who made the change; a grant may be revoked from any.
 */
export function decideWaiver(command: WaiverCommand, context: DecisionContext, pullRequest: CommandedPullRequest): Decision {
  const { id, verb } = command;
  if (!context.hasLogKey) return refuse('no-log-key');
  const waiver = context.waivers.find((known) => known.id === id);
  if (waiver === undefined) return refuse('waiver-unknown', { id });
  const asked = waiver.state === 'requested' ? waiver : waiver.renewal;
  const isRevoked = verb === 'revoke' && waiver.state === 'granted';
  if (!isRevoked) {
    if (asked === undefined) return refuse(waiver.state === 'granted' ? 'already-decided' : 'waiver-ended', { id });
    if (asked.pullRequest !== pullRequest.number) return refuse('waiver-unknown', { id });
  }
  if (verb === 'approve-waiver') {
    const refusal = checkHead(command.sha, context.source, pullRequest) ?? checkStillAsked(waiver, context);
    if (refusal !== undefined) return refusal;
  }
  const requester = asked === undefined || isRevoked ? waiver.requestedBy : asked.requestedBy;
  const isWithdrawn = !isRevoked && verb !== 'approve-waiver' && context.source.author.id === requester.id;
  return (
    (isWithdrawn ? undefined : checkApprover(id, requester, context, pullRequest)) ??
    settle(command, waiver, isRevoked ? waiver : (asked ?? waiver), context, pullRequest)
  );
}

/** Whether what was asked for is still there and still may be waived: the rules may be stricter by now, and the head another. */
function checkStillAsked(waiver: Waiver, { controls, findings, excepted }: DecisionContext): Decision | undefined {
  const { control: id, subject } = waiver;
  const control = controls.get(id);
  if (control === undefined) return refuse('control-unknown', { control: id });
  if (!isWaivable(control)) return refuse('control-not-waivable', { control: id });
  if (waiver.fingerprints.some((fingerprint) => excepted.has(fingerprint))) return refuse('control-not-waivable', { control: id, subject });
  const standing = new Set(
    findings.filter(({ control, change }) => control === id && change !== 'fixed').map(({ fingerprint }) => fingerprint),
  );
  const isThere = (fingerprint: string): boolean => standing.has(fingerprint);
  // What was granted once outlives findings that go away; what is asked for is granted as it was asked.
  const { fingerprints, renewal } = waiver;
  const whole = renewal === undefined ? fingerprints.length > 0 && fingerprints.every(isThere) : fingerprints.some(isThere);
  return whole ? undefined : refuse('finding-not-found', { control: id, subject });
}

function checkApprover(id: string, requester: Person, context: DecisionContext, { opener }: CommandedPullRequest): Decision | undefined {
  const { source, authority, configuration, contributors } = context;
  const { author } = source;
  const { login } = author;
  const { personOf } = contributors;
  if (authority.lookup !== 'ok') return refuse('lookup-failed', { login });
  const holders = holdPower(configuration.waivers.approvers, context.approverIds);
  if (!mayDecide(author, authority, holders)) return refuse('no-authority', { login, permission: authority.permission });
  if (personOf(author.id) === personOf(requester.id)) return refuse('same-as-requester', { login, id });
  const involvement = findInvolvement(author, { opener, ...contributors });
  return involvement === undefined ? undefined : refuse(involvement === 'opener' ? 'self-approval' : 'contributor', { login });
}

function settle(
  command: WaiverCommand,
  waiver: Waiver,
  asked: Renewal,
  context: DecisionContext,
  pullRequest: CommandedPullRequest,
): Decision {
  const { author } = context.source;
  const { id, control, subject } = waiver;
  const { expiresAt } = asked;
  const params = { id, control, subject, login: author.login };
  const make = (event: WaiverEvent['event']): readonly WaiverEvent[] => [makeEvent(event, waiver, asked, context, pullRequest)];
  const isRenewal = waiver.renewal !== undefined;
  if (command.verb === 'revoke' && waiver.state === 'granted') return accept('waiver-revoked', params, make('revoked'));
  if (command.verb !== 'approve-waiver') return accept(isRenewal ? 'renewal-denied' : 'waiver-denied', params, make('denied'));
  const { personOf } = context.contributors;
  if (asked.approvals.some(({ by }) => personOf(by.id) === personOf(author.id))) return refuse('already-decided', { id });
  const missing = asked.approvalsNeeded - asked.approvals.length - 1;
  if (missing > 0) return accept('waiver-approval-counted', { ...params, expiresAt, people: missing }, make('approved'));
  return accept(isRenewal ? 'renewal-granted' : 'waiver-granted', { ...params, expiresAt }, make('approved'));
}

function makeEvent(
  event: WaiverEvent['event'],
  { id, control, fingerprints, subject, category }: Waiver,
  { expiresAt, approvalsNeeded, pullRequest }: Renewal,
  { source, now }: DecisionContext,
  { headSha }: CommandedPullRequest,
): WaiverEvent {
  const { id: actorId, login } = source.author;
  return {
    id,
    event,
    control,
    fingerprints,
    subject,
    category,
    pullRequest,
    headSha,
    actor: { id: actorId, login },
    at: now,
    expiresAt,
    approvalsNeeded,
    source: { kind: source.kind, id: source.id },
  };
}
