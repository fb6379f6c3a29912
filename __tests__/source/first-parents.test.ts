import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { firstParents } from '../../src/source/first-parents.ts';
import { ObjectStore } from '../../src/source/object-store.ts';
import { commit, type GitServer, git, startGitServer } from './git-server.ts';

let server: GitServer;
let temporary: string;
let store: ObjectStore;

beforeEach(async () => {
  server = await startGitServer();
  temporary = await mkdtemp(join(tmpdir(), 'tilsyn-test-'));
  store = await ObjectStore.create({ remote: server.url, environment: process.env, temporaryFolder: temporary });
});

afterEach(async () => {
  await store.close();
  await server.close();
  await rm(temporary, { recursive: true, force: true });
});

/** A first commit, one from a merged branch, the merge, one more. */
function history(): { readonly root: string; readonly merge: string; readonly tip: string; readonly branch: string } {
  const root = commit(server.repository, { 'a.yaml': 'a: 1\n' });
  git(server.repository, 'checkout', '--quiet', '-b', 'change');
  const branch = commit(server.repository, { 'b.yaml': 'b: 1\n' });
  git(server.repository, 'checkout', '--quiet', 'main');
  git(server.repository, 'merge', '--quiet', '--no-ff', '--no-edit', 'change');
  const merge = git(server.repository, 'rev-parse', 'HEAD');
  const tip = commit(server.repository, { 'a.yaml': 'a: 2\n' });
  return { root, merge, tip, branch };
}

describe('the commits that a branch went through', () => {
  test('are the first parents from the tip back to the last one known, with their trees and real parents', async () => {
    const { root, merge, tip, branch } = history();

    const walked = await firstParents(store, tip, root, 10);

    expect(walked.complete).toBe(true);
    expect(walked.commits.map(({ sha, parents }) => ({ sha, parents }))).toEqual([
      { sha: tip, parents: [merge] },
      { sha: merge, parents: [root, branch] },
    ]);
    expect(walked.commits[0]?.tree).toBe(git(server.repository, 'rev-parse', `${tip}^{tree}`));
    expect(walked.commits[0]?.committedAt).toBe(
      new Date(Number(git(server.repository, 'log', '-1', '--format=%ct', tip)) * 1000).toISOString(),
    );
  });

  test('are said to be incomplete when there are more than asked for', async () => {
    const { root, tip } = history();

    const walked = await firstParents(store, tip, root, 1);

    expect(walked.complete).toBe(false);
    expect(walked.commits.map(({ sha }) => sha)).toEqual([tip]);
  });

  test('are said to be incomplete when the last one known is not among them: history was rewritten', async () => {
    const { tip, branch } = history();

    expect((await firstParents(store, tip, branch, 10)).complete).toBe(false);
  });

  test('go back to the first commit where none is known', async () => {
    const { root, merge, tip } = history();

    const walked = await firstParents(store, tip, undefined, 10);

    expect(walked).toMatchObject({ complete: true, commits: [{ sha: tip }, { sha: merge }, { sha: root, parents: [] }] });
  });

  test('need no trees', async () => {
    const { tip } = history();
    await firstParents(store, tip, undefined, 10);

    expect(await store.readObject(git(server.repository, 'rev-parse', `${tip}^{tree}`), 1e6)).toEqual({ state: 'missing' });
  });
});
