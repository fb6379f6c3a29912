import type { Check, CheckName } from './check.ts';

/** Checks whose faults belong to one record, so that those of earlier records may be somebody else's business. */
const perRecord: readonly CheckName[] = ['four-eyes', 'waivers', 'bypasses'];

/**
 * Leaves out what is said of records before `size`, provided that the log still has exactly those: whoever kept that checkpoint has judged them. What
 * is left out is said. Structure, completeness and open emergencies are always those of the whole log.
 */
export function limitToSince(checks: readonly Check[], size: number): readonly Check[] {
  if (checks.some(({ name, status }) => name === 'consistency' && status !== 'ok')) return checks;
  return checks.map((check) => {
    if (!perRecord.includes(check.name) || check.status === 'unproved') return check;
    const kept = check.faults.filter(({ position }) => position === undefined || position >= size);
    if (check.name === 'bypasses') return { ...check, faults: [{ code: 'before-since', params: { size } }, ...kept] };
    return { ...check, status: kept.length > 0 ? 'failed' : 'ok', faults: kept };
  });
}
