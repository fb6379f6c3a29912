import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import type { Fault, Reading } from './fault.ts';
import { keysEver } from './key-chain.ts';
import type { LogFiles } from './layout.ts';
import { listBypasses } from './verify/bypasses.ts';
import { type Check, type CheckName, type LoggedRecord, unproved } from './verify/check.ts';
import { checkCompleteness, type ProtectedBranch } from './verify/completeness.ts';
import { checkConsistency } from './verify/consistency.ts';
import { checkEmergencies } from './verify/emergencies.ts';
import { checkFourEyes } from './verify/four-eyes.ts';
import { checkHistory, type LogCommit } from './verify/history.ts';
import { checkReferences } from './verify/references.ts';
import { limitToSince } from './verify/since.ts';
import { checkStructure, type StructureOptions } from './verify/structure.ts';
import { checkWaivers } from './verify/waivers.ts';

export interface VerifyInput extends StructureOptions {
  readonly files: LogFiles;
  /** Without them completeness is not proved. */
  readonly protectedBranches?: readonly ProtectedBranch[];
  /** Checkpoints kept outside the repository. Without one truncation and split views cannot be seen. */
  readonly earlierCheckpoints?: readonly Uint8Array[];
  /** A checkpoint whose records were judged before: the rules are then looked at from there on. */
  readonly since?: Uint8Array;
  /** Commits of the log branch, oldest first. */
  readonly history?: readonly LogCommit[];
}

export interface Verification {
  /** `failed` when any check failed, else `unproved` when any proves nothing, else `ok`. */
  readonly status: Check['status'];
  readonly checks: readonly Check[];
  /** The records that could be read, in order; all of them only when the checks of the bytes hold. */
  readonly records: readonly LoggedRecord[];
  /** Number of record files. */
  readonly size: number;
  readonly checkpoint?: Checkpoint;
  /** The record lowest in the log that a failed check names; a file when none names a record. */
  readonly firstBad?: Fault;
}

/** Verifies a log offline, as a list of checks that are all made, whatever the others say, save those whose ground is gone. */
export function verifyLog(input: VerifyInput): Verification {
  const { checks: structure, records, leafHashes, chain, checkpoint } = checkStructure(input.files, input);
  const failed = structure.find((check) => needed.includes(check.name) && check.status !== 'ok')?.name;
  const earlier = [...(input.earlierCheckpoints ?? []), ...(input.since ? [input.since] : [])];
  const whole = [
    ...structure,
    ...checkRules(records, leafHashes, input, failed),
    checkConsistency({ leafHashes, ...(checkpoint && { origin: checkpoint.origin }) }, earlier, keysEver(chain)),
    checkHistory(input.history, chain),
  ];
  const since = input.since && openCheckpoint(input.since, keysEver(chain));
  const checks = since?.ok ? limitToSince(whole, since.value.size) : whole;
  return summarise(checks, records, leafHashes.length, checkpoint);
}

/** What the checks come to together. */
export function summarise(checks: readonly Check[], records: readonly LoggedRecord[], size: number, checkpoint?: Checkpoint): Verification {
  const firstBad = findFirstBad(checks);
  return { status: worst(checks), checks, records, size, ...(checkpoint && { checkpoint }), ...(firstBad && { firstBad }) };
}

/** All records in order, or the first fault: nothing of a log counts unless all of it stands. */
export function readRecords(files: LogFiles, options: StructureOptions): Reading<readonly LoggedRecord[]> {
  const { checks, records } = checkStructure(files, options);
  const fault = checks.some((check) => check.status !== 'ok') ? firstDoubt(checks) : undefined;
  return fault === undefined ? { ok: true, value: records } : { ok: false, fault };
}

/** What the records must be before anything can be concluded from them. */
const needed: readonly CheckName[] = ['signatures', 'statements', 'keys'];

function checkRules(
  records: readonly LoggedRecord[],
  leafHashes: readonly Uint8Array[],
  { protectedBranches = [], now }: VerifyInput,
  failed: CheckName | undefined,
): readonly Check[] {
  if (failed !== undefined) {
    const names: readonly CheckName[] = ['completeness', 'four-eyes', 'waivers', 'emergencies', 'references', 'bypasses'];
    return names.map((name) => unproved(name, 'not-checked', { because: failed }));
  }
  return [
    checkCompleteness(records, protectedBranches),
    checkFourEyes(records),
    checkWaivers(records),
    checkEmergencies(records, now),
    checkReferences(records, leafHashes),
    listBypasses(records),
  ];
}

function worst(checks: readonly Check[]): Check['status'] {
  if (checks.some((check) => check.status === 'failed')) return 'failed';
  return checks.some((check) => check.status === 'unproved') ? 'unproved' : 'ok';
}

function findFirstBad(checks: readonly Check[]): Fault | undefined {
  const faults = checks.filter((check) => check.status === 'failed').flatMap((check) => check.faults);
  const placed = faults.filter((fault) => fault.position !== undefined).sort((a, b) => Number(a.position) - Number(b.position));
  return placed[0] ?? faults.find((fault) => fault.path !== undefined) ?? faults[0];
}

function firstDoubt(checks: readonly Check[]): Fault | undefined {
  return findFirstBad(checks) ?? checks.find((check) => check.status === 'unproved')?.faults[0];
}
