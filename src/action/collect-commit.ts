import type { ApprovalCase } from '../approvals/judge.ts';
import { touchesConfiguration } from '../approvals/touches.ts';
import { configurationPath, loadConfiguration } from '../config/load.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import type { PullRequest } from '../github/port.ts';
import type { Problem } from '../model/root.ts';
import type { Case } from '../pipeline/case.ts';
import { collectConsent, collectMakers, holderIds, readSides, textOf } from './collect.ts';
import { commentApprovals } from './log.ts';
import type { Ports } from './ports.ts';

/** A commit of the protected branch against its first parent, judged by the rules that were in force before it. */
export async function collectCommit(sha: string, parent: string, ports: Ports): Promise<Case> {
  await ports.store.fetchCommits([parent, sha]);
  const { base, head, changed } = await readSides(parent, sha, ports.store);
  const configuration = loadConfiguration(textOf(base, configurationPath));
  return {
    subject: { kind: 'revision', base: { label: parent.slice(0, 12), sha: parent }, head: { label: sha.slice(0, 12), sha } },
    base,
    head,
    changed,
    configuration: { ...configuration, problems: [] },
    waivers: [],
    approvals: [],
    problems: [],
    assumptions: [],
    language: ports.language ?? configuration.configuration.language,
    now: ports.now(),
  };
}

/** What was needed and given for the merged pull request, and what stands in the way of knowing it. */
export async function collectApprovalCase(
  pullRequest: PullRequest,
  given: Case,
  records: readonly LoggedRecord[],
  ports: Ports,
): Promise<{ readonly consent: ApprovalCase; readonly problems: readonly Problem[] }> {
  const makers = await collectMakers(pullRequest, ports);
  const consent = {
    ...(await collectConsent(pullRequest, given.configuration, commentApprovals(records, pullRequest.number), ports)),
    ...(await holderIds(given.configuration, ports)),
    headSha: pullRequest.headSha,
    opener: pullRequest.author,
    pushers: makers.pushers,
    commitPeople: makers.commitPeople,
    configuration: given.configuration.configuration,
    touches: { configuration: touchesConfiguration([...given.changed], given.configuration.configuration.register.path) },
  };
  return { consent, problems: makers.problems };
}
