import { Octokit } from '@octokit/rest';
import type { FakeGitHub } from './server.ts';

/** The plain client, without our own plugins: these tests are about the server. */
export function connect(github: FakeGitHub, token: string): Octokit {
  const silent = (): undefined => undefined;
  return new Octokit({ auth: token, baseUrl: github.url, log: { debug: silent, info: silent, warn: silent, error: silent } });
}

/** The status of a refusal; throws when there was none. */
export async function refused(asked: Promise<unknown>): Promise<number> {
  return (await refusal(asked)).status;
}

export async function refusal(
  asked: Promise<unknown>,
): Promise<{ readonly status: number; readonly message: string; readonly errors?: readonly { readonly type?: string }[] }> {
  try {
    await asked;
  } catch (error) {
    return error as Awaited<ReturnType<typeof refusal>>;
  }
  throw new Error('it was not refused');
}
