import { holdPower, mayDecide } from '../approvals/authority.ts';
import { findInvolvement } from '../approvals/involvement.ts';
import type { Command } from '../model/command.ts';
import type { Waiver } from '../model/waiver.ts';
import type { WaiverEvent } from '../model/waiver-event.ts';
import { checkHead } from './check-head.ts';
import type { CommandedPullRequest, Decision, DecisionContext } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { isWaivable } from './request-waiver.ts';

type WaiverCommand = Extract<Command, { verb: 'approve-waiver' | 'deny' | 'revoke' }>;

/**
 * Decides on `approve WVR-…`, `deny` and `revoke`. Approvers are those of the configuration, else maintain and admin, never the requester nor
 * anyone who made the change; requesters may withdraw what is not decided. A request is decided in its own pull request, where it is known
 * who made the change; a grant may be revoked from any.
 */
export function decideWaiver(command: WaiverCommand, context: DecisionContext, pullRequest: CommandedPullRequest): Decision {
  const { id } = command;
  if (!context.hasLogKey) return refuse('no-log-key');
  const waiver = context.waivers.find((known) => known.id === id);
  if (waiver === undefined) return refuse('waiver-unknown', { id });
  if (waiver.state !== 'requested' && waiver.state !== 'granted') return refuse('waiver-ended', { id });
  if (waiver.state === 'requested' && waiver.pullRequest !== pullRequest.number) return refuse('waiver-unknown', { id });
  if (waiver.state === 'granted' && command.verb !== 'revoke') return refuse('already-decided', { id });

  if (command.verb === 'approve-waiver') {
    const refusal = checkHead(command.sha, context.source, pullRequest) ?? checkStillAsked(waiver, context);
    if (refusal !== undefined) return refusal;
  }
  const { author } = context.source;
  const withdrawn = waiver.state === 'requested' && command.verb !== 'approve-waiver' && author.id === waiver.requestedBy.id;
  return (withdrawn ? undefined : checkApprover(waiver, context, pullRequest)) ?? settle(command, waiver, context, pullRequest);
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
  const whole = waiver.fingerprints.length > 0 && waiver.fingerprints.every((fingerprint) => standing.has(fingerprint));
  return whole ? undefined : refuse('finding-not-found', { control: id, subject });
}

function checkApprover(waiver: Waiver, context: DecisionContext, { opener }: CommandedPullRequest): Decision | undefined {
  const { source, authority, configuration, contributors } = context;
  const { author } = source;
  const { login } = author;
  if (authority.lookup !== 'ok') return refuse('lookup-failed', { login });
  const holders = holdPower(configuration.waivers.approvers, context.approverIds);
  if (!mayDecide(author, authority, holders)) return refuse('no-authority', { login, permission: authority.permission });
  if (author.id === waiver.requestedBy.id) return refuse('same-as-requester', { login, id: waiver.id });
  const involvement = findInvolvement(author, { opener, ...contributors });
  return involvement === undefined ? undefined : refuse(involvement === 'opener' ? 'self-approval' : 'contributor', { login });
}

function settle(command: WaiverCommand, waiver: Waiver, context: DecisionContext, pullRequest: CommandedPullRequest): Decision {
  const { author } = context.source;
  const { id, control, subject, expiresAt } = waiver;
  const params = { id, control, subject, login: author.login };
  if (command.verb !== 'approve-waiver') {
    const granted = waiver.state === 'granted';
    const event = makeEvent(granted ? 'revoked' : 'denied', waiver, context, pullRequest);
    return accept(granted ? 'waiver-revoked' : 'waiver-denied', params, [event]);
  }
  if (waiver.approvals.some(({ by }) => by.id === author.id)) return refuse('already-decided', { id });
  const missing = waiver.approvalsNeeded - waiver.approvals.length - 1;
  const event = makeEvent('approved', waiver, context, pullRequest);
  if (missing <= 0) return accept('waiver-granted', { ...params, expiresAt }, [event]);
  return accept('waiver-approval-counted', { ...params, expiresAt, people: missing }, [event]);
}

function makeEvent(
  event: WaiverEvent['event'],
  waiver: Waiver,
  { source, now }: DecisionContext,
  { headSha }: CommandedPullRequest,
): WaiverEvent {
  const { id, control, fingerprints, subject, category, expiresAt, approvalsNeeded, pullRequest } = waiver;
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
