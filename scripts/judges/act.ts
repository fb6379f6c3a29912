import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFakeGitHub } from '../../__tests__/github/server.ts';

/**
 * A runner that is not ours (nektos/act, in host mode) starts the action from the example workflow just as users name it, against the fake GitHub. What
 * must come of it: the check of the head is red, the comment stands, and the job's outputs say so.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const clinic = JSON.parse(readFileSync(join(root, 'dist/clinic.json'), 'utf8')) as {
  readonly base: Record<string, string>;
};
const work = mkdtempSync(join(tmpdir(), 'tilsyn-act-'));
const github = await startFakeGitHub({ startAt: new Date(), files: { ...clinic.base, '.github/tilsyn.yml': 'environment: production\n' } });
try {
  github.setPermission('anna', 'write');
  const deployment = 'apps/journal/deployment.yaml';
  github.push('feature', { [deployment]: (clinic.base[deployment] ?? '').replace('runAsUser: 10001', 'runAsUser: 0') }, { by: 'anna' });
  const opened = github.openPullRequest({ head: 'feature', author: 'anna' });
  const token = github.issueToken({ permissions: { contents: 'read', checks: 'write', 'pull-requests': 'write' } });

  const status = await act(opened.payload, token);
  const checks = github.checksOn(opened.headSha).filter(({ name }) => name === 'tilsyn');
  const facts: [string, unknown, unknown][] = [
    ['exit status of act', status, 1],
    ['conclusion of the check', checks.map(({ conclusion }) => conclusion).join(), 'failure'],
    ['comments', github.commentsOn(opened.number).length, 1],
    ['line comments', github.reviewCommentsOn(opened.number).length, 1],
    ['requests off the description', github.violations.join('\n'), ''],
  ];
  for (const [what, found, wanted] of facts) process.stdout.write(`${found === wanted ? 'ok' : 'NOT'}  ${what}: ${String(found)}\n`);
  process.exitCode = facts.every(([, found, wanted]) => found === wanted) ? 0 : 1;
} finally {
  await github.close();
  rmSync(work, { recursive: true, force: true });
}

/** act takes the repository from the remote of the folder it is started in, and the node that is first on the path. */
async function act(payload: unknown, token: string): Promise<number | null> {
  const action = join(work, 'action');
  const caller = join(work, 'caller');
  for (const part of ['action.yml', 'dist']) cpSync(join(root, part), join(action, part), { recursive: true });
  const workflow = readFileSync(join(root, 'examples/workflows/tilsyn-review.yml'), 'utf8');
  const [, name, ref] = /uses: ([^@\s]+)@(\S+)/.exec(workflow) ?? [];
  write(join(caller, '.github/workflows/tilsyn-review.yml'), workflow);
  write(join(work, 'event.json'), JSON.stringify(payload));
  await run('git', ['init', '--quiet', caller]);
  await run('git', ['-C', caller, 'remote', 'add', 'origin', 'https://github.com/acme/gitops.git']);
  const environment = {
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_REPOSITORY: 'acme/gitops',
    TILSYN_API_PACE: '1',
  };
  const settings = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  return run(
    'act',
    ['pull_request_target', '-C', caller, `--local-repository=${name}@${ref}=${action}`, '-e', join(work, 'event.json')].concat(
      ['-P', 'ubuntu-latest=-self-hosted', '--no-cache-server', '-s', `GITHUB_TOKEN=${token}`],
      settings,
    ),
    { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` },
  );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function run(command: string, args: readonly string[], environment: Record<string, string> = {}): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } });
    child.on('error', reject);
    child.on('close', resolve);
  });
}
