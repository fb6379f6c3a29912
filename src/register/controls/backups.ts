import { addDays } from '../day.ts';
import { type Circumstances, findInsufficient, findMissing, type Judgement, judgeSpan, newest, type Place, section } from '../judgement.ts';
import type { Register } from '../schema.ts';
import { spanOf } from './statement.ts';

/** BAK-05: each registered copy lies apart from the backup and cannot be changed for a while. */
export function judgeBackupCopies({ backupCopies }: Register, around: Circumstances): readonly Judgement[] {
  if (backupCopies.length === 0) return [findMissing(section('backupCopies'))];
  return backupCopies.map((copy, index) => {
    const place: Place = { subject: copy.id, entry: copy.id, path: ['backupCopies', index] };
    if (copy.apart === 'no') return findInsufficient(place, 'notApart');
    if (copy.lockDays < around.settings.copyLockDays)
      return findInsufficient(place, 'lockTooShort', { found: copy.lockDays, allowed: around.settings.copyLockDays });
    return judgeSpan(place, spanOf(copy, around.settings), copy.evidence, around);
  });
}

/** BAK-06: the newest restore of each system succeeded, was checked, and is fresh. */
export function judgeRestoreTests({ restoreTests }: Register, around: Circumstances): readonly Judgement[] {
  if (restoreTests.length === 0) return [findMissing(section('restoreTests'))];
  const systems = [...new Set(restoreTests.map(({ system }) => system))];
  return systems.flatMap((system) => {
    const own = restoreTests.map((test, index) => ({ test, index })).filter(({ test }) => test.system === system);
    const latest = newest(own, ({ test }) => test.on)?.entry;
    if (latest === undefined) return [];
    const { test, index } = latest;
    const place: Place = { subject: system, entry: test.id, path: ['restoreTests', index] };
    if (test.result !== 'ok') return [findInsufficient(place, 'failed', { system })];
    if (!test.dataChecked) return [findInsufficient(place, 'notChecked', { system })];
    return [judgeSpan(place, { from: test.on, until: addDays(test.on, around.settings.restoreTestDays) }, test.evidence, around)];
  });
}
