import type { Octokit } from '@octokit/rest';
import type { Repository } from '../model/subject.ts';
import { ask, askMaybe } from './error.ts';

export interface BranchFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Compare-and-swap on the branches of the evidence. Reading their files is the object store's part. */
export interface LogBranches {
  /** Commit at the tip, or null when the branch does not exist; any other failure throws. */
  tip(branch: string): Promise<string | null>;
  /** Makes the branch with one parentless commit; `stale` when it exists meanwhile. */
  create(branch: string, files: readonly BranchFile[], message: string): Promise<'ok' | 'stale'>;
  /** One commit on top of `expected`, never forced. */
  commit(branch: string, expected: string, files: readonly BranchFile[], message: string): Promise<'ok' | 'stale'>;
}

export function openLogBranches(octokit: Octokit, repository: Repository): LogBranches {
  const at = { owner: repository.owner, repo: repository.name };
  return {
    async tip(branch) {
      const answer = await askMaybe(`branch ${branch}`, () => octokit.rest.git.getRef({ ...at, ref: `heads/${branch}` }));
      return answer?.data.object.sha ?? null;
    },

    async create(branch, files, message) {
      const tree: { path: string; mode: '100644'; type: 'blob'; sha: string }[] = [];
      for (const { path, bytes } of files) {
        const { data } = await ask('a file of the log', () =>
          octokit.rest.git.createBlob({ ...at, content: Buffer.from(bytes).toString('base64'), encoding: 'base64' }),
        );
        tree.push({ path, mode: '100644', type: 'blob', sha: data.sha });
      }
      const made = await ask('the tree of the log', () => octokit.rest.git.createTree({ ...at, tree }));
      const commit = await ask('the commit of the log', () =>
        octokit.rest.git.createCommit({ ...at, message, tree: made.data.sha, parents: [] }),
      );
      return staleOn(422, () =>
        ask(`branch ${branch}`, () => octokit.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit.data.sha })),
      );
    },

    async commit(branch, expected, files, message) {
      const additions = files.map(({ path, bytes }) => ({ path, contents: Buffer.from(bytes).toString('base64') }));
      const input = {
        branch: { repositoryNameWithOwner: `${repository.owner}/${repository.name}`, branchName: branch },
        expectedHeadOid: expected,
        message: { headline: message },
        fileChanges: { additions },
      };
      try {
        await octokit.graphql('mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }', {
          input,
        });
        return 'ok';
      } catch (error) {
        if (isStale(error)) return 'stale';
        return ask('the commit of the log', () => Promise.reject(error));
      }
    },
  };
}

async function staleOn(status: number, request: () => Promise<unknown>): Promise<'ok' | 'stale'> {
  try {
    await request();
    return 'ok';
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === status) return 'stale';
    throw error;
  }
}

function isStale(error: unknown): boolean {
  const errors = typeof error === 'object' && error !== null && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return errors.some((one: { type?: unknown }) => one.type === 'STALE_DATA');
}
