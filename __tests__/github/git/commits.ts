import type { Signature } from './commit.ts';
import { git, gitOnce } from './run.ts';

export interface CommitData {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

const fields = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'];

/** Commits as `git log` finds them, newest first unless the arguments say otherwise. */
export function readCommits(gitDir: string, args: readonly string[]): CommitData[] {
  return parseCommits(git(gitDir, [...log, ...args]));
}

// No field of a commit can hold a NUL, so it may stand between fields and records alike.
const log = ['log', '-z', `--format=tformat:${fields.join('%x00')}`];

function parseCommits(text: string): CommitData[] {
  const values = text.split('\0');
  const commits: CommitData[] = [];
  for (let at = 0; at + fields.length <= values.length; at += fields.length)
    commits.push(parseCommit(values.slice(at, at + fields.length)));
  return commits;
}

export function readCommit(gitDir: string, sha: string): CommitData {
  const [commit] = parseCommits(gitOnce(gitDir, [...log, '-1', sha]).stdout);
  if (commit === undefined) throw new Error(`no commit ${sha}`);
  return commit;
}

function parseCommit(values: readonly string[]): CommitData {
  const [sha = '', tree = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = '', message = ''] = values;
  return {
    sha,
    tree,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    author: { name: an, email: ae, date: instant(at) },
    committer: { name: cn, email: ce, date: instant(ct) },
    message: message.replace(/\n$/, ''),
  };
}

function instant(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
