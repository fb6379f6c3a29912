import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkplace, type Workplace } from '../cli/command-line.ts';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../github/server.ts';
import { runWorkflow } from '../runner/workflow.ts';
import { newRepositories } from './three-repositories.ts';

/** From nothing to a check: `init` in a fresh clone, its files on the protected branch, and the workflow that it wrote on two pull requests. */
describe('a repository that `init` set up', () => {
  let github: FakeGitHub | undefined;
  let place: Workplace | undefined;
  afterEach(async () => {
    place?.remove();
    await github?.close();
  });

  test.each(newRepositories)(
    '$name: passes a harmless change and blocks a bad one',
    async ({ files, harmless, bad, found }) => {
      place = makeWorkplace();
      place.write(files);
      place.git('init', '--quiet', '--initial-branch=main');
      const action = `acme/tilsyn@${'1'.repeat(40)}`;
      const set = place.run('init', '--environment', 'production', '--action', action);
      expect([set.status, set.stderr, set.stdout]).toEqual([0, '', expect.stringContaining(found)]);
      const written = readFiles(place.folder, ['.github', 'compliance']);
      expect(Object.keys(written)).toHaveLength(6);

      github = await startFakeGitHub({ startAt: new Date(), files: { ...files, ...written } });
      github.setPermission('anna', 'write');
      github.setPermission('bo', 'admin');
      const conclude = async (branch: string, change: Readonly<Record<string, string>>) => {
        const fake = github as FakeGitHub;
        fake.push(branch, change, { by: 'anna' });
        const { number, headSha } = fake.openPullRequest({ head: branch, author: 'anna' });
        fake.review(number, 'bo', { state: 'APPROVED' });
        const { payload } = fake.pullRequestEvent(number, 'edited', 'anna', { changes: {} });
        const workflow = written['.github/workflows/tilsyn-review.yml'] ?? '';
        await runWorkflow({ github: fake, workflow, event: 'pull_request_target', payload, env: { TILSYN_API_PACE: '1' } });
        return fake.checksOn(headSha).findLast(({ name }) => name === 'tilsyn')?.conclusion;
      };
      expect([await conclude('harmless', harmless), await conclude('bad', bad)]).toEqual(['success', 'failure']);
      expectNoViolations(github);
    },
    180_000,
  );
});

function readFiles(folder: string, below: readonly string[]): Record<string, string> {
  const entries = below.flatMap((name) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }));
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
