import type { Emergency } from '../model/emergency.ts';
import type { Finding } from '../model/finding.ts';
import type { Standing } from '../model/standing.ts';
import type { Waiver } from '../model/waiver.ts';
import { isOverdue } from './emergency.ts';
import { dayLength, hasCome } from './lifetime.ts';
import { matchWaivers } from './match.ts';

/** Long enough to ask for a renewal, or to correct the finding. */
const soonDays = 7;

/** `findings` are those of the protected branches; waivers of pull requests that are still `open` cannot be on one yet. */
export function surveyStanding(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  emergencies: readonly Emergency[],
  { now, open }: { readonly now: string; readonly open: ReadonlySet<number> },
): Standing {
  const spoken = new Map(
    matchWaivers(findings, waivers, {}).flatMap(({ waiver }) => (waiver === undefined ? [] : [[waiver.id, waiver.state]])),
  );
  const soon = new Date(Date.parse(now) + soonDays * dayLength).toISOString();
  const granted = waivers.filter(({ state }) => state === 'granted');
  const waiting = emergencies.filter(({ review }) => review === undefined);
  return {
    ended: waivers.filter(({ id }) => ['expired', 'revoked', 'lapsed'].includes(spoken.get(id) ?? '')),
    ending: granted.filter(({ id, expiresAt }) => spoken.get(id) === 'granted' && hasCome(expiresAt, soon)),
    unused: granted.filter(({ id, pullRequest }) => !spoken.has(id) && !open.has(pullRequest)),
    emergencies: waiting.filter((emergency) => !isOverdue(emergency, now)),
    overdue: waiting.filter((emergency) => isOverdue(emergency, now)),
  };
}
