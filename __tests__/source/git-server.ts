import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A private git server: the protocol by git's own `http-backend`, authentication and the count of requests by this file. */
export interface GitServer {
  readonly url: string;
  /** Folder of the repository that is served, to commit in. */
  readonly repository: string;
  /** Requests for objects so far. */
  readonly fetches: () => number;
  /** Called before each request is answered. */
  onRequest: () => void;
  close(): Promise<void>;
}

export async function startGitServer(token?: string): Promise<GitServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tilsyn-server-'));
  const repository = join(folder, 'repository');
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', repository]);
  for (const setting of ['uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant', 'http.getanyfile'])
    git(repository, 'config', setting, 'true');
  let fetches = 0;
  const server = createServer((request, response) => {
    made.onRequest();
    if (token !== undefined && request.headers.authorization !== `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
      return;
    }
    answer(request, response, folder, (body) => {
      if (body.includes('command=fetch')) fetches += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: GitServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/repository`,
    repository,
    fetches: () => fetches,
    onRequest: () => undefined,
    close: () => stop(server, folder),
  };
  return made;
}

/** Writes files, commits everything and gives the commit's id; `null` deletes a file. */
export function commit(repository: string, files: Readonly<Record<string, string | null>>, message = 'change'): string {
  for (const [path, content] of Object.entries(files)) {
    const full = join(repository, path);
    if (content === null) rmSync(full);
    else {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(repository, 'rev-parse', 'HEAD');
}

export function git(folder: string, ...args: readonly string[]): string {
  const identity = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'c', GIT_COMMITTER_EMAIL: 'c@d' };
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...identity };
  return execFileSync('git', [...args], { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 26 }).trim();
}

/** CGI: the request's facts in the environment, its body on standard input, a head and a body back. */
function answer(request: IncomingMessage, response: ServerResponse, root: string, seen: (body: string) => void): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'],
      REMOTE_USER: 'test',
    },
  }) as ChildProcess & { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream };
  const body: Buffer[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk));
  request.on('end', () => {
    seen(Buffer.concat(body).toString('latin1'));
    backend.stdin.end(Buffer.concat(body));
  });
  const output: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  backend.on('close', () => {
    const all = Buffer.concat(output);
    const end = all.indexOf('\r\n\r\n');
    const headers = all
      .toString('latin1', 0, end)
      .split('\r\n')
      .map((line) => line.split(/: (.*)/s, 2) as [string, string]);
    const status = Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status'))).end(all.subarray(end + 4));
  });
}

async function stop(server: Server, folder: string): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
}
