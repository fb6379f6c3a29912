/** A request that GitHub refused, lost or answered in a shape that we do not know. */
export class GitHubError extends Error {
  readonly what: string;
  readonly status: number;

  /** `what` names the request for people; the status is 0 when no answer came. */
  constructor(what: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GitHubError';
    this.what = what;
    this.status = status;
  }

  /** Whether the token lacks the scope for this request; a rate limit is refused with the same status. */
  get isRefusedScope(): boolean {
    return this.status === 403 && this.message.startsWith('Resource not accessible by ');
  }
}

/** Runs one request and gives whatever goes wrong its name. */
export async function ask<Answer>(what: string, request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (cause) {
    const status = typeof cause === 'object' && cause !== null && 'status' in cause ? Number(cause.status) : 0;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new GitHubError(what, Number.isInteger(status) ? status : 0, message.slice(0, 300), { cause });
  }
}

/** The same, with `undefined` for "there is no such thing". */
export async function askMaybe<Answer>(what: string, request: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask(what, request);
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return undefined;
    throw error;
  }
}
