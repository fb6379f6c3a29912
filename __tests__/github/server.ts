import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from './access.ts';
import { createFaultPlan, type Fault, refusalOf } from './faults.ts';
import type { FileChange } from './git/commit.ts';
import { gitPath, serveGit } from './git-http.ts';
import { answerGraphql } from './graphql/answer.ts';
import type { Hook, RequestRecord } from './hands/context.ts';
import { sharedValidator } from './openapi/validator.ts';
import { Refusal, type Reply, refusalReply } from './respond.ts';
import { answerRest } from './rest.ts';
import { createStore } from './store/create.ts';
import { createTokens } from './tokens.ts';
import { checkDelivery } from './world/events.ts';
import { createRepository, writeFirstCommit } from './world/repositories.ts';
import { createWorld, type World } from './world/world.ts';

export interface FakeGitHubOptions {
  readonly owner?: string;
  readonly repo?: string;
  /** First commit of `main`. */
  readonly files?: Readonly<Record<string, FileChange>>;
  readonly isPrivate?: boolean;
  /** When the world begins; an hour ago unless said, so that what happens in a test is in the past of the action. */
  readonly startAt?: Date;
  /** Requests an hour; GitHub gives `GITHUB_TOKEN` 1,000 for a repository. */
  readonly rateLimit?: number;
}

export interface FakeGitHub extends World {
  /** Root of the REST API, shaped as on GitHub Enterprise Server so that octokit finds GraphQL beside it. */
  readonly url: string;
  readonly graphqlUrl: string;
  /** What `GITHUB_SERVER_URL` says; git is served below it. */
  readonly serverUrl: string;
  close(): Promise<void>;
}

/** REST versions GitHub serves; another one is answered 400. */
const apiVersions = ['2022-11-28', '2026-03-10'];

