import type { Finding, FindingWaiver } from '../model/finding.ts';
import type { Waiver } from '../model/waiver.ts';
import { isAtSubject } from './subject.ts';

/**
 * Notes on each finding the waiver that speaks of it: same control, and its fingerprint listed. The newest that was ever granted decides, and an
 * older grant does not come back when it is revoked or expires. A request is only shown where nothing was ever granted, so that asking again does
 * not lift the block of an expired waiver; requests and refusals are seen in their own pull request alone. Lapsed requests say nothing.
 *
 * What was approved is the object as a whole: a grant outlives findings that go away, and lapses when the object has another of the same control
 * that no grant covers.
 */
export function matchWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  context: { readonly pullRequest?: number | undefined },
): readonly Finding[] {
  const index = indexByFingerprint(waivers, context.pullRequest);
  const subjects = new Map(waivers.map(({ id, subject }) => [id, subject]));
  const waiverOf = ({ control, fingerprint }: Finding) => index.get(keyOf(control, fingerprint));
  const bare = findings.filter((finding) => isThere(finding) && waiverOf(finding)?.state !== 'granted');
  const hasLapsed = ({ control }: Finding, { id, state }: FindingWaiver): boolean =>
    state === 'granted' && bare.some((other) => other.control === control && isAtSubject(other, subjects.get(id) ?? ''));
  return findings.map((finding) => {
    const found = waiverOf(finding);
    const { waiver: _, ...rest } = finding;
    if (found === undefined) return rest;
    return { ...rest, waiver: hasLapsed(finding, found) ? { ...found, state: 'lapsed' } : found };
  });
}

/** Whether it stands at head; what cannot be evaluated has a row of the gate of its own. */
function isThere({ change, status }: Finding): boolean {
  return change !== 'fixed' && status === 'fail';
}

function indexByFingerprint(waivers: readonly Waiver[], pullRequest: number | undefined): ReadonlyMap<string, FindingWaiver> {
  const index = new Map<string, FindingWaiver>();
  // Later entries replace earlier ones: requests first, by age, then what was once granted, by age.
  const oldestFirst = waivers.toSorted((a, b) => Date.parse(a.requestedAt) - Date.parse(b.requestedAt));
  const asked = oldestFirst.filter(({ state, pullRequest: own }) => (state === 'requested' || state === 'denied') && own === pullRequest);
  const granted = oldestFirst.filter(({ state }) => state === 'granted' || state === 'expired' || state === 'revoked');
  for (const { id, control, fingerprints, state, expiresAt } of [...asked, ...granted]) {
    if (state === 'lapsed') continue;
    for (const fingerprint of fingerprints) index.set(keyOf(control, fingerprint), { id, state, expiresAt });
  }
  return index;
}

function keyOf(control: string, fingerprint: string): string {
  return `${control} ${fingerprint}`;
}
