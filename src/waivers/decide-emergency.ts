import { holdPower, mayDecide, mayWrite } from '../approvals/authority.ts';
import { findInvolvement } from '../approvals/involvement.ts';
import type { BreakGlassCommand, ReviewEmergencyCommand } from '../model/command.ts';
import type { Emergency } from '../model/emergency.ts';
import { checkWrittenAfterHead } from './check-head.ts';
import type { CommandedPullRequest, Decision, DecisionContext } from './decision.ts';
import { refuse } from './decision.ts';
import { hourLength } from './lifetime.ts';
import { checkReviewedHead } from './petition.ts';
import { makeEmergencyId } from './waiver-id.ts';

/**
 * Decides on `/tilsyn break-glass`. Whoever may write can declare an emergency, for it grants nothing: the check stays as it is, the merge is GitHub's
 * own bypass, and that it was an emergency is recorded together with the day by which somebody else must have looked at it.
 */
export function declareEmergency(command: BreakGlassCommand, context: DecisionContext, pullRequest: CommandedPullRequest): Decision {
  const { source, authority, configuration, now } = context;
  const { id: actorId, login } = source.author;
  if (!context.hasLogKey) return refuse('no-log-key');
  if (authority.lookup !== 'ok') return refuse('lookup-failed', { login });
  if (!mayWrite(authority)) return refuse('no-authority', { login, permission: authority.permission });
  const moved = checkReviewedHead(context, pullRequest) ?? checkWrittenAfterHead(source, pullRequest);
  if (moved !== undefined) return moved;
  const id = makeEmergencyId({ repositoryId: context.repositoryId, sourceKind: source.kind, sourceId: source.id, line: source.line });
  const known = context.emergencies.find((emergency) => emergency.id === id);
  const { ticket } = command;
  const emergency: Emergency = known ?? {
    id,
    pullRequest: pullRequest.number,
    headSha: pullRequest.headSha,
    by: { id: actorId, login },
    at: now,
    ticket,
    reviewDueAt: new Date(Date.parse(now) + configuration.emergencies.reviewHours * hourLength).toISOString(),
  };
  const params = { id, login, ticket, head: emergency.headSha, reviewDueAt: emergency.reviewDueAt };
  return { outcome: 'accepted', code: 'emergency-declared', params, events: [], ...(known === undefined ? { emergency } : {}) };
}

/**
 * Decides on `approve EMG-…` and `deny EMG-…`: somebody who may decide on waivers, who did not declare it and did not make the change, has looked at it
 * afterwards. It is done once.
 */
export function reviewEmergency(
  { id, outcome }: ReviewEmergencyCommand,
  context: DecisionContext,
  pullRequest: CommandedPullRequest,
): Decision {
  const { source, authority, configuration, contributors, now } = context;
  const { author } = source;
  const { login } = author;
  if (!context.hasLogKey) return refuse('no-log-key');
  const emergency = context.emergencies.find((known) => known.id === id && known.pullRequest === pullRequest.number);
  if (emergency === undefined) return refuse('emergency-unknown', { id });
  if (emergency.review !== undefined) return refuse('already-decided', { id });
  if (authority.lookup !== 'ok') return refuse('lookup-failed', { login });
  const holders = holdPower(configuration.waivers.approvers, context.approverIds);
  if (!mayDecide(author, authority, holders)) return refuse('no-authority', { login, permission: authority.permission });
  const { personOf } = contributors;
  if (personOf(author.id) === personOf(emergency.by.id)) return refuse('emergency-own', { login, id });
  const involvement = findInvolvement(author, { opener: pullRequest.opener, ...contributors });
  if (involvement !== undefined) return refuse(involvement === 'opener' ? 'self-approval' : 'contributor', { login });
  const code = outcome === 'accepted' ? 'emergency-accepted' : 'emergency-to-mend';
  return {
    outcome: 'accepted',
    code,
    params: { id, login },
    events: [],
    emergencyReview: { id, by: { id: author.id, login }, at: now, outcome },
  };
}
