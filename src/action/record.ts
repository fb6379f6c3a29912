import { LOG_BRANCH } from '../evidence/layout.ts';
import type { RecordContent } from '../evidence/record.ts';
import type { LoggedRecord } from '../evidence/verify/check.ts';
import { GitHubError } from '../github/error.ts';
import type { Person } from '../model/person.ts';
import { type Commit, readCommit } from '../source/first-parents.ts';
import { changeKey } from './change-key.ts';
import { makeChangeRecord, type Place } from './change-record.ts';
import { abandonedCommits, findUnrecorded, recordedCommits } from './find-unrecorded.ts';
import { appendRecords, readLog } from './log.ts';
import type { Ports } from './ports.ts';
import type { ProtectedBranches } from './protected-branches.ts';

/** What set the recording off. */
export interface Occasion {
  /** The push that is being recorded: its commits lie between `before` and the tip. */
  readonly push?: { readonly branch: string; readonly before?: string; readonly by: Person; readonly forced: boolean };
}

export interface Recorded {
  readonly added: number;
  /** What is still without a record, in words; the next run goes on. */
  readonly left: readonly string[];
}

/** Commits recorded in one run. What is over waits for the next one, and is said to. */
const mostCommits = 200;
/** Records in one commit of the log: what is judged is written soon, so that a run that dies loses little. */
const batch = 20;

/**
 * Brings the log up to the protected branches: every first-parent commit gets the record of its change, or where its facts are gone a record of the
 * gap; a branch that was moved by force gets a record of what it lost. What is recorded already is left alone, so a run can be repeated at any time.
 */
export async function recordChanges(branches: ProtectedBranches, occasion: Occasion, ports: Ports): Promise<Recorded> {
  let added = await changeKey(branches, ports);
  const left: string[] = [];
  const names = occasion.push === undefined ? branches.names : [occasion.push.branch];
  for (const name of names) {
    const done = await recordBranch(name, branches, occasion, Math.max(0, mostCommits - added), ports);
    added += done.added;
    left.push(...done.left);
  }
  return { added, left };
}

async function recordBranch(
  branch: string,
  { loaded }: ProtectedBranches,
  { push }: Occasion,
  most: number,
  ports: Ports,
): Promise<Recorded> {
  const log = await readLog(ports, loaded.configuration.evidence.verifierKey);
  if (log.problems.length > 0) throw new Error(`The branch ${LOG_BRANCH} does not verify; nothing is added to it.`);
  const tip = await ports.github.branchTip(branch).catch((error: unknown) => {
    // Configured and not there (yet): nothing can have changed on it.
    if (error instanceof GitHubError && error.status === 404 && branch !== push?.branch) return undefined;
    throw error;
  });
  if (tip === undefined) return { added: 0, left: [] };
  const recorded = recordedCommits(log.records, branch);
  const startAt = new Map(Object.entries(loaded.configuration.evidence.startAt));
  const start = startAt.get(branch) ?? (push?.branch === branch ? push.before : undefined);
  const { commits, abandoned, begins } = await findUnrecorded(tip, recorded, start, push === undefined || push.forced, ports);
  const gone = abandonedCommits(log.records, branch);
  const lost = abandoned.filter((sha) => !gone.has(sha));
  let added = lost.length === 0 ? 0 : await appendRecords([await rewriteRecord(branch, tip, lost, ports)], ports);

  const pushed = findPushed(commits, push?.branch === branch ? push.before : undefined);
  const now = commits.slice(0, most);
  let notBefore = timeOf(log.records, branch, now[0]?.parents[0]);
  for (let at = 0; at < now.length; at += batch) {
    const contents: RecordContent[] = [];
    for (const commit of now.slice(at, at + batch)) {
      const place = {
        branch,
        records: log.records,
        ...(push !== undefined && pushed.has(commit.sha) ? { pushedBy: push.by } : {}),
        ...(notBefore === undefined ? {} : { notBefore }),
      };
      const first = begins && commit === now[0];
      const content = first ? gapRecord(commit, 'log-begins', branch, ports) : await recordOf(commit, place, ports);
      if (content.kind === 'change') notBefore = content.predicate.mergedAt;
      contents.push(content);
    }
    added += await appendRecords(contents, ports);
  }
  const over = commits.length - now.length;
  return { added, left: over === 0 ? [] : [`${over} commits of ${branch} still have no record`] };
}

/** When a recorded change came onto the branch. Of a gap only the time of finding is known, and that bounds nothing. */
function timeOf(records: readonly LoggedRecord[], branch: string, sha: string | undefined): string | undefined {
  const change = records.find(
    ({ record }) => record.kind === 'change' && record.predicate.branch === branch && record.predicate.merge.sha === sha,
  )?.record;
  return change?.kind === 'change' ? change.predicate.mergedAt : undefined;
}

/** The commits that came with this push; of older ones, found late, nobody knows by whom they came. */
function findPushed(commits: readonly Commit[], before: string | undefined): ReadonlySet<string> {
  if (before === undefined) return new Set();
  const from = commits.findIndex(({ parents }) => parents[0] === before);
  return new Set(from === -1 ? [] : commits.slice(from).map(({ sha }) => sha));
}

/**
 * A commit whose facts GitHub no longer has becomes a gap, which the verifier and every report name. What may be there at the next try (no answer, a
 * limit, a server that failed) is thrown, and the commit waits.
 */
async function recordOf(commit: Commit, place: Place, ports: Ports): Promise<RecordContent> {
  if (commit.parents.length === 0) return gapRecord(commit, 'facts-unavailable', place.branch, ports);
  try {
    return await makeChangeRecord(commit, place, ports);
  } catch (error) {
    const isGone = error instanceof GitHubError && [404, 410, 422].includes(error.status);
    if (!isGone) throw error;
    ports.say(`Commit ${commit.sha} is recorded as a gap: ${error.what} cannot be had.`);
    return gapRecord(commit, 'facts-unavailable', place.branch, ports);
  }
}

function gapRecord(commit: Commit, reason: 'facts-unavailable' | 'log-begins', branch: string, ports: Ports): RecordContent {
  const merge = { sha: commit.sha, tree: commit.tree };
  return { kind: 'gap', predicate: { ...commonOf(ports), branch, merge, at: ports.now(), reason } };
}

async function rewriteRecord(branch: string, tip: string, abandoned: readonly string[], ports: Ports): Promise<RecordContent> {
  const { tree } = await readCommit(ports.store, tip);
  return { kind: 'rewrite', predicate: { ...commonOf(ports), branch, tip: { sha: tip, tree }, at: ports.now(), abandoned } };
}

function commonOf({ github, runtime }: Ports) {
  const { id, owner, name } = github.repository;
  return { repository: { id, name: `${owner}/${name}` }, runtime };
}
