/** What the user got wrong in a command line or a file: told in a sentence, exit status 2. */
export class UsageError extends Error {}
