import type { Finding } from '../model/finding.ts';

/**
 * Says of every finding whether the change made it, found it or ended it. Findings are the same when their fingerprints are: neither file nor
 * line counts, a changed value does. Order: head's own, then what is fixed.
 */
export function compareFindings(base: readonly Finding[], head: readonly Finding[]): readonly Finding[] {
  const before = new Set(base.map((finding) => finding.fingerprint));
  const after = new Set(head.map((finding) => finding.fingerprint));
  return [
    ...head.map((finding): Finding => ({ ...finding, change: before.has(finding.fingerprint) ? 'existing' : 'new' })),
    ...base.filter((finding) => !after.has(finding.fingerprint)).map((finding): Finding => ({ ...finding, change: 'fixed' })),
  ];
}
