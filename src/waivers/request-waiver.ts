import { mayWrite } from '../approvals/authority.ts';
import type { WaiveCommand } from '../model/command.ts';
import type { Finding } from '../model/finding.ts';
import type { WaiverEvent } from '../model/waiver-event.ts';
import { checkWrittenAfterHead } from './check-head.ts';
import type { CommandedPullRequest, Decision, DecisionContext } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { resolveExpiry } from './expiry.ts';
import { requestDays } from './lifetime.ts';
import { approvalsNeeded, checkReviewedHead, isWaivable, longestLife } from './petition.ts';
import { nameSubject } from './subject.ts';
import { makeWaiverId } from './waiver-id.ts';

/** Decides on `/tilsyn waive …`: anyone with write access may ask. Who asks again by the same line gets the same answer and no second event. */
export function requestWaiver(command: WaiveCommand, context: DecisionContext, pullRequest: CommandedPullRequest): Decision {
  const { source, authority } = context;
  const { id: actorId, login } = source.author;
  if (!context.hasLogKey) return refuse('no-log-key');
  if (authority.lookup !== 'ok') return refuse('lookup-failed', { login });
  if (!mayWrite(authority)) return refuse('no-authority', { login, permission: authority.permission });
  const moved = checkReviewedHead(context, pullRequest) ?? checkWrittenAfterHead(source, pullRequest);
  if (moved !== undefined) return moved;

  const subject = nameSubject(command);
  const control = context.controls.get(command.control);
  if (control === undefined) return refuse('control-unknown', { control: command.control });
  if (!isWaivable(control)) return refuse('control-not-waivable', { control: control.id });
  const findings = findSubject(command, context.findings);
  if (findings.length === 0) return refuse('finding-not-found', { control: control.id, subject });
  if (findings.some(({ fingerprint }) => context.excepted.has(fingerprint))) {
    return refuse('control-not-waivable', { control: control.id, subject });
  }
  const id = makeWaiverId({ repositoryId: context.repositoryId, sourceKind: source.kind, sourceId: source.id, line: source.line });
  const used = countGrants(id, control.id, findings, context);
  const { maxRenewals } = context.configuration.waivers;
  if (used > maxRenewals) return refuse('renewals-used-up', { control: control.id, subject, limit: maxRenewals });
  const limit = longestLife(control, findings, context);
  const expiry = resolveExpiry(command.expiry, context.now, limit);
  if ('refused' in expiry) {
    if (expiry.refused === 'expiry-past') return refuse('expiry-past', { control: control.id });
    return refuse('too-long', { control: control.id, days: expiry.days, limit });
  }

  const request: WaiverEvent = {
    id,
    event: 'requested',
    control: control.id,
    fingerprints: [...new Set(findings.map(({ fingerprint }) => fingerprint))].toSorted(),
    subject,
    category: command.category,
    pullRequest: pullRequest.number,
    headSha: pullRequest.headSha,
    actor: { id: actorId, login },
    at: context.now,
    expiresAt: expiry.expiresAt,
    approvalsNeeded: approvalsNeeded(control),
    source: { kind: source.kind, id: source.id },
  };
  const known = context.waivers.find((waiver) => waiver.id === id);
  const { expiresAt, approvalsNeeded: people } = known ?? request;
  const params = { id, control: control.id, subject, expiresAt, people, days: requestDays, login };
  return accept('waiver-requested', params, known === undefined ? [request] : []);
}

/**
 * The findings of the control at the one object that the command names, in every cluster that gets it. Where a kind stands for objects of
 * two API groups it names none of them: `Kind.group/namespace/name` does.
 */
function findSubject(command: WaiveCommand, findings: readonly Finding[]): readonly Finding[] {
  const found = findings.filter(
    ({ control, change, object }) =>
      control === command.control &&
      change !== 'fixed' &&
      (object.kind === command.kind || `${object.kind}.${object.group}` === command.kind) &&
      object.namespace === command.namespace &&
      object.name === command.name &&
      (command.container === undefined || object.container === command.container),
  );
  return new Set(found.map(({ object }) => object.group)).size > 1 ? [] : found;
}

/** How often others were granted for one of these findings: asking anew is a renewal by another name. */
function countGrants(own: string, control: string, findings: readonly Finding[], { waivers }: DecisionContext): number {
  const asked = new Set(findings.map(({ fingerprint }) => fingerprint));
  const granted = waivers.filter(
    (waiver) =>
      waiver.id !== own &&
      waiver.control === control &&
      waiver.approvals.length >= waiver.approvalsNeeded &&
      waiver.fingerprints.some((fingerprint) => asked.has(fingerprint)),
  );
  return Math.max(0, ...granted.map(({ renewals }) => renewals + 1));
}
