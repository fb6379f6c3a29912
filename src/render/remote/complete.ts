import { addressesOf, isAllowed, isNamed } from '../../config/remote-allow.ts';
import { loadLock, type RemoteLock } from '../../config/remote-lock.ts';
import { type LockEntry, type RemoteAnswer, type RemoteFetcher, type RemoteSource, remoteKey } from '../../model/remote.ts';
import type { RenderedSide, Side } from '../../model/side.ts';
import type { RenderTools } from '../root-render.ts';
import { type RenderOptions, renderSide } from '../side.ts';
import { shelfOf } from './shelf.ts';

/** Contents that name further ones that name further ones: no real repository goes deeper. */
const MAX_ROUNDS = 12;

/** Fetches that run side by side. */
const AT_ONCE = 4;

/** What a source is answered by, whoever answers: from the lock, or by looking it up to write the lock. */
export type AnswerSource = (source: RemoteSource) => Promise<RemoteAnswer>;

export interface CompletedSide {
  readonly side: Side;
  readonly rendered: RenderedSide;
}

/**
 * A side with what it deploys from outside: render, see which sources are named, fetch them, render again, until nothing new is named. A source that is
 * still unknown when the rounds are over counts as one that is not locked.
 */
export async function completeSide(given: Side, options: RenderOptions, tools: RenderTools, answer: AnswerSource): Promise<CompletedSide> {
  const answers = new Map<string, RemoteAnswer>();
  let side: Side = { ...given, remote: shelfOf(answers) };
  let rendered = await renderSide(side, options, tools);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const fresh = rendered.asked.filter((source) => !answers.has(remoteKey(source)));
    if (fresh.length === 0) break;
    const waiting = [...fresh];
    const takeTurns = async (): Promise<void> => {
      for (let source = waiting.shift(); source !== undefined; source = waiting.shift())
        answers.set(remoteKey(source), await answer(source));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
    side = { ...given, remote: shelfOf(answers) };
    rendered = await renderSide(side, options, tools);
  }
  return { side, rendered };
}

/** The power over what is fetched: all of it from the base. */
export interface RemotePower {
  readonly allow: readonly string[];
  /** The base's lock; absent where a folder is judged as it lies there, and so vouches for itself. */
  readonly base?: RemoteLock;
}

/** Answers from the lock of one side. A broken lock has no entries, and the side says so among its problems. */
export function answerFromLock(side: Side, { allow, base }: RemotePower, fetcher: RemoteFetcher): AnswerSource {
  const own = loadLock(side);
  const known = base ?? own;
  const knownAddresses = new Set([...known.entries.values()].map(({ url }) => url));
  return (source) => {
    const addresses = addressesOf(source);
    if (!addresses.some((address) => isAllowed(address, allow))) return Promise.resolve({ lack: 'not-allowed' });
    const key = remoteKey(source);
    const entry = own.entries.get(key);
    if (entry === undefined) return Promise.resolve({ lack: 'not-locked' });
    const isOwnAddress = knownAddresses.has(source.url) || addresses.some((address) => isNamed(address, allow));
    return fetcher.fetch(entry, { allow, isOwnAddress, isNew: !isSame(known.entries.get(key), entry) });
  };
}

function isSame(left: LockEntry | undefined, right: LockEntry): boolean {
  return left?.sha256 === right.sha256 && left.resolved === right.resolved;
}

/** The side with what is wrong with its lock. */
export function withLockProblems(side: Side): Side {
  const { problems } = loadLock(side);
  return problems.length === 0 ? side : { ...side, problems: [...side.problems, ...problems] };
}
