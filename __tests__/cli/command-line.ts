import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command line as users start it. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export const sound = 'apiVersion: v1\nkind: Service\nmetadata: {name: journal, namespace: journal}\n';

/** A role with one verb; `*` is a finding that blocks. */
export function role(verb: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: journal}\nrules: [{apiGroups: [apps], resources: [deployments], verbs: ["${verb}"]}]\n`;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Workplace {
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): void;
  run(...args: readonly string[]): Ended;
  git(...args: readonly string[]): string;
  commit(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

/** A temporary folder to run the command line in. */
export function makeWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'tilsyn-cli-'));
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  return {
    folder,
    write,
    git,
    run: (...args) => runCommand(folder, args),
    commit: (files) => {
      write(files);
      git('add', '--all');
      git('-c', 'user.name=clinic', '-c', 'user.email=clinic@example.com', 'commit', '--quiet', '--message', 'change');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function runCommand(folder: string, args: readonly string[], node: string = process.execPath): Ended {
  const { status, stdout, stderr } = spawnSync(node, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The same beside a server of this process, which could not answer while it waits. The environment holds nothing but what is given and where programs are. */
export async function startCommand(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment } });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}
