import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mergeTrees } from '../../src/source/merge-trees.ts';
import { ObjectStore } from '../../src/source/object-store.ts';
import { commit, type GitServer, git, startGitServer } from './git-server.ts';

const LINES = Array.from({ length: 30 }, (_, i) => `line-${i}: ${i}`);

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

interface Story {
  readonly base: Readonly<Record<string, string>>;
  readonly tip: Readonly<Record<string, string | null>>;
  readonly head: Readonly<Record<string, string | null>>;
}

/** Commits a merge base and two lines from it, and fetches the three as the action does: without blobs. */
async function fetchStory(story: Story): Promise<{ readonly mergeBase: string; readonly tip: string; readonly head: string }> {
  const mergeBase = commit(server.repository, story.base);
  const tip = commit(server.repository, story.tip);
  git(server.repository, 'checkout', '--quiet', '-b', 'change', mergeBase);
  const head = commit(server.repository, story.head);
  await store.fetchCommits([mergeBase, tip, head]);
  return { mergeBase, tip, head };
}

function edit(line: number, text: string): string {
  return `${LINES.with(line, text).join('\n')}\n`;
}

const UNTOUCHED = `${LINES.join('\n')}\n`;

describe('a merge in the store', () => {
  test('gives the tree that git would make of it, and the files that differ from head', async () => {
    const { mergeBase, tip, head } = await fetchStory({
      base: { 'both.yaml': UNTOUCHED, 'tip.yaml': 'a: 1\n', 'head.yaml': 'a: 1\n' },
      tip: { 'both.yaml': edit(2, 'tip: 1'), 'tip.yaml': 'a: 2\n', 'new.yaml': 'a: 1\n' },
      head: { 'both.yaml': edit(25, 'head: 1'), 'head.yaml': 'a: 2\n' },
    });

    const merged = await mergeTrees(store, tip, head, mergeBase);

    git(server.repository, 'merge', '--quiet', '--no-edit', tip);
    expect(merged).toMatchObject({
      tree: git(server.repository, 'rev-parse', 'HEAD^{tree}'),
      differsFromHead: ['both.yaml', 'new.yaml', 'tip.yaml'],
    });
  });

  test('follows a file that one side moved and the other changed', async () => {
    const { mergeBase, tip, head } = await fetchStory({
      base: { 'old.yaml': UNTOUCHED },
      tip: { 'old.yaml': edit(2, 'tip: 1') },
      head: { 'old.yaml': null, 'apps/new.yaml': edit(25, 'head: 1') },
    });

    const merged = await mergeTrees(store, tip, head, mergeBase);

    git(server.repository, 'merge', '--quiet', '--no-edit', tip);
    expect(merged).toMatchObject({ tree: git(server.repository, 'rev-parse', 'HEAD^{tree}'), differsFromHead: ['apps/new.yaml'] });
  });

  test('names the files on which the two sides conflict', async () => {
    const { mergeBase, tip, head } = await fetchStory({
      base: { 'a.yaml': 'a: 1\n', 'gone.yaml': 'a: 1\n', 'fine.yaml': 'a: 1\n' },
      tip: { 'a.yaml': 'a: 2\n', 'gone.yaml': null },
      head: { 'a.yaml': 'a: 3\n', 'gone.yaml': 'a: 4\n', 'fine.yaml': 'a: 2\n' },
    });

    expect(await mergeTrees(store, tip, head, mergeBase)).toEqual({ conflicts: ['a.yaml', 'gone.yaml'] });
  });

  test('fetches no more than the blobs that it must look into', async () => {
    const story = {
      base: { 'a.yaml': UNTOUCHED, 'large.yaml': 'x'.repeat(50_000) },
      tip: { 'a.yaml': edit(2, 'tip: 1'), 'large.yaml': 'y'.repeat(50_000) },
      head: { 'a.yaml': edit(25, 'head: 1') },
    };
    const { mergeBase, tip, head } = await fetchStory(story);

    await mergeTrees(store, tip, head, mergeBase);

    const large = git(server.repository, 'rev-parse', `${tip}:large.yaml`);
    expect(await store.readObject(large, 1e6)).toEqual({ state: 'missing' });
  });

  test('is head itself where the base has not moved', async () => {
    const { mergeBase, head } = await fetchStory({ base: { 'a.yaml': 'a: 1\n' }, tip: {}, head: { 'a.yaml': 'a: 2\n' } });

    const merged = await mergeTrees(store, mergeBase, head, mergeBase);

    expect(merged).toMatchObject({ tree: git(server.repository, 'rev-parse', `${head}^{tree}`), differsFromHead: [] });
  });
});
