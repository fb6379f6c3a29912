import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { RequestRecord } from '../github/hands/context.ts';
import type { FakeGitHub } from '../github/server.ts';
import type { Payload } from '../github/store/store.ts';
import { parseFileCommands, parseWorkflowCommands, type WorkflowCommand } from './commands.ts';
import { buildEnvironment, createStepFolder, type StepFolder } from './environment.ts';
import { interpolate } from './expression.ts';

export interface ActionOptions {
  readonly github: FakeGitHub;
  readonly event: string;
  readonly payload: Payload;
  /** `github.token` of the job. */
  readonly token: string;
  /** What the workflow's `with:` says; the rest comes from the defaults in action.yml. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Values that must stand in no output, besides the token. */
  readonly secrets?: readonly string[];
  /** Set or replaced in the environment, as by `env:` of the step. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where action.yml is; the root of this repository unless said. */
  readonly action?: string;
  readonly node?: string;
  readonly timeoutSeconds?: number;
}

export interface ActionResult {
  /** Undefined when it had to be killed. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly commands: readonly WorkflowCommand[];
  /** `error`, `warning` and `notice` commands. */
  readonly annotations: readonly WorkflowCommand[];
  readonly masks: readonly string[];
  /** User and system time of the action and everything it started. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly requests: readonly RequestRecord[];
  /** What it left in `RUNNER_TEMP` and the workspace, by path as the outputs name it. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What a runner would refuse or cut, and secrets in the open. A good run has none. */
  readonly faults: readonly string[];
}

const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));
/** "Job summaries … limited to 1MiB" a step, and 10 annotations of each kind. */
const maximumSummary = 1024 * 1024;
const maximumAnnotations = 10;

/** Runs a JavaScript action as a hosted runner would: the file action.yml names, in a process of its own, with an empty workspace. */
export async function runAction(options: ActionOptions): Promise<ActionResult> {
  const { github, payload } = options;
  const action = options.action ?? repositoryRoot;
  const metadata = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as ActionMetadata;
  const folder = mkdtempSync(join(tmpdir(), 'runner-'));
  try {
    const step = createStepFolder(folder, payload);
    const inputs = resolveInputs(metadata, options);
    const runId = github.store.nextId();
    const environment = { ...buildEnvironment(github, step, { event: options.event, payload, inputs, runId }), ...options.env };
    const before = github.requests.length;
    const ended = await runNode(
      options.node ?? process.execPath,
      join(action, metadata.runs.main),
      environment,
      step,
      options.timeoutSeconds ?? 120,
    );
    return collect(ended, step, github.requests.slice(before), [options.token, ...(options.secrets ?? [])]);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface ActionMetadata {
  readonly inputs?: Readonly<Record<string, { readonly default?: string | number | boolean }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

/** Every declared input is set, if only to nothing; an undeclared one is set too, and the runner warns of it. */
function resolveInputs(metadata: ActionMetadata, options: ActionOptions): Record<string, string> {
  const contexts = { github: { token: options.token, event: options.payload, event_name: options.event } };
  const defaults = Object.entries(metadata.inputs ?? {}).map(([name, input]) => [name, interpolate(String(input.default ?? ''), contexts)]);
  return { ...(Object.fromEntries(defaults) as Record<string, string>), ...options.inputs };
}

interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly cpuMs: number;
  readonly wallMs: number;
}

/**
 * The shell in between does one thing: its `times` knows the processor time of all that ran below it. It would drop `INPUT_GITHUB-TOKEN`, which
 * is no name to a shell, so `env` sets the environment; from a file, as an argument list with a token in it can be seen by anybody.
 */
function runNode(
  node: string,
  file: string,
  environment: Record<string, string>,
  step: StepFolder,
  timeoutSeconds: number,
): Promise<Ended> {
  const started = Date.now();
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const command = ['env', '-i', ...assignments, node, file].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const launcher = join(step.folder, 'launch.sh');
  writeFileSync(launcher, `${command}\ncode=$?\ntimes >&3\nexit $code\n`, { mode: 0o600 });
  const child = spawn('/bin/sh', [launcher], {
    cwd: step.workspace,
    env: { PATH: process.env.PATH ?? '' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const texts = [1, 2, 3].map((descriptor) => {
    const chunks: Buffer[] = [];
    child.stdio[descriptor as 1 | 2 | 3]?.on('data', (chunk: Buffer) => chunks.push(chunk));
    return (): string => Buffer.concat(chunks).toString('utf8');
  });
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), timeoutSeconds * 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const [stdout = '', stderr = '', times = ''] = texts.map((text) => text());
      resolve({ exitCode: code ?? undefined, stdout, stderr, cpuMs: readTimes(times), wallMs: Date.now() - started });
    });
  });
}

/** Second line of `times`: user and system time of the children, as `0m1.23s`. */
function readTimes(text: string): number {
  const [, children = ''] = text.split('\n');
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest));
  return Math.round(seconds.reduce((sum, each) => sum + each, 0) * 1000);
}

function collect(ended: Ended, step: StepFolder, requests: readonly RequestRecord[], secrets: readonly string[]): ActionResult {
  const commands = parseWorkflowCommands(ended.stdout);
  const summary = readFileSync(step.summary, 'utf8');
  const outputText = readFileSync(step.output, 'utf8');
  const files = new Map([...readFolder(step.temp), ...readFolder(step.workspace)]);
  const annotations = commands.filter((command) => ['error', 'warning', 'notice'].includes(command.name));
  const shown = ended.stdout.replace(/^::add-mask::.*$/gm, '');
  const places = {
    stdout: shown,
    stderr: ended.stderr,
    summary,
    outputs: outputText,
    files: [...files.values()].map((file) => file.toString('latin1')).join('\n'),
  };
  return {
    ...ended,
    outputs: parseFileCommands(outputText),
    state: parseFileCommands(readFileSync(step.state, 'utf8')),
    summary,
    commands,
    annotations,
    masks: commands.filter((command) => command.name === 'add-mask').map((command) => command.message),
    requests,
    files,
    faults: [
      ...findLimitFaults(summary, annotations),
      ...findLeaks(places, secrets),
      ...(ended.exitCode === undefined ? ['killed: it did not end in time'] : []),
    ],
  };
}

function readFolder(folder: string): [string, Buffer][] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path)]);
}

function findLimitFaults(summary: string, annotations: readonly WorkflowCommand[]): string[] {
  const bytes = Buffer.byteLength(summary);
  const faults = bytes > maximumSummary ? [`the summary has ${bytes} bytes, over 1 MiB: the runner would refuse it`] : [];
  for (const kind of ['error', 'warning', 'notice']) {
    const count = annotations.filter((annotation) => annotation.name === kind).length;
    if (count > maximumAnnotations) faults.push(`${count} ${kind} commands: the runner shows 10`);
  }
  return faults;
}

function findLeaks(places: Readonly<Record<string, string>>, secrets: readonly string[]): string[] {
  return Object.entries(places)
    .filter(([, text]) => secrets.some((secret) => secret !== '' && text.includes(secret)))
    .map(([place]) => `a secret stands in ${place}`);
}
