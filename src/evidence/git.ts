import { spawn } from 'node:child_process';
import { bad, good, type Reading } from './fault.ts';

/**
 * Runs git on a repository without a shell and gives its output. Replacement objects and grafts are off, for they would show another content under
 * the same name; nothing is fetched and nobody is asked for a password.
 */
export function runGit(repository: string, args: readonly string[], input: string | Uint8Array = ''): Promise<Reading<Buffer>> {
  return new Promise((resolve) => {
    const git = spawn('git', ['-C', repository, ...args], { env: safeEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    git.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    git.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    git.on('error', (error) => resolve(bad('git-failed', { detail: error.message })));
    git.on('close', (status) => {
      const detail = Buffer.concat(errors).toString().trim().slice(0, 500);
      resolve(status === 0 ? good(Buffer.concat(output)) : bad('git-failed', { detail: detail || `git ${args[0]}: ${status}` }));
    });
    // Git may end before it has read everything; its status tells.
    git.stdin.on('error', () => undefined);
    git.stdin.end(input);
  });
}

/** Nothing of ours but what finding git and the user's own settings takes: a `GIT_DIR` set by a hook would read another repository. */
function safeEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, USERPROFILE, SystemRoot } = process.env;
  return {
    ...Object.fromEntries(Object.entries({ PATH, HOME, USERPROFILE, SystemRoot }).filter(([, value]) => value !== undefined)),
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
}

/** Objects read by one process: its output is held twice for a moment. */
const BATCH = 1000;

/** The contents of objects by their full ids. A missing one is a fault. */
export async function readObjects(repository: string, oids: readonly string[]): Promise<Reading<ReadonlyMap<string, Buffer>>> {
  const wanted = [...new Set(oids)];
  const objects = new Map<string, Buffer>();
  for (let at = 0; at < wanted.length; at += BATCH) {
    const lines = wanted.slice(at, at + BATCH).map((oid) => `${oid}\n`);
    const output = await runGit(repository, ['cat-file', '--batch'], lines.join(''));
    const some = output.ok ? splitBatch(output.value) : output;
    if (!some.ok) return some;
    for (const [oid, bytes] of some.value) objects.set(oid, bytes);
  }
  return good(objects);
}

/** Git answers `<oid> <type> <size>`, a newline, the content, a newline; or `<oid> missing`. */
function splitBatch(output: Buffer): Reading<ReadonlyMap<string, Buffer>> {
  const objects = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const header = output.subarray(at, end).toString();
    const [, oid, size] = /^([0-9a-f]+) [a-z]+ ([0-9]+)$/.exec(header) ?? [];
    if (oid === undefined) return bad('git-failed', { detail: header });
    const start = end + 1;
    objects.set(oid, output.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return good(objects);
}
