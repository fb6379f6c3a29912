import { readChanges } from '../git/changes.ts';
import { readCommit, readCommits } from '../git/commits.ts';
import { isAncestor, mergeBase } from '../git/repository.ts';
import { gitOnce } from '../git/run.ts';
import { presentCommit, presentFile } from '../present/commit.ts';
import { apiUrl, webUrl } from '../present/links.ts';
import { type Call, notFound, ok, paged, type Reply, readPaging } from '../respond.ts';
import type { Repository } from '../store/store.ts';
import { findCommit } from './find.ts';

/** A comparison and a commit show 300 files at most; a commit pages on to 3,000. */
const comparisonFiles = 300;
const commitFiles = 3000;
/** Without paging a comparison shows 250 commits. */
const comparisonCommits = 250;

export const commitRoutes = {
  'repos/get-commit': getCommit,
  'repos/list-commits': listCommits,
  'repos/compare-commits-with-basehead': compare,
};

function getCommit(call: Call): Reply {
  const { store, repository } = call;
  const sha = findCommit(call, call.params.ref ?? '');
  if (call.accept.includes('application/vnd.github.sha')) return { status: 200, body: sha, mediaType: 'application/vnd.github.sha' };
  const commit = readCommit(repository.gitDir, sha);
  const parent = commit.parents[0] ?? emptyTree(repository);
  const files = readChanges(repository.gitDir, parent, sha).slice(0, commitFiles);
  const { page, perPage } = readPaging(call, comparisonFiles);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return ok({
    ...presentCommit(store, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: files.slice((page - 1) * perPage, page * perPage).map((file) => presentFile(store, repository, sha, file)),
  });
}

function listCommits(call: Call): Reply {
  const { sha = call.repository.defaultBranch, path, since, until } = call.query;
  const limits = [...(since === undefined ? [] : [`--since=${since}`]), ...(until === undefined ? [] : [`--until=${until}`])];
  const commits = readCommits(call.repository.gitDir, [...limits, findCommit(call, sha), ...(path === undefined ? [] : ['--', path])]);
  return paged(call, commits, (commit) => presentCommit(call.store, call.repository, commit));
}

function compare(call: Call): Reply {
  const { store, repository, query } = call;
  const { gitDir } = repository;
  const basehead = call.params.basehead ?? '';
  const [baseName, headName] = basehead.split('...');
  if (baseName === undefined || headName === undefined) throw notFound();
  const base = findInNetwork(call, baseName);
  const head = findInNetwork(call, headName);
  const fork = mergeBase(gitDir, base, head);
  if (fork === undefined) throw notFound();
  const all = readCommits(gitDir, ['--reverse', '--topo-order', `${base}..${head}`]);
  const paging = query.page !== undefined || query.per_page !== undefined;
  const { page, perPage } = readPaging(call, 100);
  const commits = paging ? all.slice((page - 1) * perPage, page * perPage) : all.slice(-comparisonCommits);
  const behind = Number(gitOnce(gitDir, ['rev-list', '--count', `${head}..${base}`]).stdout);
  const html = webUrl(store, repository, `/compare/${basehead}`);
  // "The response includes details about the files that were changed … on the first page."
  const files = page === 1 ? readChanges(gitDir, fork, head).slice(0, comparisonFiles) : [];
  return ok({
    url: apiUrl(store, repository, `/compare/${basehead}`),
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: presentCommit(store, repository, readCommit(gitDir, base)),
    merge_base_commit: presentCommit(store, repository, readCommit(gitDir, fork)),
    status: base === head ? 'identical' : isAncestor(gitDir, base, head) ? 'ahead' : isAncestor(gitDir, head, base) ? 'behind' : 'diverged',
    ahead_by: all.length,
    behind_by: behind,
    total_commits: all.length,
    commits: commits.map((commit) => presentCommit(store, repository, commit)),
    files: files.map((file) => presentFile(store, repository, head, file)),
  });
}

/** `owner:branch` names a branch of a fork, anything else something of this repository. */
function findInNetwork(call: Call, name: string): string {
  const [owner, branch] = name.includes(':') ? name.split(':', 2) : [undefined, undefined];
  if (owner === undefined || branch === undefined) return findCommit(call, name);
  const fork = [...call.store.repositories.values()].find((each) => each.owner.login === owner && each.gitDir === call.repository.gitDir);
  if (fork === undefined) throw notFound();
  return findCommit({ ...call, repository: fork }, branch);
}

function emptyTree(repository: Repository): string {
  return gitOnce(repository.gitDir, ['mktree']).stdout.trim();
}
