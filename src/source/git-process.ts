import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { type Environment, GIT_SETTINGS } from './git-environment.ts';
import { describeOutput, GitError } from './git-error.ts';

export interface GitCall {
  /** Subcommand and its arguments; settings may stand before it as `-c name=value`. */
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Environment;
  readonly input?: string;
  /** What the credential helper may read from descriptor 3, see `credentialSettings`. */
  readonly credentials?: Credentials;
  /** Milliseconds until git is killed. */
  readonly deadline: number;
  /** Bytes of standard output beyond which git is killed. */
  readonly maxOutput: number;
  /** Exit statuses that are answers. */
  readonly accept?: readonly number[];
}

export interface Credentials {
  readonly token: string;
  /** GitHub takes any name with a token. */
  readonly user?: string;
}

export interface GitAnswer {
  readonly output: Buffer;
  readonly status: number;
}

/** Runs git once and gives its standard output. Throws `GitError`. */
export function runGit(call: GitCall): Promise<GitAnswer> {
  const { promise, resolve, reject } = withResolvers<GitAnswer>();
  const child = startGit(call);
  const output: Buffer[] = [];
  const told: Buffer[] = [];
  let size = 0;
  let failure: GitError | undefined;
  const abort = (error: GitError): void => {
    failure ??= error;
    killGit(child);
  };
  const name = call.args.find((arg, i) => !arg.startsWith('-') && call.args[i - 1] !== '-c') ?? 'git';
  const timer = setTimeout(() => abort(new GitError('git-timeout', `git ${name} took more than ${call.deadline} ms`)), call.deadline);
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > call.maxOutput) abort(new GitError('git-output-too-large', `git ${name} said more than ${call.maxOutput} bytes`));
    else output.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    told.push(chunk);
    if (told.length > 64) told.shift();
  });
  child.stdin?.on('error', ignoreBrokenPipe);
  child.stdin?.end(call.input ?? '');
  child.on('error', (error) => {
    clearTimeout(timer);
    reject(new GitError('git-not-found', `git could not be started: ${error.message}`));
  });
  child.on('close', (status) => {
    clearTimeout(timer);
    if (failure !== undefined) return reject(failure);
    if (status !== null && (call.accept ?? [0]).includes(status)) return resolve({ output: Buffer.concat(output), status });
    const words = describeOutput(Buffer.concat(told).toString('utf8'), call.credentials?.token);
    reject(new GitError('git-failed', `git ${name} failed (${status ?? 'killed'}): ${words}`, status ?? undefined));
  });
  return promise;
}

/** Starts a git in a process group of its own, so that the helpers it starts end with it. */
export function startGit(call: Pick<GitCall, 'args' | 'folder' | 'environment' | 'credentials'>): ChildProcess {
  const secret = call.credentials;
  const child = spawn('git', [...GIT_SETTINGS, ...call.args], {
    cwd: call.folder,
    env: { ...call.environment },
    stdio: secret === undefined ? ['pipe', 'pipe', 'pipe'] : ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  if (secret !== undefined) {
    const pipe = child.stdio[3] as Writable | null | undefined;
    pipe?.on('error', ignoreBrokenPipe); // nobody asked for the token
    pipe?.end(`username=${secret.user ?? 'x-access-token'}\npassword=${secret.token}\n`);
  }
  return child;
}

/**
 * Settings with which git reads the token from descriptor 3 when the server of `url`, and no other, asks for it. So it stands in no argument list,
 * configuration file or environment, which any process of the user and every crash report can read.
 */
export function credentialSettings(url: string): readonly string[] {
  const { protocol, host } = new URL(url);
  return ['-c', `credential.${protocol}//${host}.helper=!cat <&3 #`];
}

export function killGit(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** The other end has gone; its exit status says why. */
function ignoreBrokenPipe(): void {}

/** `Promise.withResolvers` came with Node 22. */
function withResolvers<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
} {
  let resolve: (value: T) => void = ignoreBrokenPipe;
  let reject: (reason: Error) => void = ignoreBrokenPipe;
  const promise = new Promise<T>((give, refuse) => {
    resolve = give;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