export async function startFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const folder = mkdtempSync(join(tmpdir(), 'fake-github-'));
  const store = createStore(options.startAt ?? new Date(Date.now() - 3_600_000));
  const faults = createFaultPlan();
  const hooks: Hook[] = [];
  const requests: RequestRecord[] = [];
  const repository = createRepository(store, folder, `${options.owner ?? 'acme'}/${options.repo ?? 'gitops'}`, {
    isPrivate: options.isPrivate ?? true,
  });
  const tokens = createTokens(store, repository);
  const server = createServer();
  const serverUrl = await listen(server);
  store.links.api = `${serverUrl}/api/v3`;
  store.links.web = serverUrl;
  writeFirstCommit(store, repository, options.files ?? { 'README.md': '# gitops\n' });
  const validator = sharedValidator();
  const limit = options.rateLimit ?? 1000;
  const services = { store, tokens, folder, requests, plan: (fault: Fault) => faults.plan(fault), hook: (hook: Hook) => hooks.push(hook) };
  const world = createWorld(services, repository);

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      store.violations.push(`the fake broke: ${error instanceof Error ? error.stack : String(error)}`);
      response.destroy();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const url = new URL(request.url ?? '/', serverUrl);
    const { kind, path } = classify(url.pathname);
    const method = request.method ?? 'GET';
    const record: RequestRecord = { kind, method, path: path + url.search, status: 0, apiVersion: header(request, 'x-github-api-version') };
    requests.push(kind === 'graphql' ? Object.assign(record, { query: firstField(body) }) : record);
    await runHooks(hooks, method, path);
    const fault = faults.take(method, path);
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, (fault.seconds ?? 1) * 1000));
    else if (fault !== undefined && fault.late !== true) return answerFault(response, record, fault);
    const actor = tokens.recognise(header(request, 'authorization'));
    if (kind === 'git') {
      record.status = await serveGit(store, request, response, body, actor);
      return undefined;
    }
    const reply = answer(request, record, { url, path, body, actor });
    if (fault?.late === true) return answerFault(response, record, fault);
    record.status = reply.status;
    return send(response, reply);
  }

  function answer(
    request: IncomingMessage,
    record: RequestRecord,
    parts: { url: URL; path: string; body: Buffer; actor: Actor | undefined },
  ): Reply {
    const refused = refuseHeaders(request, requests.filter((each) => each.kind !== 'git').length, limit);
    if (refused !== undefined) return refusalReply(refused);
    if (record.kind === 'rest')
      return answerRest(store, validator, { ...parts, method: record.method, accept: header(request, 'accept') ?? '' });
    if (record.kind === 'graphql') return answerGraphql(store, parts.actor, parts.body);
    store.violations.push(`nothing is served at ${record.method} ${parts.path}`);
    return refusalReply(new Refusal(404, 'Not Found'));
  }

  function answerFault(response: ServerResponse, record: RequestRecord, fault: Fault): void {
    const refusal = refusalOf(fault, Date.now());
    if (refusal === undefined) {
      response.destroy();
      return;
    }
    record.status = refusal.status;
    send(response, refusalReply(refusal));
  }

  function send(response: ServerResponse, reply: Reply): void {
    const mediaType = reply.mediaType ?? 'application/json';
    const used = requests.filter((each) => each.kind !== 'git').length;
    response.writeHead(reply.status, {
      ...(reply.body === undefined ? {} : { 'content-type': `${mediaType}; charset=utf-8` }),
      'x-github-request-id': `FAKE:${requests.length}`,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
      'x-ratelimit-resource': 'core',
      ...reply.headers,
    });
    if (reply.body === undefined) response.end();
    else
      response.end(
        Buffer.isBuffer(reply.body) || mediaType !== 'application/json' ? (reply.body as Buffer | string) : JSON.stringify(reply.body),
      );
  }

  let checked = 0;
  return {
    ...world,
    url: `${serverUrl}/api/v3`,
    graphqlUrl: `${serverUrl}/api/graphql`,
    serverUrl,
    get violations() {
      for (; checked < store.deliveries.length; checked++) {
        const delivery = store.deliveries[checked];
        if (delivery !== undefined) checkDelivery(validator, delivery, store.violations);
      }
      return store.violations;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Throws when either side left GitHub's description: for the end of every test. */
export function expectNoViolations(github: Pick<FakeGitHub, 'violations'>): void {
  if (github.violations.length > 0) throw new Error(`off GitHub's description:\n${github.violations.join('\n')}`);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function classify(pathname: string): { kind: RequestRecord['kind']; path: string } {
  if (pathname.startsWith('/api/v3/')) return { kind: 'rest', path: pathname.slice('/api/v3'.length) };
  if (pathname === '/api/graphql' || pathname === '/graphql') return { kind: 'graphql', path: '/graphql' };
  return { kind: gitPath.test(pathname) ? 'git' : 'unknown', path: pathname };
}

async function runHooks(hooks: readonly Hook[], method: string, path: string): Promise<void> {
  for (const hook of hooks) {
    if (hook.times === 0 || (hook.method !== undefined && hook.method !== method) || !hook.path.test(path)) continue;
    hook.times -= 1;
    await hook.run();
  }
}

function refuseHeaders(request: IncomingMessage, used: number, limit: number): Refusal | undefined {
  const version = header(request, 'x-github-api-version');
  if (header(request, 'user-agent') === undefined) {
    return new Refusal(403, 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header');
  }
  if (version !== undefined && !apiVersions.includes(version)) return new Refusal(400, `${version} is not a supported version of the API`);
  const reset = Math.ceil(Date.now() / 1000) + 3600;
  if (used > limit)
    return refusalOf({ kind: 'rate-limit', path: /./, times: 1, seconds: reset - Math.ceil(Date.now() / 1000) }, Date.now());
  return undefined;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function firstField(body: Buffer): string {
  return /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec((JSON.parse(body.toString('utf8')) as { query?: string }).query ?? '')?.[1] ?? '';
}
