import type { Actor } from './access.ts';
import type { OperationShape } from './openapi/validator.ts';
import type { Repository, Store } from './store/store.ts';

/** One request that passed the schema. */
export interface Call {
  readonly store: Store;
  readonly operation: OperationShape;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly accept: string;
  /** The repository of the path; routes without one do not ask. */
  readonly repository: Repository;
  /** Root-relative path, for `Link` headers. */
  readonly url: URL;
}

export interface Reply {
  readonly status: number;
  /** JSON unless `mediaType` says otherwise; a Buffer is sent as it is. */
  readonly body?: unknown;
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Route = (call: Call) => Reply;

/** GitHub says no. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, errors?: readonly unknown[], headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function refusalReply(refusal: Refusal): Reply {
  const errors = refusal.errors === undefined ? {} : { errors: refusal.errors };
  const body = { message: refusal.message, ...errors, documentation_url: 'https://docs.github.com/rest', status: String(refusal.status) };
  return { status: refusal.status, body, headers: refusal.headers };
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** 422 in the long form: which field of which resource. */
export function invalid(resource: string, field: string, message: string): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource, code: 'custom', field, message }]);
}

export function ok(body: unknown, status = 200): Reply {
  return { status, body };
}

export const noContent: Reply = { status: 204 };

/** One page of a list, 30 entries unless asked, 100 at most, with the `Link` header of its neighbours. */
export function paged<T>(
  call: Call,
  items: readonly T[],
  present: (item: T) => unknown,
  wrap: (page: unknown[]) => unknown = (page) => page,
): Reply {
  const { page, perPage } = readPaging(call);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const shown = items.slice((page - 1) * perPage, page * perPage).map(present);
  const links = { prev: page > 1 ? page - 1 : 0, next: page < last ? page + 1 : 0, last: page < last ? last : 0, first: page > 1 ? 1 : 0 };
  const header = Object.entries(links)
    .filter(([, number]) => number > 0)
    .map(([relation, number]) => `<${pageUrl(call, number)}>; rel="${relation}"`);
  return { status: 200, body: wrap(shown), headers: header.length === 0 ? {} : { link: header.join(', ') } };
}

export function readPaging(call: Call, perPageDefault = 30): { page: number; perPage: number } {
  const perPage = Math.min(100, Math.max(1, Number(call.query.per_page ?? perPageDefault)));
  return { page: Math.max(1, Number(call.query.page ?? 1)), perPage };
}

function pageUrl(call: Call, page: number): string {
  const url = new URL(call.url);
  url.searchParams.set('page', String(page));
  return url.href;
}
