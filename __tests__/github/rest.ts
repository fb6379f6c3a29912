import { type Actor, requireAccess } from './access.ts';
import type { Parameter } from './openapi/slice.ts';
import type { OperationShape, Validator } from './openapi/validator.ts';
import { type Call, notFound, Refusal, type Reply, refusalReply } from './respond.ts';
import { routes } from './routes/index.ts';
import type { Repository, Store } from './store/store.ts';

export interface RestRequest {
  readonly method: string;
  /** Below the root of the API, query included. */
  readonly url: URL;
  readonly path: string;
  readonly accept: string;
  readonly body: Buffer;
  readonly actor: Actor | undefined;
}

/** Answers one request of the REST API, and writes down whatever neither side should have sent. */
export function answerRest(store: Store, validator: Validator, request: RestRequest): Reply {
  const matched = match(validator.operations, request.method, request.path);
  if (matched === undefined) {
    store.violations.push(`no such route: ${request.method} ${request.path}`);
    return refusalReply(notFound());
  }
  const reply = attempt(() => run(store, validator, request, matched));
  checkReply(store, validator, matched.operation, reply);
  return reply;
}

interface Match {
  readonly operation: OperationShape;
  readonly params: Readonly<Record<string, string>>;
}

function attempt(work: () => Reply): Reply {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error);
    throw error;
  }
}

function run(store: Store, validator: Validator, request: RestRequest, { operation, params }: Match): Reply {
  if (request.actor === undefined) throw new Refusal(401, 'Bad credentials');
  const query = Object.fromEntries(request.url.searchParams);
  refuseBadParameters(store, validator, operation, { ...params }, query);
  const repository = findRepository(store, params);
  if (params.repo !== undefined && repository === undefined) throw notFound();
  requireAccess(request.actor, operation.id, request.method, repository);
  const body = readBody(store, validator, operation, request.body);
  const { actor, accept, url } = request;
  return routes[operation.id]({
    store,
    operation,
    actor,
    params,
    query,
    body,
    accept,
    url,
    ...(repository === undefined ? {} : { repository }),
  } as Call);
}

/** The most literal template wins: `/pulls/comments` is not a pull request called "comments". */
function match(operations: readonly OperationShape[], method: string, path: string): Match | undefined {
  const found = operations.flatMap((operation) => {
    const params = operation.method === method ? matchPath(operation, path) : undefined;
    return params === undefined ? [] : [{ operation, params }];
  });
  const literal = (each: Match): number => each.operation.path.replace(/\{[^}]+\}/g, '').length;
  return found.sort((a, b) => literal(b) - literal(a))[0];
}

/** The root folder is asked for as `/contents`, without the slash its template has. */
function matchPath(operation: OperationShape, asked: string): Record<string, string> | undefined {
  const wide = new Set(
    operation.parameters.filter((parameter) => parameter['x-multi-segment'] === true).map((parameter) => parameter.name),
  );
  const path = operation.id === 'repos/get-content' && asked.endsWith('/contents') ? `${asked}/` : asked;
  const names: string[] = [];
  const pattern = operation.path.replaceAll('.', '\\.').replace(/\{([^}]+)\}/g, (_, name: string) => {
    names.push(name);
    return wide.has(name) ? '(.*?)' : '([^/]+)';
  });
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found === null ? undefined : Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
}

function findRepository(store: Store, params: Readonly<Record<string, string>>): Repository | undefined {
  return store.repositories.get(`${params.owner}/${params.repo}`.toLowerCase());
}

function refuseBadParameters(
  store: Store,
  validator: Validator,
  operation: OperationShape,
  params: Record<string, string>,
  query: Record<string, string>,
): void {
  const known = new Set(operation.parameters.map((parameter) => parameter.name));
  for (const name of Object.keys(query)) {
    if (!known.has(name)) store.violations.push(`${operation.id}: unknown query parameter ${name}`);
  }
  for (const parameter of operation.parameters) {
    const text = parameter.in === 'path' ? params[parameter.name] : query[parameter.name];
    if (text === undefined) continue;
    const faults = validator.parameter(operation, parameter, coerce(parameter, text));
    if (faults.length > 0 && parameter.in === 'path') throw notFound();
    if (faults.length > 0) throw refuse(store, operation, faults);
  }
}

function coerce(parameter: Parameter, text: string): unknown {
  if (parameter.schema.type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (parameter.schema.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function readBody(store: Store, validator: Validator, operation: OperationShape, bytes: Buffer): unknown {
  if (operation.bodyProperties.size === 0) return undefined;
  if (bytes.length === 0) {
    const faults = validator.body(operation, {});
    if (faults.length > 0) throw refuse(store, operation, faults);
    return {};
  }
  const body = parse(bytes);
  const faults = validator.body(operation, body);
  if (faults.length > 0) throw refuse(store, operation, faults);
  for (const name of Object.keys(body as object)) {
    if (!operation.bodyProperties.has(name)) store.violations.push(`${operation.id}: unknown body property ${name}`);
  }
  return body;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

/** A request off the schema gets GitHub's 422. It is no violation in itself: a client may be tested for how it takes one. */
function refuse(_store: Store, operation: OperationShape, faults: readonly string[]): Refusal {
  // The two shapes of 422: `errors` of strings where the operation documents the simple one, else of objects.
  if (operation.id.startsWith('pulls/') && operation.id.includes('review') && !operation.id.includes('comment')) {
    return new Refusal(422, 'Unprocessable Entity', [...faults]);
  }
  return new Refusal(
    422,
    `Invalid request.\n\n${faults.join('\n')}`,
    faults.map((message) => ({ code: 'invalid', message })),
  );
}

function checkReply(store: Store, validator: Validator, operation: OperationShape, reply: Reply): void {
  const body = reply.body === undefined || Buffer.isBuffer(reply.body) ? reply.body : (JSON.parse(JSON.stringify(reply.body)) as unknown);
  for (const fault of validator.response(operation, reply.status, body, reply.mediaType ?? 'application/json')) {
    store.violations.push(`${operation.id} answered ${reply.status}: ${fault}`);
  }
}
