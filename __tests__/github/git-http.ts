import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { type Actor, hasScope, roleOf } from './access.ts';
import { listRefs, zeroSha } from './git/repository.ts';
import { cleanGitEnvironment } from './git/run.ts';
import type { Repository, Store } from './store/store.ts';
import { announceMove } from './world/refs.ts';

/** `/owner/name(.git)/info/refs`, `/git-upload-pack` or `/git-receive-pack`. */
export const gitPath = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/**
 * Smart HTTP as GitHub serves it: git's own `http-backend`, behind basic authentication with any user name and the token as the password. A
 * private repository asks first (401), then answers 404 to a token that may not see it. Resolves with the status sent.
 */
export async function serveGit(
  store: Store,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  actor: Actor | undefined,
): Promise<number> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, owner = '', name = '', service = ''] = gitPath.exec(url.pathname) ?? [];
  const repository = store.repositories.get(`${owner}/${name}`.toLowerCase());
  const writes = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  const refused = refuse(repository, actor, writes);
  if (refused !== undefined || repository === undefined) return sendRefusal(response, refused ?? 404);
  const before = service === 'git-receive-pack' ? listRefs(repository.gitDir, repository.refs) : [];
  const status = await runBackend(repository, request, response, `/${service}${url.search}`, body);
  if (service === 'git-receive-pack' && actor !== undefined) announcePushed(store, repository, before, actor);
  return status;
}

function refuse(repository: Repository | undefined, actor: Actor | undefined, writes: boolean): number | undefined {
  const open = repository !== undefined && !repository.isPrivate && !writes;
  if (open) return undefined;
  if (actor === undefined) return 401;
  if (repository === undefined) return 404;
  if (actor.kind === 'app' && actor.repository !== repository) return repository.isPrivate ? 404 : 403;
  if (actor.kind === 'app') return hasScope(actor, 'contents', writes ? 'write' : 'read') ? undefined : 403;
  const role = roleOf(repository, actor.user);
  if (role === 'none') return 404;
  return !writes || ['write', 'maintain', 'admin'].includes(role) ? undefined : 403;
}

function sendRefusal(response: ServerResponse, status: number): number {
  const text = { 401: 'Repository not found.', 403: 'Permission denied', 404: 'Repository not found.' }[status] ?? '';
  response.writeHead(status, { 'content-type': 'text/plain', ...(status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {}) });
  response.end(text);
  return status;
}

/** CGI: the head of its answer is headers, `Status:` among them, then the bytes. */
function runBackend(
  repository: Repository,
  request: IncomingMessage,
  response: ServerResponse,
  service: string,
  body: Buffer,
): Promise<number> {
  const [path, query = ''] = service.split('?');
  const namespace = /^refs\/namespaces\/([^/]+)\//.exec(repository.refs)?.[1];
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...cleanGitEnvironment,
      GIT_PROJECT_ROOT: dirname(repository.gitDir),
      GIT_HTTP_EXPORT_ALL: '1',
      ...(namespace === undefined ? {} : { GIT_NAMESPACE: namespace }),
      PATH_INFO: `/${repository.gitDir.split('/').at(-1)}${path}`,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'token',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  // A fetch may end before it has read all it was sent.
  backend.stdin.on('error', () => undefined);
  backend.stdin.end(body);
  return new Promise((resolve, reject) => {
    let head: Buffer | undefined = Buffer.alloc(0);
    let status = 200;
    backend.on('error', reject);
    backend.stdout.on('data', (chunk: Buffer) => {
      if (head === undefined) {
        response.write(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      status = writeHead(response, head.subarray(0, end).toString('latin1'));
      response.write(head.subarray(end + 4));
      head = undefined;
    });
    backend.on('close', () => {
      response.end();
      resolve(status);
    });
  });
}

function writeHead(response: ServerResponse, text: string): number {
  let status = 200;
  for (const line of text.split('\r\n')) {
    const [name = '', ...value] = line.split(': ');
    if (name.toLowerCase() === 'status') status = Number.parseInt(value.join(': '), 10);
    else response.setHeader(name, value.join(': '));
  }
  response.writeHead(status);
  return status;
}

function announcePushed(store: Store, repository: Repository, before: ReturnType<typeof listRefs>, actor: Actor): void {
  const after = listRefs(repository.gitDir, repository.refs);
  const names = new Set([...before, ...after].map((each) => each.ref));
  for (const name of names) {
    const old = before.find((each) => each.ref === name)?.sha ?? zeroSha;
    const now = after.find((each) => each.ref === name)?.sha ?? zeroSha;
    if (old !== now)
      announceMove(store, repository, { ref: `refs/${name.slice(repository.refs.length)}`, before: old, after: now, by: actor.user });
  }
}
