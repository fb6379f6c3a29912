import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectNoViolations, type FakeGitHub, startFakeGitHub } from '../../__tests__/github/server.ts';
import type { Delivery } from '../../__tests__/github/store/store.ts';
import { type NewRepository, newRepositories } from '../../__tests__/scenarios/three-repositories.ts';
import { generateKeys } from '../../src/evidence/keygen.ts';

/**
 * A runner that is not ours (nektos/act, in host mode) starts the action from the workflows that `init` writes, just as users name it, against the fake
 * GitHub: for each kind of repository a harmless change that must come out green and a bad one that must come out red, and for one of them every other
 * example workflow, from a comment to the record of the merge.
 *   node scripts/judges/act.ts
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tilsyn-act-'));
const action = `acme/tilsyn@${'1'.repeat(40)}`;
const keys = generateKeys('tilsyn.example');
if (!keys.ok) throw new Error('no keys');
const { signer, verifier } = keys.value;

let failures = 0;
try {
  for (const part of ['action.yml', 'dist']) cpSync(join(root, part), join(work, 'action', part), { recursive: true });
  for (const repository of newRepositories) await judgeRepository(repository);
  process.exitCode = failures === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function judgeRepository({ name, files, harmless, bad }: NewRepository): Promise<void> {
  const caller = setUp(name, files);
  const github = await startFakeGitHub({ startAt: new Date(), files: readFiles(caller), rateLimit: 100_000 });
  try {
    github.setPermission('anna', 'write');
    github.setPermission('bo', 'admin');
    const conclude = async (branch: string, change: Readonly<Record<string, string>>) => {
      github.push(branch, change, { by: 'anna' });
      const { number, headSha } = github.openPullRequest({ head: branch, author: 'anna' });
      github.review(number, 'bo', { state: 'APPROVED' });
      const status = await act(github, caller, 'pull_request_target', github.pullRequestEvent(number, 'edited', 'anna', { changes: {} }));
      return `act ${status}, check ${github.checksOn(headSha).findLast((check) => check.name === 'tilsyn')?.conclusion}`;
    };
    tell(`${name}, harmless change`, await conclude('harmless', harmless), 'act 0, check success');
    tell(`${name}, bad change`, await conclude('bad', bad), 'act 1, check failure');
    if (name === 'plain') await judgeOthers(github, caller);
    expectNoViolations(github);
  } finally {
    await github.close();
  }
}

/** A group of the queue, a review's signal, a comment, a merge and a day, each by its own workflow. */
async function judgeOthers(github: FakeGitHub, caller: string): Promise<void> {
  tell('merge group', await act(github, caller, 'merge_group', github.mergeGroup([1], 'bo')), 0);
  tell('signal of a review', await act(github, caller, 'pull_request_review', github.review(2, 'bo', { state: 'COMMENTED' })), 0);
  tell('comment', await act(github, caller, 'issue_comment', github.comment(2, 'anna', '/tilsyn status')), 0);
  tell('answers to the comment', github.commentsOn(2).filter(({ body }) => body.includes('tilsyn')).length > 1, true);
  const push = github.mergePullRequest(1, { by: 'bo', method: 'squash' }).deliveries.find(({ event }) => event === 'push') as Delivery;
  tell('push', await act(github, caller, 'push', push), 0);
  tell('day', await act(github, caller, 'schedule', github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml')), 0);
  tell('the log of the merge is there', github.readFile('tilsyn-log', 'checkpoint') !== undefined, true);
}

/** As somebody does it who starts: a clone of the repository, and `init` in it. */
function setUp(name: string, files: Readonly<Record<string, string>>): string {
  const caller = join(work, name);
  for (const [path, text] of Object.entries(files)) write(join(caller, path), text);
  spawnSync('git', ['init', '--quiet', '--initial-branch=main', caller]);
  spawnSync('git', ['-C', caller, 'remote', 'add', 'origin', 'https://github.com/acme/gitops.git']);
  const flags = ['--yes', '--environment', 'production', '--action', action, '--verifier-key', verifier];
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'init', caller, ...flags], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`init ended with ${status}: ${stderr}`);
  return caller;
}

/** act takes the repository from the remote of the folder it is started in, and the node that is first on the path. It does not enforce `permissions:`. */
function act(github: FakeGitHub, caller: string, event: string, { payload }: Pick<Delivery, 'payload'>): Promise<number | null> {
  const token = github.issueToken({
    permissions: { contents: 'write', checks: 'write', 'pull-requests': 'write', deployments: 'read' },
  });
  write(join(work, 'event.json'), JSON.stringify(payload));
  const environment = {
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_REPOSITORY: 'acme/gitops',
    GITHUB_REPOSITORY_ID: String(github.repository.id),
    TILSYN_API_PACE: '1',
  };
  const settings = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const secrets = ['-s', `GITHUB_TOKEN=${token}`, '-s', `TILSYN_SIGNING_KEY=${signer}`, '--var', `TILSYN_VERIFIER_KEY=${verifier}`];
  return run(
    'act',
    [event, '-C', caller, `--local-repository=${action}=${join(work, 'action')}`, '-e', join(work, 'event.json')].concat(
      ['-P', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
      secrets,
      settings,
    ),
    { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` },
  );
}

function tell(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) failures += 1;
  process.stdout.write(
    `${found === wanted ? 'ok ' : 'NOT'}  ${what}: ${String(found)}${found === wanted ? '' : `, and not ${String(wanted)}`}\n`,
  );
}

function readFiles(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('.git/'));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function run(command: string, args: readonly string[], environment: Record<string, string>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', process.env.TILSYN_ACT_LOG === undefined ? 'ignore' : 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('close', resolve);
  });
}
