import type { Configuration } from '../config/schema.ts';
import type { Control, ControlResult } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { RegisterEntry } from '../model/register.ts';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import { type Answer, attestControls, isAttestable } from './attest.ts';
import { dayOf } from './day.ts';
import { findGaps, type PlacedJudgement } from './findings.ts';
import { type LoadedRegister, loadRegister } from './load.ts';
import { answerResults } from './results.ts';
import { registerSettings } from './settings.ts';

/** A side as it was read, and what rules said of it. */
export interface JudgedSide {
  readonly side: Side;
  readonly results: readonly ControlResult[];
}

export interface RegisterCase {
  readonly head: JudgedSide;
  readonly base?: JudgedSide;
  /** The controls that count. */
  readonly controls: readonly Control[];
  readonly configuration: Configuration;
  /** UTC instant in ISO 8601. */
  readonly now: string;
}

export interface RegisterExamination {
  /** Results of head, the register's answers put to those of the rules. */
  readonly results: readonly ControlResult[];
  /** What the register lacks at head, and lacked on the base. */
  readonly findings: readonly Finding[];
  readonly findingsBefore: readonly Finding[];
  /** What each finding is about, by fingerprint. */
  readonly entries: ReadonlyMap<string, RegisterEntry>;
  /** Faults of the register at head. Those of the base have no effect but that nothing is attested. */
  readonly problems: readonly Problem[];
  /** How many controls nobody can answer for, because there is no register. */
  readonly unanswered: number;
}

/**
 * Judges the register of both sides on one day. The head's is judged as what would be in force after the merge: what it lacks is found there. Nothing
 * counts as attested that the base's does not attest as well. A repository without a register is told so once, not once a control, unless it is
 * required.
 */
export function examineRegister(given: RegisterCase): RegisterExamination {
  const { configuration, now } = given;
  const { path, required } = configuration.register;
  const today = dayOf(now);
  const controls = given.controls.filter(({ id }) => isAttestable(id));
  const asked = new Set(controls.map(({ id }) => id));
  const head = attestSide(given.head, controls, today, configuration);
  const base = given.base && attestSide(given.base, controls, today, configuration);
  const kept = head.loaded.present || base?.loaded.present === true || required;
  const gaps = kept ? head.gaps : [];
  const findings = gaps.map(({ finding }) => finding);
  const answers = {
    path,
    today,
    head: head.answers,
    headPresent: head.loaded.present,
    ...(base === undefined ? {} : { base: base.answers }),
  };
  const results = answerResults(given.head.results, answers, findings, (control) => asked.has(control));
  return {
    results,
    findings,
    findingsBefore: kept ? (base?.gaps ?? []).map(({ finding }) => finding) : [],
    entries: new Map(gaps.map((gap) => [gap.finding.fingerprint, entryOf(gap, base?.answers)])),
    problems: head.loaded.problems,
    unanswered: kept ? 0 : results.filter(({ reason }) => reason?.messageKey === 'noRegister').length,
  };
}

interface AttestedSide {
  readonly loaded: LoadedRegister;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly gaps: readonly PlacedJudgement[];
}

function attestSide(
  { side, results }: JudgedSide,
  controls: readonly Control[],
  today: string,
  configuration: Configuration,
): AttestedSide {
  const { path } = configuration.register;
  const read = (file: string) => (side.files.get(file) ?? side.evidence?.get(file))?.bytes;
  const bytes = read(path);
  const loaded = loadRegister(bytes && new TextDecoder().decode(bytes), path, today);
  const answers = attestControls(loaded, {
    today,
    settings: registerSettings(configuration),
    kubernetesVersion: configuration.kubernetesVersion,
    read,
  });
  return { loaded, answers, gaps: findGaps(answers, loaded, controls, results) };
}

/** Deleting an entry that had run out, or said too little, is no way to be rid of it. */
function entryOf({ finding, judgement }: PlacedJudgement, base: ReadonlyMap<string, Answer> | undefined): RegisterEntry {
  const state = judgement.state === 'attested' ? 'missing' : judgement.state;
  const before = (base?.get(finding.control)?.judgements ?? []).filter((one) => one.state !== 'missing');
  const whole = judgement.path.join('.') === judgement.subject;
  return { state, hidden: state === 'missing' && before.some((one) => whole || one.subject === judgement.subject) };
}
