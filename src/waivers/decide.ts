import { mayWrite } from '../approvals/authority.ts';
import { findInvolvement } from '../approvals/involvement.ts';
import type { Command } from '../model/command.ts';
import { checkHead } from './check-head.ts';
import { declareEmergency, reviewEmergency } from './decide-emergency.ts';
import { decideWaiver } from './decide-waiver.ts';
import type { CommandedPullRequest, Decision, DecisionContext } from './decision.ts';
import { refuse } from './decision.ts';
import { renewWaiver } from './renew-waiver.ts';
import { requestWaiver } from './request-waiver.ts';

/**
 * Decides one command. The rules are tried in a fixed order and the first that fails is the answer: who speaks and whether the text is as it
 * was written; whether there is something to decide on; then the rules of the verb. Of several commands in one comment each sees the waivers
 * as the ones before have left them, so the caller folds in between.
 */
export function decideCommand(command: Command, context: DecisionContext): Decision {
  const { source, pullRequest } = context;
  const { login } = source.author;
  if (source.author.type !== 'User') return refuse('not-a-person', { login });
  if (source.createdAt !== source.updatedAt) return refuse('edited', { login });
  if (command.verb === 'help') return { outcome: 'answered', code: 'help', params: {}, events: [] };
  if (command.verb === 'explain') return explainControl(command.control, context);
  if (pullRequest === undefined) return refuse('not-a-pull-request');
  if (command.verb === 'status') return { outcome: 'answered', code: 'status', params: { head: pullRequest.headSha }, events: [] };
  if (!pullRequest.baseProtected) return refuse('branch-not-protected');
  if (!pullRequest.isOpen && command.verb !== 'revoke' && command.verb !== 'review-emergency') return refuse('pull-request-closed');
  switch (command.verb) {
    case 'break-glass':
      return declareEmergency(command, context, pullRequest);
    case 'review-emergency':
      return reviewEmergency(command, context, pullRequest);
    case 'recheck':
      return recheck(context, pullRequest);
    case 'approve':
      return approveChange(command.sha, context, pullRequest);
    case 'waive':
      return requestWaiver(command, context, pullRequest);
    case 'renew':
      return renewWaiver(command, context, pullRequest);
    case 'approve-waiver':
    case 'deny':
    case 'revoke':
      return decideWaiver(command, context, pullRequest);
  }
}

function explainControl(control: string, { controls }: DecisionContext): Decision {
  if (!controls.has(control)) return refuse('control-unknown', { control });
  return { outcome: 'answered', code: 'explained', params: { control }, events: [] };
}

/** Judging again grants nothing, but costs the repository's allowance: for those who could cause it by a push as well. */
function recheck(context: DecisionContext, { headSha, opener }: CommandedPullRequest): Decision {
  const { author } = context.source;
  if (author.id !== opener.id) {
    const refusal = checkMayWrite(context);
    if (refusal !== undefined) return refusal;
  }
  return { outcome: 'answered', code: 'rechecked', params: { head: headSha }, events: [] };
}

function approveChange(named: string, context: DecisionContext, pullRequest: CommandedPullRequest): Decision {
  const { source, contributors } = context;
  const { id, login } = source.author;
  const refusal = checkHead(named, source, pullRequest) ?? checkMayWrite(context);
  if (refusal !== undefined) return refusal;
  const involvement = findInvolvement(source.author, { opener: pullRequest.opener, ...contributors });
  if (involvement !== undefined) return refuse(involvement === 'opener' ? 'self-approval' : 'contributor', { login });
  const sha = pullRequest.headSha;
  const via = source.kind === 'review' ? 'review' : 'comment';
  return {
    outcome: 'accepted',
    code: 'approval-recorded',
    params: { login, sha },
    events: [],
    approval: { by: { id, login }, sha, via, at: source.createdAt, sourceId: source.id },
  };
}

function checkMayWrite({ authority, source }: DecisionContext): Decision | undefined {
  const { login } = source.author;
  if (authority.lookup !== 'ok') return refuse('lookup-failed', { login });
  return mayWrite(authority) ? undefined : refuse('no-authority', { login, permission: authority.permission });
}
