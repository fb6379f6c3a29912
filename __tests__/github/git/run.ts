import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';

/** Nothing of the machine's git configuration reaches the fake: two machines make the same commits. */
export const cleanGitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: devNull,
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_TERMINAL_PROMPT: '0',
};

export interface GitOptions {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  /** Exit codes other than 0 that are answers rather than errors. */
  readonly accept?: readonly number[];
}

/**
 * Git, run to its end. Synchronous on purpose: a request handler that reads and then writes a ref cannot be interleaved with another, so
 * compare-and-swap in the fake is as atomic as at GitHub.
 */
export function git(gitDir: string, args: readonly string[], options: GitOptions = {}): string {
  return gitBytes(gitDir, args, options).toString('utf8');
}

/** The same for a command whose answer cannot change, every object in it being named by its full id: it is asked once. */
export function gitOnce(gitDir: string, args: readonly string[]): { readonly status: number; readonly stdout: string } {
  const key = [gitDir, ...args].join('\0');
  const known = answers.get(key);
  if (known !== undefined) return known;
  const { status, stdout } = runGit(gitDir, args);
  const answer = { status, stdout: stdout.toString('utf8') };
  // A higher status is a failure, as for an object that is not there yet.
  if (status === 0 || status === 1) answers.set(key, answer);
  return answer;
}

const answers = new Map<string, { readonly status: number; readonly stdout: string }>();

export function gitBytes(gitDir: string, args: readonly string[], options: GitOptions = {}): Buffer {
  const done = runGit(gitDir, args, options);
  if (done.status !== 0 && options.accept?.includes(done.status) !== true) {
    throw new Error(`git ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  }
  return done.stdout;
}

export function runGit(
  gitDir: string,
  args: readonly string[],
  options: GitOptions = {},
): { status: number; stdout: Buffer; stderr: string } {
  const done = spawnSync('git', gitDir === '' ? args : ['--git-dir', gitDir, ...args], {
    input: options.input ?? '',
    env: { ...cleanGitEnvironment, ...options.env },
    maxBuffer: 1 << 30,
  });
  if (done.error !== undefined) throw done.error;
  return { status: done.status ?? -1, stdout: done.stdout, stderr: done.stderr.toString('utf8') };
}
