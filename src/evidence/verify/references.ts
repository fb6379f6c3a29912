import { bad, type Fault } from '../fault.ts';
import { type Check, judge, type LoggedRecord } from './check.ts';

/** Corrections speak of an earlier record as it is, and deployments of a commit of that branch, with that tree, that was recorded before. */
export function checkReferences(records: readonly LoggedRecord[], leafHashes: readonly Uint8Array[]): Check {
  const positions = new Map<string, number>();
  const commits = new Set<string>();
  const faults: Fault[] = [];
  for (const { position, path, record } of records) {
    const place = { position, path };
    if (record.kind === 'correction') {
      const target = positions.get(record.predicate.corrects);
      const leaf = target === undefined ? undefined : Buffer.from(leafHashes[target] ?? []).toString('hex');
      if (leaf !== record.predicate.leaf) faults.push(bad('correction-of-nothing', { key: record.predicate.corrects }, place).fault);
    }
    if (record.kind === 'deployment' && !commits.has(placeOf(record.predicate))) {
      faults.push(bad('deployment-unrecorded', { sha: record.predicate.merge.sha }, place).fault);
    }
    if (record.kind === 'change' || record.kind === 'gap') commits.add(placeOf(record.predicate));
    positions.set(record.predicate.recordKey, position);
  }
  return judge('references', faults);
}

function placeOf({ branch, merge }: { readonly branch: string; readonly merge: { readonly sha: string; readonly tree: string } }): string {
  return `${branch} ${merge.sha} ${merge.tree}`;
}
