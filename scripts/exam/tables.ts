import { type Explanation, explain } from './explain.ts';
import type { Line } from './score.ts';

export interface Counts {
  readonly name: string;
  readonly lines: number;
  readonly hit: number;
  readonly missed: number;
  readonly wrong: number;
}

/** Counts by any name of a line, in order of name. Lines of controls that this build lacks are left out. */
export function countBy(lines: readonly Line[], namesOf: (line: Line) => readonly string[]): readonly Counts[] {
  const names = [...new Set(lines.flatMap(namesOf))].sort();
  return names.map((name) => {
    const own = lines.filter((line) => line.built && namesOf(line).includes(name));
    const count = (outcome: Line['outcome']) => own.filter((line) => line.outcome === outcome).length;
    return { name, lines: own.length, hit: count('hit'), missed: count('missed'), wrong: count('false-alarm') };
  });
}

export function writeTable(title: string, counts: readonly Counts[]): string {
  const rows = counts
    .filter(({ lines }) => lines > 0)
    .map(
      ({ name, lines, hit, missed, wrong }) =>
        `| ${name} | ${lines} | ${hit} | ${missed} | ${wrong} | ${share(hit, hit + missed)} | ${share(hit, hit + wrong)} |`,
    );
  return `| ${title} | Lines | Found | Missed | Wrong | Recall | Precision |\n|---|--:|--:|--:|--:|--:|--:|\n${rows.join('\n')}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

export interface Misses {
  readonly explained: readonly (readonly [Line, Explanation])[];
  readonly unexplained: readonly Line[];
  /** Lines of controls that this build lacks, by control. */
  readonly notBuilt: ReadonlyMap<string, number>;
}

export function sortMisses(lines: readonly Line[], explanations: readonly Explanation[]): Misses {
  const explained: (readonly [Line, Explanation])[] = [];
  const unexplained: Line[] = [];
  const notBuilt = new Map<string, number>();
  for (const line of lines) {
    if (line.outcome !== 'missed' && line.outcome !== 'false-alarm') continue;
    if (!line.built) {
      for (const control of line.expectation.ours ?? []) notBuilt.set(control, (notBuilt.get(control) ?? 0) + 1);
      continue;
    }
    const reason = explain(line, explanations);
    if (reason === undefined) unexplained.push(line);
    else explained.push([line, reason]);
  }
  return { explained, unexplained, notBuilt };
}

export function nameLine({ exam, expectation, outcome }: Line): string {
  const { case: name, check, object, ours } = expectation;
  return `${outcome === 'missed' ? 'missed' : 'wrong'} ${exam} ${name} ${check} (${ours?.join(', ')})${object === undefined ? '' : ` ${object.kind}/${object.name}`}`;
}
