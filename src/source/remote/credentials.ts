/** User and password by host, with its port where it is not the usual one. */
export type Credentials = ReadonlyMap<string, Credential>;

export interface Credential {
  readonly user: string;
  readonly password: string;
}

/** One host a line: `host user password`. Throws without repeating the line, which is a secret. */
export function readCredentials(text: string): Credentials {
  const found = new Map<string, Credential>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, host, user, password] = /^\s*([A-Za-z0-9.[\]:-]+)\s+(\S+)\s+(\S+)\s*$/.exec(line) ?? [];
    if (host === undefined || user === undefined || password === undefined)
      throw new Error(`TILSYN_REMOTE_CREDENTIALS: line ${index + 1} is not \`host user password\``);
    found.set(host.toLowerCase(), { user, password });
  }
  return found;
}

export function basicAuthorization({ user, password }: Credential): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
