import { z } from 'zod';
import { type LockEntry, remoteKey, sourceOfEntry } from '../model/remote.ts';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import { readYaml } from './read-yaml.ts';

/** The lock of remote sources. It lies beside the configuration and grants nothing: it is data, read from the side that it belongs to. */
export const lockPath = '.github/tilsyn.lock.yaml';

/** Far more sources than any repository names. */
const MAX_SOURCES = 2_000;

const url = z
  .string()
  .max(2_000)
  .regex(/^(https?|oci):\/\/[!-~]+$/, 'an address that begins with https://, http:// or oci://');
const word = z
  .string()
  .max(250)
  .regex(/^[ -~]*$/, 'printable ASCII');
const pin = {
  resolved: word.describe('Version, tag, digest or commit that the source stood for when it was locked.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hex digits')
    .describe('SHA-256 of the content.'),
};

export const lockSchema = z.strictObject({
  version: z.literal(1).describe('Version of this format.'),
  sources: z
    .array(
      z.discriminatedUnion('kind', [
        z
          .strictObject({ kind: z.literal('helm'), url, chart: word.min(1), version: word, ...pin })
          .describe('A chart of a Helm repository.'),
        z.strictObject({ kind: z.literal('oci'), url, version: word, ...pin }).describe('A chart or artifact of a registry.'),
        z.strictObject({ kind: z.literal('git'), url, ref: word.min(1), ...pin }).describe('A git repository.'),
        z.strictObject({ kind: z.literal('file'), url, ...pin }).describe('A single file.'),
      ]),
    )
    .max(MAX_SOURCES)
    .describe('What each source stood for, an entry a source.'),
});

export interface RemoteLock {
  /** By key of the source. */
  readonly entries: ReadonlyMap<string, LockEntry>;
  /** Empty when the file is sound or not there. When it is not sound, nothing of it counts. */
  readonly problems: readonly Problem[];
}

/** Reads the lock of a side. What is wrong with it comes back as problems with file and line. */
export function loadLock({ files }: Side): RemoteLock {
  const file = files.get(lockPath);
  if (file === undefined) return { entries: new Map(), problems: [] };
  const { value, faults, lineOf } = readYaml(new TextDecoder().decode(file.bytes), lockSchema);
  const problems = faults.map(({ line, detail }) => invalid(line, detail));
  const entries = new Map<string, LockEntry>();
  for (const [index, entry] of (value?.sources ?? []).entries()) {
    const key = remoteKey(sourceOfEntry(entry));
    if (entries.has(key)) problems.push(invalid(lineOf(['sources', index]), 'the same source stands twice'));
    entries.set(key, entry);
  }
  return problems.length > 0 ? { entries: new Map(), problems } : { entries, problems };
}

function invalid(line: number, detail: string): Problem {
  return { code: 'lock-invalid', file: lockPath, line, params: { detail } };
}

/** The lock as it is written: an entry a source, in the order of their keys, so that two people's changes meet as few lines as can be. */
export function writeLock(entries: readonly LockEntry[]): string {
  const sorted = entries.toSorted((left, right) => (remoteKey(sourceOfEntry(left)) < remoteKey(sourceOfEntry(right)) ? -1 : 1));
  const lines = sorted.flatMap((entry) => {
    const { kind, sha256, resolved, ...names } = entry;
    const fields = Object.entries({ ...names, resolved, sha256 }).map(([field, value]) => `    ${field}: ${JSON.stringify(value)}`);
    return [`  - kind: ${kind}`, ...fields];
  });
  const list = lines.length === 0 ? 'sources: []' : ['sources:', ...lines].join('\n');
  return `# Written by \`tilsyn lock\`: what remote sources stood for, and the SHA-256 of each content.\nversion: 1\n${list}\n`;
}
