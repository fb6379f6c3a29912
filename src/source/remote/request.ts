import { createHash } from 'node:crypto';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { BlockList, LookupFunction } from 'node:net';
import { isAllowed } from '../../config/remote-allow.ts';
import { MAX_REDIRECTS, REQUEST_DEADLINE } from './limits.ts';
import { type ResolvedAddress, resolvePublic } from './public-address.ts';
import { RemoteError } from './remote-error.ts';

/** What one request may do. */
export interface RequestRules {
  /** Addresses that may be asked; a redirect is held against them anew. */
  readonly allow: readonly string[];
  readonly networks: BlockList;
  /** Bytes of the body. */
  readonly maxBytes: number;
  readonly accept?: string;
  /** Sent to the host of the address and to no other. */
  readonly authorization?: string;
  /** The address that is held against the list, where the request's own is an interface of it, as with registries. */
  readonly standsFor?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Of the body, hex. */
  readonly sha256: string;
  /** Address that answered. */
  readonly url: string;
}

/** Gets an address over a connection to an address that was looked at, and follows redirects to where it is allowed. Throws `RemoteError`. */
export async function get(address: string, rules: RequestRules): Promise<Answer> {
  const deadline = AbortSignal.timeout(REQUEST_DEADLINE);
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const isFirst = redirects === 0;
    if (!isAllowed(isFirst ? (rules.standsFor ?? url.href) : withoutQuery(url), rules.allow))
      throw new RemoteError(isFirst ? 'not-allowed' : 'redirect-refused', `${url.origin}${url.pathname}`);
    const answer = await getOnce(url, { ...rules, isOwnHost: url.host === new URL(address).host }, deadline);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer;
    if (!URL.canParse(location, url.href)) throw new RemoteError('not-understood', 'a redirect to no address');
    const next = new URL(location, url.href);
    // From https nothing leads back to http, where anybody on the way could answer.
    if (!['https:', url.protocol].includes(next.protocol) || next.username !== '' || next.password !== '')
      throw new RemoteError('redirect-refused', `${next.protocol}//${next.host}${next.pathname}`);
    url = next;
  }
  throw new RemoteError('unreachable', `more than ${MAX_REDIRECTS} redirects`);
}

function withoutQuery(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

interface OneRequest extends RequestRules {
  /** Whether this is still the host that was asked first. */
  readonly isOwnHost: boolean;
}

async function getOnce(url: URL, rules: OneRequest, signal: AbortSignal): Promise<Answer> {
  const addresses = await resolvePublic(url.hostname, rules.networks);
  const response = await open(url, addresses, rules, signal);
  const announced = Number(response.headers['content-length'] ?? 0);
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (announced > rules.maxBytes) throw new RemoteError('too-large', `${announced} bytes, at most ${rules.maxBytes}`);
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > rules.maxBytes) throw new RemoteError('too-large', `more than ${rules.maxBytes} bytes`);
      hash.update(chunk);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof RemoteError ? error : new RemoteError('unreachable', `${url.host} broke off`);
  } finally {
    response.destroy();
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks),
    sha256: hash.digest('hex'),
    url: url.href,
  };
}

function open(url: URL, addresses: readonly ResolvedAddress[], rules: OneRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      // A connection of its own: one that somebody else opened would go to an address that nobody looked at.
      agent: false,
      lookup: pin(addresses),
      signal,
      headers: {
        'user-agent': 'tilsyn',
        // Compressed bodies would be other bytes than those whose digest is known.
        'accept-encoding': 'identity',
        ...(rules.accept === undefined ? {} : { accept: rules.accept }),
        ...(rules.authorization === undefined || !rules.isOwnHost ? {} : { authorization: rules.authorization }),
      },
    });
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new RemoteError('unreachable', `${url.host}: ${signal.aborted ? 'no answer in time' : (error.code ?? 'no answer')}`)),
    );
    request.on('response', resolve);
    request.end();
  });
}

/** Answers with the addresses that were looked at, whatever the name stands for by now. */
function pin(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_, { all }, callback) => {
    const [first] = addresses;
    if (all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

/** Throws for every status but 200. */
export function expectOk({ status, url }: Answer): void {
  if (status === 200) return;
  const { host, pathname } = new URL(url);
  const detail = `${host}${pathname} answered ${status}`;
  if (status === 401 || status === 403) throw new RemoteError('unauthorised', detail);
  if (status === 404 || status === 410) throw new RemoteError('not-found', detail);
  throw new RemoteError('unreachable', detail);
}
