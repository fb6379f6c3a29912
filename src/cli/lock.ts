import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configurationPath, loadConfiguration } from '../config/load.ts';
import { addressesOf, isAllowed, isNamed } from '../config/remote-allow.ts';
import { loadLock, lockPath, writeLock } from '../config/remote-lock.ts';
import { readDeployable } from '../discover/read-deployable.ts';
import type { Language } from '../model/control.ts';
import { type LockEntry, type RemoteAnswer, type RemoteFetcher, type RemoteSource, remoteKey } from '../model/remote.ts';
import type { Engine } from '../render/engine/engine.ts';
import { renderOptions } from '../render/options.ts';
import { completeSide } from '../render/remote/complete.ts';
import { renderTools } from '../render/root-render.ts';
import { openWorkingTree } from '../source/working-tree.ts';
import { quote } from './flag-values.ts';
import { UsageError } from './usage-error.ts';
import { type LockChanges, writeLockChanges } from './write-lock.ts';

export interface LockFlags {
  /** Say whether the lock fits what is there, and write nothing. */
  readonly check?: boolean;
  /** Look up again what is locked already. */
  readonly update?: boolean;
  readonly language?: Language;
}

/**
 * Writes what every remote source of a folder stands for now: those that are locked already stay as they are, those that nothing names any more are left
 * out. Exit status 1 where `--check` finds that the lock is another, 2 where a source cannot be had; the lock then has all the others.
 */
export async function lock(
  path: string,
  flags: LockFlags,
  engine: Engine,
  remote: RemoteFetcher,
): Promise<{ readonly text: string; readonly exit: 0 | 1 | 2 }> {
  if ((await stat(path).catch(() => undefined))?.isDirectory() !== true) throw new UsageError(`${quote(path)} is not a folder`);
  const side = await readDeployable(openWorkingTree(path));
  const file = side.files.get(configurationPath);
  const { configuration, problems } = loadConfiguration(file && new TextDecoder().decode(file.bytes));
  if (problems.length > 0) throw new UsageError(`${configurationPath} is not valid; \`tilsyn check\` says where`);
  const { allow } = configuration.remote;
  if (allow.length === 0) throw new UsageError(`\`remote.allow\` of ${configurationPath} names no address, so nothing is fetched`);

  const before = loadLock(side).entries;
  const after = new Map<string, LockEntry>();
  const answers = new Map<string, { readonly source: RemoteSource; readonly answer: RemoteAnswer }>();
  const answer = async (source: RemoteSource): Promise<RemoteAnswer> => {
    const found = await lookUp(source, { before, after, allow, flags, remote });
    answers.set(remoteKey(source), { source, answer: found });
    return found;
  };
  const { rendered } = await completeSide(side, renderOptions(configuration), renderTools(engine), answer);
  const named = new Set(rendered.asked.map(remoteKey));
  const entries = [...after.values()];
  const changes: LockChanges = {
    added: entries.filter((entry) => !before.has(remoteKey(entry))),
    changed: entries.filter((entry) => isOther(before.get(remoteKey(entry)), entry)),
    removed: [...before.values()].filter((entry) => !named.has(remoteKey(entry))),
    lacking: [...answers.values()].flatMap(({ source, answer: found }) => ('content' in found ? [] : [{ source, missing: found }])),
  };
  const isCurrent = changes.added.length + changes.changed.length + changes.removed.length === 0;
  if (flags.check !== true && !isCurrent) {
    await mkdir(dirname(join(path, lockPath)), { recursive: true });
    await writeFile(join(path, lockPath), writeLock(entries));
  }
  const lacking = changes.lacking.filter(({ missing }) => missing.lack !== 'not-allowed');
  const text = writeLockChanges(changes, { isCheck: flags.check === true, language: flags.language ?? configuration.language });
  return { text, exit: lacking.length > 0 ? 2 : flags.check === true && !isCurrent ? 1 : 0 };
}

interface Look {
  readonly before: ReadonlyMap<string, LockEntry>;
  readonly after: Map<string, LockEntry>;
  readonly allow: readonly string[];
  readonly flags: LockFlags;
  readonly remote: RemoteFetcher;
}

async function lookUp(source: RemoteSource, { before, after, allow, flags, remote }: Look): Promise<RemoteAnswer> {
  const addresses = addressesOf(source);
  if (!addresses.some((address) => isAllowed(address, allow))) return { lack: 'not-allowed' };
  const key = remoteKey(source);
  const known = before.get(key);
  const isOwnAddress = addresses.some((address) => isNamed(address, allow)) || [...before.values()].some(({ url }) => url === source.url);
  const rules = { allow, isOwnAddress };
  if (known !== undefined && flags.update !== true) {
    const found = await remote.fetch(known, { ...rules, isNew: false });
    // A source that cannot be had today keeps its line: what it stood for is known.
    after.set(key, known);
    return found;
  }
  const found = await remote.resolve(source, rules);
  if ('lack' in found) {
    if (known !== undefined) after.set(key, known);
    return found;
  }
  after.set(key, found.entry);
  return { content: found.content };
}

function isOther(before: LockEntry | undefined, after: LockEntry): boolean {
  return before !== undefined && (before.sha256 !== after.sha256 || before.resolved !== after.resolved);
}
