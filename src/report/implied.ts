import type { Finding } from '../model/finding.ts';

/** A finding with those that follow from it. */
export interface Told {
  readonly finding: Finding;
  readonly implied: readonly Finding[];
}

/** Folds findings that `mayFold` under the one in the list that implies them, at the same object and container; the order stays. */
export function foldImplied(findings: readonly Finding[], mayFold: (finding: Finding) => boolean): readonly Told[] {
  const firstAt = new Map<string, Finding>();
  for (const finding of findings) {
    const key = keyOf(finding.control, finding);
    if (!firstAt.has(key)) firstAt.set(key, finding);
  }
  const told = new Map<Finding, Finding[]>();
  const hosts = new Map(findings.map((finding) => [finding, mayFold(finding) ? hostOf(finding, firstAt, mayFold) : finding]));
  for (const finding of findings) if (hosts.get(finding) === finding) told.set(finding, []);
  for (const [finding, host] of hosts) if (host !== finding) told.get(host)?.push(finding);
  return [...told].map(([finding, implied]) => ({ finding, implied }));
}

/** Follows `impliedBy` to its end; findings that imply each other in a ring each stand for themselves. */
function hostOf(finding: Finding, firstAt: ReadonlyMap<string, Finding>, mayFold: (finding: Finding) => boolean): Finding {
  const seen = new Set<Finding>();
  let host = finding;
  while (host.impliedBy !== undefined && mayFold(host)) {
    if (seen.has(host)) return finding;
    seen.add(host);
    const next = firstAt.get(keyOf(host.impliedBy, host));
    if (next === undefined) break;
    host = next;
  }
  return host;
}

function keyOf(control: string, { object: { cluster, group, kind, namespace, name, container } }: Finding): string {
  return JSON.stringify([control, cluster, group, kind, namespace, name, container ?? '']);
}
