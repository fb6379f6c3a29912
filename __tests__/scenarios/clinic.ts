import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateKeys } from '../../src/evidence/keygen.ts';
import type { FileChange } from '../github/git/commit.ts';
import { type FakeGitHub, type FakeGitHubOptions, startFakeGitHub } from '../github/server.ts';
import type { CheckRun, Delivery, IssueComment } from '../github/store/store.ts';
import type { ActionResult } from '../runner/runner.ts';
import { runWorkflow, type WorkflowResult } from '../runner/workflow.ts';

const { base } = JSON.parse(readFileSync(fileURLToPath(new URL('../../dist/clinic.json', import.meta.url)), 'utf8')) as {
  readonly base: Readonly<Record<string, string>>;
};

/** A manifest of the demo's clinic, and the same with a pod that runs as root: one finding that blocks (WKL-06). */
export const journal = 'apps/journal/deployment.yaml';
export const sound = base[journal] ?? '';
export const rooted = sound.replace('runAsUser: 10001', 'runAsUser: 0');
export const rootedLine = rooted.split('\n').findIndex((line) => line.includes('runAsUser: 0')) + 1;

/** The clinic's one finding of old: WKL-06 at a container that leaves open whether it runs as root. */
export const booking = 'apps/booking/deployment.yaml';
export const oldFinding = base[booking] ?? '';

const shiftClock = new URL('../runner/shift-clock.ts', import.meta.url).href;

export type Files = Readonly<Record<string, FileChange | null>>;

export interface ClinicOptions extends Omit<FakeGitHubOptions, 'files'> {
  /** On top of the clinic's files; null takes one away. */
  readonly files?: Files;
  /** Text of `.github/tilsyn.yml`; unless said no approval is asked for, so that findings alone decide. Null: there is no such file. */
  readonly configuration?: string | null;
}

export const withoutApprovals = 'environment: production\napprovals: none\n';
export const withApprovals = 'environment: production\n';

export interface Clinic {
  readonly github: FakeGitHub;
  /** Pushes a branch from `main` and opens a pull request of it, by anna unless said. */
  change(branch: string, files: Files, options?: ChangeOptions): Opened;
  /** Runs the review workflow on an event, as GitHub would, and answers its one run of the action. */
  review(delivery: Pick<Delivery, 'payload'>, options?: RunOptions): Promise<ActionResult>;
  /** The same on a pull request that was edited: everything is judged again. */
  reviewAgain(number: number, options?: RunOptions): Promise<ActionResult>;
  /** Somebody writes a comment, and the commands workflow runs on it. */
  command(number: number, login: string, body: string, options?: RunOptions): Promise<ActionResult>;
  /** Runs any of the example workflows. */
  run(workflow: string, event: string, delivery: Pick<Delivery, 'payload'>, options?: RunOptions): Promise<WorkflowResult>;
  /** Lets time pass, at GitHub and on the runners. */
  later(days: number): void;
  /** The newest run of the check `tilsyn` on a commit. */
  check(sha: string): CheckRun | undefined;
  /** What the Actions app wrote under a pull request. */
  said(number: number): readonly IssueComment[];
  readonly keys: { readonly signer: string; readonly verifier: string };
}

interface ChangeOptions {
  readonly by?: string;
  readonly base?: string;
  /** Branch or commit that the new branch starts from. */
  readonly from?: string;
  readonly fork?: string;
}

type Opened = ReturnType<FakeGitHub['openPullRequest']>;

export interface RunOptions {
  /** Milliseconds of one unit of back-off; from 1,000 on the client waits for GitHub's limits. */
  readonly pace?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The job is killed then. */
  readonly timeoutSeconds?: number;
  /** What the environment of the evidence holds; the clinic's own key unless said. */
  readonly signer?: string;
}

/** A GitHub with the demo's clinic in it, where anna writes, bo and carla administer and mallory only reads. */
export async function openClinic(options: ClinicOptions = {}): Promise<Clinic> {
  const { files = {}, configuration = withoutApprovals, ...rest } = options;
  const wanted = Object.entries<FileChange>({ ...base, '.github/tilsyn.yml': configuration, ...files });
  const kept = wanted.filter((entry): entry is [string, NonNullable<FileChange>] => entry[1] !== null);
  const github = await startFakeGitHub({ startAt: new Date(), ...rest, files: Object.fromEntries(kept) });
  const made = generateKeys('tilsyn.example');
  if (!made.ok) throw new Error('no keys');
  const keys = made.value;
  github.setPermission('anna', 'write');
  for (const login of ['bo', 'carla']) github.setPermission(login, 'admin');
  github.setPermission('mallory', 'read');

  let ahead = 0;
  const clock = (): Record<string, string> =>
    ahead === 0 ? {} : { NODE_OPTIONS: `--import=${shiftClock}`, NODE_NO_WARNINGS: '1', TILSYN_TEST_CLOCK_AHEAD: String(ahead) };
  const run: Clinic['run'] = (workflow, event, { payload }, { pace = 1, env = {}, timeoutSeconds, signer = keys.signer } = {}) =>
    runWorkflow({
      github,
      workflow,
      event,
      payload,
      environments: { 'tilsyn-evidence': { secrets: { TILSYN_SIGNING_KEY: signer } } },
      vars: { TILSYN_VERIFIER_KEY: keys.verifier },
      env: { TILSYN_API_PACE: String(pace), ...clock(), ...env },
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    });
  const review: Clinic['review'] = async (delivery, how) => onlyRun(await run('tilsyn-review.yml', 'pull_request_target', delivery, how));
  return {
    github,
    keys,
    run,
    review,
    reviewAgain: (number, how) => review(github.pullRequestEvent(number, 'edited', 'anna', { changes: {} }), how),
    command: async (number, login, body, how) => {
      github.advance({ seconds: 3 });
      return onlyRun(await run('tilsyn-commands.yml', 'issue_comment', github.comment(number, login, body), how));
    },
    change: (branch, changed, { by = 'anna', base: into, from = into, fork } = {}) => {
      const start = from === undefined ? {} : { from };
      github.push(branch, changed, { by, ...start, ...(fork === undefined ? {} : { fork }) });
      const head = fork === undefined ? branch : `${fork}:${branch}`;
      return github.openPullRequest({ head, author: by, ...(into === undefined ? {} : { base: into }) });
    },
    later: (days) => {
      github.advance({ days });
      ahead += days * 86_400_000;
    },
    check: (sha) => github.checksOn(sha).findLast(({ name }) => name === 'tilsyn'),
    said: (number) => github.commentsOn(number).filter((comment) => comment.author.login === 'github-actions[bot]'),
  };
}

function onlyRun({ jobs }: WorkflowResult): ActionResult {
  const run = jobs[0]?.runs[0];
  if (run === undefined) throw new Error('the workflow did not start the action');
  if (run.exitCode !== undefined && run.faults.length > 0) throw new Error(run.faults.join('\n'));
  return run;
}

/** What is read without opening a fold. */
export function unfolded(markdown: string): string {
  let text = markdown;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/<details>(?:(?!<details>)[\s\S])*?<\/details>/g, '');
  }
  return text;
}
