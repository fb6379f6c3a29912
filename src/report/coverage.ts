import type { CoverageAnswer, CoverageFrame } from '../i18n/keys.ts';
import type { Control, ControlResult } from '../model/control.ts';
import type { Report } from '../model/report.ts';
import { compare } from './ordering.ts';

/** One number, area or provision, and what became of the controls that relate to it. */
export interface CoverageRow {
  /** `3`, `8.15`, `32(1)(b)`, `6(1)(8)`; empty for what lies beyond the frame. */
  readonly key: string;
  readonly answers: Readonly<Record<CoverageAnswer, readonly CoveredControl[]>>;
  /** How many controls there are in all. */
  readonly count: number;
}

export interface CoveredControl {
  readonly control: string;
  readonly answer: CoverageAnswer;
  readonly result: ControlResult;
}

export interface FrameCoverage {
  readonly frame: CoverageFrame;
  readonly rows: readonly CoverageRow[];
}

/** The order in which answers stand: what was checked, what is attested, the rest. */
export const ANSWERS: readonly CoverageAnswer[] = ['met', 'notMet', 'notEvaluable', 'attested', 'lacking', 'notApplicable'];

/** The controls of a report by what they relate to. A control stands in every row that it relates to, so rows cannot be added up. */
export function coverFrames(report: Report): readonly FrameCoverage[] {
  const covered = coverControls(report);
  const relate = (keysOf: (control: Control) => readonly string[], keys: readonly string[] = []) => {
    const rows = new Map<string, CoveredControl[]>(keys.map((key) => [key, []]));
    for (const one of covered) {
      const control = report.controls.get(one.control);
      for (const key of new Set(control === undefined ? [] : keysOf(control))) rows.set(key, [...(rows.get(key) ?? []), one]);
    }
    return [...rows].sort(([a], [b]) => compareKeys(a, b)).map(([key, own]) => rowOf(key, own));
  };
  return [
    { frame: 'guide', rows: relate(({ references }) => (references.guide.length === 0 ? [''] : references.guide.map(String)), AREAS) },
    { frame: 'nis2', rows: relate(({ references }) => references.nis2.flatMap(nis2Key), MEASURES) },
    { frame: 'gdpr', rows: relate(({ references }) => references.gdpr) },
    { frame: 'iso27001', rows: relate(({ references }) => references.iso27001.map(({ id }) => id)) },
  ];
}

/** Each control of the report with its answer, by id. */
export function coverControls(report: Report): readonly CoveredControl[] {
  return [...report.results]
    .sort((a, b) => compare(a.control, b.control))
    .map((result) => ({ control: result.control, result, answer: answerOf(result, report) }));
}

// Rows that have no control are shown all the same: that nothing looks at them is what a reader has to know.
const AREAS = ['1', '2', '3', '4', '5', '6', '7', '8'];
const MEASURES = Array.from({ length: 10 }, (_, index) => `6(1)(${index + 1})`);

function rowOf(key: string, own: readonly CoveredControl[]): CoverageRow {
  const of = (answer: CoverageAnswer) => own.filter((one) => one.answer === answer);
  return {
    key,
    count: own.length,
    answers: {
      met: of('met'),
      notMet: of('notMet'),
      notEvaluable: of('notEvaluable'),
      attested: of('attested'),
      lacking: of('lacking'),
      notApplicable: of('notApplicable'),
    },
  };
}

function answerOf(result: ControlResult, report: Report): CoverageAnswer {
  switch (result.outcome) {
    case 'pass':
      return 'met';
    case 'attested':
      return 'attested';
    case 'not-applicable':
      return 'notApplicable';
    case 'fail':
      return isRegisterAlone(result, report) ? 'lacking' : 'notMet';
    case 'not-evaluable':
      return isRegisterAlone(result, report) ? 'lacking' : 'notEvaluable';
  }
}

/**
 * Whether the register alone kept the control from being met: no rule found anything. The register gives its reason with the result; so do people's
 * decisions (CHG), which no register stands in for.
 */
function isRegisterAlone({ control, reason }: ControlResult, { controls, findings }: Report): boolean {
  const known = controls.get(control);
  if (reason === undefined || known?.scope.includes('A') !== true || known.family === 'CHG') return false;
  return !findings.some(
    (finding) =>
      finding.control === control && finding.change !== 'fixed' && finding.status === 'fail' && finding.object.kind !== 'Register',
  );
}

/** `§ 6, stk. 1, nr. 8 (…)` as `6(1)(8)`; `§§ 12 og 13 (…)` names two. */
function nis2Key(place: string): string[] {
  const own = place.replace(/\s*\(.*\)$/, '');
  const [, section, paragraph, number] = /^§ (\d+)(?:, stk\. (\d+))?(?:, nr\. (\d+))?$/.exec(own) ?? [];
  if (section !== undefined) return [`${section}${[paragraph, number].map((part) => (part === undefined ? '' : `(${part})`)).join('')}`];
  return own.startsWith('§§') ? (own.match(/\d+/g) ?? []) : [own];
}

/** By the numbers in them: `5.9` before `5.12`. What has none comes last. */
function compareKeys(a: string, b: string): number {
  const [left, right] = [a, b].map((key) => key.split(/[^0-9a-z]+/).filter((part) => part !== ''));
  if (left === undefined || right === undefined || left.length * right.length === 0) return (right?.length ?? 0) - (left?.length ?? 0);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = Number(left[index] ?? -1) - Number(right[index] ?? -1);
    if (order !== 0 && !Number.isNaN(order)) return order;
  }
  return compare(a, b);
}
