import { loadLock } from '../config/remote-lock.ts';
import type { RemoteFetcher } from '../model/remote.ts';
import type { RenderedSide, Side } from '../model/side.ts';
import { renderOptions } from '../render/options.ts';
import { answerFromLock, completeSide, type RemotePower, withLockProblems } from '../render/remote/complete.ts';
import type { RenderTools } from '../render/root-render.ts';
import type { RenderOptions } from '../render/side.ts';
import type { Case, Policies } from './case.ts';

/**
 * A case with what both sides deploy from outside the repository, each by its own lock. What may be fetched, and with whose credentials, is the base's
 * to say; a line of the lock that the change brings is held against the source itself. Where the base allows nothing, nothing is asked for.
 */
export async function completeCase(given: Case, { rendering }: Pick<Policies, 'rendering'>, fetcher: RemoteFetcher): Promise<Case> {
  const { configuration } = given.configuration;
  const { allow } = configuration.remote;
  const sides = { ...given, head: withLockProblems(given.head), ...(given.base ? { base: withLockProblems(given.base) } : {}) };
  if (allow.length === 0) return sides;
  const options = renderOptions(configuration, given.subject);
  const { base, head } = await completeSides(sides, options, rendering, allow, fetcher);
  return { ...sides, head: head.side, ...(base === undefined ? {} : { base: base.side }) };
}

interface Completed {
  readonly side: Side;
  readonly rendered: RenderedSide;
}

/** Both sides with what they deploy from outside, and as they render with it. */
export async function completeSides(
  { base, head }: Pick<Case, 'base' | 'head'>,
  options: RenderOptions,
  tools: RenderTools,
  allow: readonly string[],
  fetcher: RemoteFetcher,
): Promise<{ readonly base?: Completed; readonly head: Completed }> {
  const power: RemotePower = base === undefined ? { allow } : { allow, base: loadLock(base) };
  const before = base && (await completeSide(base, options, tools, answerFromLock(base, power, fetcher)));
  const after = await completeSide(
    head,
    before === undefined ? options : { ...options, base: before.rendered },
    tools,
    answerFromLock(head, power, fetcher),
  );
  return before === undefined ? { head: after } : { base: before, head: after };
}
