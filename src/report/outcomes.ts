import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import type { GateOutcome } from '../model/verdict.ts';
import { foldImplied, type Told } from './implied.ts';
import { byWeight, compare } from './ordering.ts';

/** The findings of a report, each on the one pile that the verdict put it on; worst first in each, and each with what follows from it. */
export interface Outcomes {
  readonly blocking: readonly Told[];
  readonly awaiting: readonly Told[];
  readonly warning: readonly Told[];
  readonly existing: readonly Told[];
  readonly notEvaluable: readonly Told[];
  readonly waived: readonly Told[];
  readonly fixed: readonly Told[];
  /** Problems that leave the verdict undecided, and those that are only shown. */
  readonly undecided: readonly Problem[];
  readonly notAnalysed: readonly Problem[];
  readonly judgementOf: (finding: Finding) => Judgement | undefined;
}

/** What the gate said of a finding; where it said several things, the worst. */
export interface Judgement {
  readonly outcome: GateOutcome;
  readonly row: number;
}

type Pile = 'blocking' | 'awaiting' | 'warning' | 'existing' | 'notEvaluable' | 'waived' | 'fixed';

const WORST: readonly GateOutcome[] = ['undecided', 'blocks', 'awaits', 'warns', 'shown', 'waived', 'passes'];

/** Nothing is decided here: a finding that the verdict does not speak of is shown, never dropped. */
export function sortOutcomes(report: Report): Outcomes {
  const judged = readJudgements(report);
  const judgementOf = (finding: Finding) => judged.get(finding.fingerprint);
  const rank = (finding: Finding) => WORST.indexOf(judgementOf(finding)?.outcome ?? 'passes');
  const present = report.findings.filter((finding) => finding.change !== 'fixed').sort((a, b) => rank(a) - rank(b) || byWeight(a, b));
  // The gate decides on a fact once, so what follows from another finding has no judgement of its own and is told with that one.
  const told = foldImplied(present, (finding) => judgementOf(finding) === undefined);
  const of = (pile: Pile) =>
    told.filter(({ finding }) => pileOf(finding, judgementOf(finding)) === pile).sort((a, b) => byWeight(a.finding, b.finding));
  const undecided = unique(report.verdict.reasons.flatMap(({ problem, outcome }) => (problem && outcome === 'undecided' ? [problem] : [])));
  const known = new Set(undecided.map(keyOf));
  return {
    blocking: of('blocking'),
    awaiting: of('awaiting'),
    warning: of('warning'),
    existing: of('existing'),
    notEvaluable: of('notEvaluable'),
    waived: of('waived'),
    fixed: foldImplied(report.findings.filter((finding) => finding.change === 'fixed').sort(byWeight), () => true),
    undecided,
    notAnalysed: unique(report.problems).filter((problem) => !known.has(keyOf(problem))),
    judgementOf,
  };
}

function readJudgements({ verdict }: Report): ReadonlyMap<string, Judgement> {
  const judged = new Map<string, Judgement>();
  for (const { finding, outcome, row } of verdict.reasons) {
    if (finding === undefined) continue;
    const before = judged.get(finding.fingerprint);
    if (before === undefined || WORST.indexOf(outcome) < WORST.indexOf(before.outcome)) judged.set(finding.fingerprint, { outcome, row });
  }
  return judged;
}

/** Outcomes that name a pile by themselves; for the others it is the finding that does. */
const PILES: Partial<Readonly<Record<GateOutcome, Pile>>> = {
  undecided: 'blocking',
  blocks: 'blocking',
  awaits: 'awaiting',
  waived: 'waived',
};

function pileOf(finding: Finding, judgement: Judgement | undefined): Pile {
  const pile = judgement && PILES[judgement.outcome];
  if (pile !== undefined) return pile;
  if (finding.status === 'not-evaluable') return 'notEvaluable';
  // What is not on the base is never called existing, whatever row let it pass.
  return finding.change === 'existing' ? 'existing' : 'warning';
}

function unique(problems: readonly Problem[]): Problem[] {
  const byKey = new Map(problems.map((problem) => [keyOf(problem), problem]));
  return [...byKey].sort(([a], [b]) => compare(a, b)).map(([, problem]) => problem);
}

function keyOf({ code, root, file, line, params }: Problem): string {
  return JSON.stringify([root ?? '', file ?? '', line ?? 0, code, Object.entries(params).sort(([a], [b]) => compare(a, b))]);
}
