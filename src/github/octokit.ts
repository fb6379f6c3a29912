import { getOctokitOptions } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';

/** Every REST answer we read was modelled on this version; without the header GitHub picks one for us. */
const apiVersion = '2022-11-28';

/** Retries after a server error or a dropped connection; the fourth failure is final. */
const retries = 3;

/** A limit that lifts later than this is not waited for: the job would only burn minutes before it fails. */
const longestWait = 60;

export interface Connection {
  readonly octokit: Octokit;
  /** Requests sent so far, retries included. */
  readonly requests: () => number;
}

export interface ConnectionOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** Milliseconds that one unit of back-off lasts. Below 1,000 the server is taken to have no rate limits, and writes are not spaced. */
  readonly retryUnit?: number;
  readonly warn: (message: string) => void;
}

/** The one client of GitHub's API: proxy-aware as the runner's toolkit is, with back-off and a fixed API version. */
export function connect({ token, apiUrl, retryUnit = 1_000, warn }: ConnectionOptions): Connection {
  let requests = 0;
  const Client = Octokit.plugin(retry, throttling);
  const octokit = new Client({
    ...(getOctokitOptions(token, { baseUrl: apiUrl, userAgent: 'tilsyn' }) as object),
    retry: { retries, retryAfterBaseValue: retryUnit, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
    throttle: {
      // The spacing of writes is GitHub's advice for its own limits; a server without limits needs none.
      enabled: retryUnit >= 1_000,
      retryAfterBaseValue: retryUnit,
      onRateLimit: (seconds, options, _octokit, count) => waitOnce('primary', seconds, options, count, warn),
      onSecondaryRateLimit: (seconds, options, _octokit, count) => waitOnce('secondary', seconds, options, count, warn),
    },
    log: { debug: () => {}, info: () => {}, warn, error: () => {} },
  });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = apiVersion;
  });
  octokit.hook.wrap('request', (request, options) => {
    requests += 1;
    // A lost answer may have been a success: what would then stand twice is not sent again.
    if (options.method === 'POST' && !options.url.endsWith('/graphql')) options.request = { ...options.request, retries: 0 };
    return request(options);
  });
  return { octokit, requests: () => requests };
}

interface RequestOptions {
  readonly method: string;
  readonly url: string;
}

function waitOnce(limit: string, seconds: number, options: unknown, count: number, warn: (message: string) => void): boolean {
  const { method, url } = options as RequestOptions;
  const wait = count < 2 && seconds <= longestWait;
  warn(`GitHub's ${limit} rate limit was met at ${method} ${url}; ${wait ? `waiting ${seconds} s` : 'giving up'}`);
  return wait;
}
