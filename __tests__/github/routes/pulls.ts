import { readCommits } from '../git/commits.ts';
import { presentCommit, presentFile } from '../present/commit.ts';
import { presentPull, presentPullSimple } from '../present/pull.ts';
import { type Call, ok, paged, type Reply } from '../respond.ts';
import type { Pull } from '../store/store.ts';
import { pullRange, readPullChanges } from '../world/pull-content.ts';
import { passRead } from '../world/refs.ts';
import { findCommit, findPull } from './find.ts';

/** "Responses include a maximum of 3000 files." */
const maximumFiles = 3000;
/** "Lists a maximum of 250 commits for a pull request." */
const maximumCommits = 250;

export const pullRoutes = {
  'pulls/get': getPull,
  'pulls/list': listPulls,
  'pulls/list-files': listFiles,
  'pulls/list-commits': listCommits,
  'repos/list-pull-requests-associated-with-commit': listPullsOfCommit,
};

function getPull(call: Call): Reply {
  const pull = findPull(call);
  const body = presentPull(call.store, pull);
  passRead(call.store, pull);
  return ok(body);
}

function listPulls(call: Call): Reply {
  const { state = 'open', base, head, sort = 'created', direction = sort === 'created' ? 'desc' : 'asc' } = call.query;
  const time = (pull: Pull): string => (sort === 'updated' ? pull.updatedAt : pull.createdAt);
  const found = call.store.pulls
    .filter((pull) => pull.repository === call.repository)
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => base === undefined || pull.baseRef === base)
    // "Filter pulls by head user or head organization and branch name in the format of user:ref-name": anything else filters nothing.
    .filter((pull) => head === undefined || !head.includes(':') || head === `${pull.head.owner.login}:${pull.head.ref}`)
    .sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : a.number - b.number));
  return paged(call, direction === 'desc' ? found.reverse() : found, (pull) => presentPullSimple(call.store, pull));
}

function listFiles(call: Call): Reply {
  const pull = findPull(call);
  const files = readPullChanges(pull).slice(0, maximumFiles);
  return paged(call, files, (file) => presentFile(call.store, call.repository, pull.headSha, file));
}

function listCommits(call: Call): Reply {
  const pull = findPull(call);
  const commits = readCommits(call.repository.gitDir, pullRange(pull)).slice(0, maximumCommits);
  return paged(call, commits, (commit) => presentCommit(call.store, call.repository, commit));
}

/** Pull requests that hold the commit, and once it is on the default branch those that brought it there. */
function listPullsOfCommit(call: Call): Reply {
  const sha = findCommit(call, call.params.commit_sha ?? '');
  const holding = call.store.pulls.filter((pull) => pull.repository === call.repository && (pull.merged?.sha === sha || holds(pull, sha)));
  return paged(call, holding, (pull) => presentPullSimple(call.store, pull));
}

function holds(pull: Pull, sha: string): boolean {
  return pull.headSha === sha || readCommits(pull.repository.gitDir, pullRange(pull)).some((commit) => commit.sha === sha);
}
