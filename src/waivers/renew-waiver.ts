import { mayWrite } from '../approvals/authority.ts';
import type { RenewCommand } from '../model/command.ts';
import { checkWrittenAfterHead } from './check-head.ts';
import type { CommandedPullRequest, Decision, DecisionContext } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { resolveExpiry } from './expiry.ts';
import { hasCome, requestDays } from './lifetime.ts';
import { matchWaivers } from './match.ts';
import { approvalsNeeded, checkReviewedHead, isWaivable, longestLife } from './petition.ts';
import { isAtSubject } from './subject.ts';

/**
 * Decides on `/tilsyn renew WVR-…`: a later end for the same findings, asked for by anyone with write access and decided like the waiver itself. It runs
 * from today, no longer than a new waiver might, and no more often than the configuration allows. What has changed needs a waiver of its own.
 */
export function renewWaiver(command: RenewCommand, context: DecisionContext, pullRequest: CommandedPullRequest): Decision {
  const { source, authority, configuration } = context;
  const { login } = source.author;
  const { id } = command;
  if (!context.hasLogKey) return refuse('no-log-key');
  if (authority.lookup !== 'ok') return refuse('lookup-failed', { login });
  if (!mayWrite(authority)) return refuse('no-authority', { login, permission: authority.permission });
  const moved = checkReviewedHead(context, pullRequest) ?? checkWrittenAfterHead(source, pullRequest);
  if (moved !== undefined) return moved;

  const waiver = context.waivers.find((known) => known.id === id);
  if (waiver === undefined) return refuse('waiver-unknown', { id });
  if (waiver.state === 'requested') return refuse('not-granted', { id });
  if (waiver.state !== 'granted' && waiver.state !== 'expired') return refuse('waiver-ended', { id });
  if (waiver.renewal !== undefined) return refuse('renewal-open', { id });

  const { subject } = waiver;
  const control = context.controls.get(waiver.control);
  if (control === undefined) return refuse('control-unknown', { control: waiver.control });
  if (!isWaivable(control)) return refuse('control-not-waivable', { control: control.id });
  const there = context.findings.filter((finding) => finding.control === control.id && finding.change !== 'fixed');
  const covered = there.filter(({ fingerprint }) => waiver.fingerprints.includes(fingerprint));
  const strange = matchWaivers(there, context.waivers, {}).some(
    (finding) => isAtSubject(finding, subject) && finding.status === 'fail' && finding.waiver === undefined,
  );
  if (covered.length === 0 || strange) return refuse('waiver-changed', { id, control: control.id, subject });
  if (covered.some(({ fingerprint }) => context.excepted.has(fingerprint)))
    return refuse('control-not-waivable', { control: control.id, subject });

  const { maxRenewals } = configuration.waivers;
  if (waiver.renewals >= maxRenewals) return refuse('renewals-used-up', { control: control.id, subject, limit: maxRenewals });
  const limit = longestLife(control, covered, context);
  const expiry = resolveExpiry(command.expiry, context.now, limit);
  if ('refused' in expiry) {
    if (expiry.refused === 'expiry-past') return refuse('expiry-past', { control: control.id });
    return refuse('too-long', { control: control.id, days: expiry.days, limit });
  }
  const { expiresAt } = expiry;
  if (hasCome(expiresAt, waiver.expiresAt)) return refuse('not-longer', { id, expiresAt: waiver.expiresAt });
  const people = approvalsNeeded(control);
  const params = { id, control: control.id, subject, expiresAt, people, days: requestDays, login };
  return accept('renewal-requested', params, [
    {
      id,
      event: 'renewed',
      control: waiver.control,
      fingerprints: waiver.fingerprints,
      subject,
      category: waiver.category,
      pullRequest: pullRequest.number,
      headSha: pullRequest.headSha,
      actor: { id: source.author.id, login },
      at: context.now,
      expiresAt,
      approvalsNeeded: people,
      source: { kind: source.kind, id: source.id },
    },
  ]);
}
