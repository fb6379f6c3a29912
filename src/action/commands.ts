import { parseCommands } from '../event/commands.ts';
import type { Event } from '../event/webhook.ts';
import type { RecordContent } from '../evidence/record.ts';
import type { Review } from '../github/port.ts';
import type { Command } from '../model/command.ts';
import type { Person } from '../model/person.ts';
import type { Report } from '../model/report.ts';
import { judge } from '../pipeline.ts';
import { composeAnswer, composeCommandErrors } from '../report/answer.ts';
import { decideCommand } from '../waivers/decide.ts';
import type { CommandSource, Decision } from '../waivers/decision.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { type Collected, collectPullRequest } from './collect.ts';
import { lookUpAuthority } from './collect-consent.ts';
import { appendRecords, emergenciesOf, keepText, readLog, waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';
import { isProtected } from './protected-branches.ts';
import { type Reviewed, reviewPullRequest } from './review.ts';

type CommentEvent = Extract<Event, { kind: 'comment' }>;

export interface Commanded {
  readonly reviewed?: Reviewed;
  readonly records: number;
}

/** Takes the commands of a comment: who wrote it and what it says are read again from GitHub, never from the event. */
export async function takeCommentCommands(event: CommentEvent, ports: Ports): Promise<Commanded> {
  if (!event.isPullRequest || !/^\/tilsyn\b/m.test(event.body)) return { records: 0 };
  const comment = await ports.github.comment(event.commentId);
  const mine = (await ports.github.viewer()).id;
  const done = (await ports.github.reactions(comment.id)).some(({ by, content }) => by === mine && content !== 'eyes');
  if (comment.author.id === mine || done) return { records: 0 };
  await ports.github.react(comment.id, 'eyes');
  // An edit between the event and this reading shows as a later update, or as other words in the same second.
  const edited = comment.body !== event.body || comment.updatedAt !== comment.createdAt;
  const source = {
    kind: 'issue_comment' as const,
    id: comment.id,
    author: comment.author,
    createdAt: comment.createdAt,
    updatedAt: edited ? `${comment.updatedAt} (edited)` : comment.updatedAt,
  };
  const taken = await takeCommands(event.issueNumber, comment.body, source, ports);
  if (taken.reply !== undefined) await ports.github.createComment(event.issueNumber, taken.reply);
  await ports.github.react(comment.id, taken.accepted ? 'rocket' : 'confused');
  return { ...(taken.reviewed === undefined ? {} : { reviewed: taken.reviewed }), records: taken.records };
}

/** Takes the commands of one submitted review that the log does not know yet. */
export async function takeReviewCommands(number: number, review: Review, ports: Ports): Promise<number> {
  if (review.author.type !== 'User' || !/^\/tilsyn\b/m.test(review.body)) return 0;
  const log = await readLog(ports);
  const known = log.records.some(
    ({ record }) => 'source' in record.predicate && record.predicate.source.kind === 'review' && record.predicate.source.id === review.id,
  );
  if (known) return 0;
  const edited = await ports.github.isEdited(review);
  const source = {
    kind: 'review' as const,
    id: review.id,
    author: review.author,
    createdAt: review.submittedAt,
    updatedAt: edited ? `${review.submittedAt} (edited)` : review.submittedAt,
    reviewCommit: review.commit,
  };
  const taken = await takeCommands(number, review.body, source, ports);
  if (taken.reply !== undefined && taken.records > 0) await ports.github.createComment(number, taken.reply);
  return taken.records;
}

interface Taken {
  readonly accepted: boolean;
  readonly records: number;
  readonly reply?: string;
  readonly reviewed?: Reviewed;
}

async function takeCommands(number: number, body: string, source: Omit<CommandSource, 'line'>, ports: Ports): Promise<Taken> {
  const { commands, errors } = parseCommands(body);
  if (commands.length === 0 && errors.length === 0) return { accepted: true, records: 0 };
  const pullRequest = await ports.github.pullRequest(number);
  const collected = await collectPullRequest(pullRequest, ports);
  if (errors.length > 0) return { accepted: false, records: 0, reply: composeCommandErrors(errors, collected.given.language) };

  const report = await judge(collected.given, ports.policies);
  const decisions: Decision[] = [];
  let records = 0;
  for (const { line, command } of commands) {
    const decision = await decideOne(command, { ...source, line }, collected, report, ports);
    decisions.push(decision);
    records += await appendRecords(await recordsOf(decision, command, { ...source, line }, body, collected, ports), ports);
  }
  const reviewed = await reviewPullRequest(number, ports);
  const reply = composeAnswer(
    decisions.map(({ code, params }) => ({ code, params: { ...params } })),
    reviewed?.report ?? report,
    { detailsUrl: ports.detailsUrl, serverUrl: ports.serverUrl },
  );
  return {
    accepted: decisions.every(({ outcome }) => outcome !== 'refused'),
    records,
    reply,
    ...(reviewed === undefined ? {} : { reviewed }),
  };
}

async function decideOne(
  command: Command,
  source: CommandSource,
  { pullRequest, given, makers, holders }: Collected,
  { findings, unwaivable }: Report,
  ports: Ports,
): Promise<Decision> {
  const log = await readLog(ports);
  return decideCommand(command, {
    now: ports.now(),
    repositoryId: ports.github.repository.id,
    source,
    pullRequest: {
      number: pullRequest.number,
      headSha: pullRequest.headSha,
      ...(makers.headSeenAt === undefined ? {} : { headSeenAt: makers.headSeenAt }),
      opener: pullRequest.author,
      isOpen: pullRequest.state === 'open',
      baseProtected: await isProtected(pullRequest.baseRef, ports),
    },
    contributors: { pushers: makers.pushers, commitPeople: makers.commitPeople, personOf: holders.personOf },
    authority: await lookUpAuthority(source.author, given.configuration, ports),
    approverIds: holders.approverIds,
    findings,
    controls: new Map(ports.policies.controls.map((control) => [control.id, control])),
    excepted: unwaivable,
    waivers: foldWaivers(waiverEvents(log.records), ports.now(), holders.personOf),
    emergencies: emergenciesOf(log.records, holders.personOf),
    configuration: given.configuration.configuration,
    hasLogKey: ports.signerKey !== undefined && log.problems.length === 0,
  });
}

/** What a decision leaves in the log. The words of people go to the branch of texts, their digest into the record. */
async function recordsOf(
  decision: Decision,
  command: Command,
  source: CommandSource,
  body: string,
  collected: Collected,
  ports: Ports,
): Promise<readonly RecordContent[]> {
  if (ports.signerKey === undefined || decision.outcome === 'answered') return [];
  if (decision.outcome === 'accepted' && isKnown(decision)) return [];
  const { owner, name, id } = ports.github.repository;
  const { pullRequest, given } = collected;
  const actor: Person = { id: source.author.id, login: source.author.login };
  const common = {
    repository: { id, name: `${owner}/${name}` },
    runtime: ports.runtime,
    pullRequest: pullRequest.number,
    actor,
    at: ports.now(),
    source: { kind: source.kind, id: source.id, command: source.line, bodyDigest: await keepText(body, ports) },
  };
  const { permission } = await lookUpAuthority(source.author, given.configuration, ports);
  if (decision.outcome === 'refused') {
    return [
      {
        kind: 'command',
        predicate: { ...common, headSha: pullRequest.headSha, verb: command.verb, refusal: decision.code, permissionThen: permission },
      },
    ];
  }
  if (decision.approval !== undefined) {
    return [
      { kind: 'approval', predicate: { ...common, at: decision.approval.at, sha: decision.approval.sha, permissionThen: permission } },
    ];
  }
  const reasonDigest = 'reason' in command ? await keepText(command.reason, ports) : undefined;
  const spoken = { ...common, permissionThen: permission, ...(reasonDigest === undefined ? {} : { reasonDigest }) };
  const { emergency, emergencyReview } = decision;
  if (emergency !== undefined) {
    const { id: name, headSha, ticket, at, reviewDueAt } = emergency;
    return [{ kind: 'emergency', predicate: { ...spoken, emergency: name, headSha, ticket, at, reviewDueAt } }];
  }
  if (emergencyReview !== undefined) {
    const { id: name, at, outcome } = emergencyReview;
    return [{ kind: 'emergency-review', predicate: { ...spoken, emergency: name, at, outcome } }];
  }
  return decision.events.map((event): RecordContent => {
    const { id: waiver, event: word, control, fingerprints, subject, category, expiresAt, headSha, approvalsNeeded, at } = event;
    return {
      kind: 'waiver',
      predicate: {
        ...spoken,
        at,
        waiver,
        event: word === 'approved' ? 'granted-approval' : word,
        control,
        fingerprints: [...fingerprints],
        subject,
        category,
        expiresAt,
        headSha,
        pullRequest: event.pullRequest,
        approvalsNeeded,
      },
    };
  });
}

/** What was decided before, when the same line was handled, has its record already. */
function isKnown({ events, approval, emergency, emergencyReview }: Decision): boolean {
  return events.length === 0 && approval === undefined && emergency === undefined && emergencyReview === undefined;
}
