export type GitErrorCode = 'git-not-found' | 'git-failed' | 'git-timeout' | 'git-output-too-large' | 'git-unexpected';

/** Git did not do what it was asked. The message names the subcommand and what git said, with the token taken out. */
export class GitError extends Error {
  readonly code: GitErrorCode;
  /** Exit status, where there was one. */
  readonly status: number | undefined;

  constructor(code: GitErrorCode, message: string, status?: number) {
    super(message);
    this.name = 'GitError';
    this.code = code;
    this.status = status;
  }
}

/** The end of what git said, without any form of the secret, without control characters that a terminal or a log would act on. */
export function describeOutput(output: string, secret: string | undefined): string {
  let text = output;
  for (const form of secret === undefined || secret === '' ? [] : formsOf(secret)) text = text.replaceAll(form, '***');
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(-MAX_OUTPUT_SHOWN);
}

/** Characters of git's own words in an error; the last ones say why. */
const MAX_OUTPUT_SHOWN = 500;

function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(`x-access-token:${secret}`).toString('base64')];
}
