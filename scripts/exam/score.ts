import { type Exam, type Expectation, isSingle, type ObjectName, type Topics } from './read-exam.ts';
import type { Answers, ExamFinding } from './run-check.ts';

export interface Line {
  readonly exam: string;
  readonly expectation: Expectation;
  readonly outcome: 'hit' | 'missed' | 'false-alarm' | 'quiet';
  /** Whether any of the controls that cover it is in this build. */
  readonly built: boolean;
}

/**
 * Holds the findings of an exam against what it expects, for lines that our controls cover. Right is any finding on the object about the topic or a
 * stricter one; wrong is one about that very topic where none may be. A topic that has stricter ones cannot be wrong: ours may ask for more.
 */
export function score(exam: Exam, { findings, controls }: Answers, topics: Topics): readonly Line[] {
  const byCase = new Map<string, ExamFinding[]>();
  for (const finding of findings.filter(({ status }) => status === 'fail')) {
    const known = byCase.get(finding.case);
    if (known === undefined) byCase.set(finding.case, [finding]);
    else known.push(finding);
  }
  const covered = exam.expectations.filter(({ ours, topic }) => ours !== null && ours.length > 0 && topic !== 'none');
  return covered.map((expectation) => {
    const { topic, verdict, object, ours } = expectation;
    const all = byCase.get(expectation.case) ?? [];
    const own = object === undefined || isSingle(exam, expectation) ? all : all.filter((finding) => isSame(object, finding.object));
    const stricter = topics[topic]?.stricter ?? [];
    const isAbout = (wanted: readonly string[]) => own.some((finding) => topicsOf(finding, topics).some((one) => wanted.includes(one)));
    const built = ours?.some((control) => controls.has(control)) ?? false;
    const outcome =
      verdict === 'fail'
        ? isAbout([topic, ...stricter])
          ? 'hit'
          : 'missed'
        : stricter.length === 0 && isAbout([topic])
          ? 'false-alarm'
          : 'quiet';
    return { exam: exam.name, expectation, outcome, built };
  });
}

/** A control covers several matters; the path of a finding tells which one it is about. */
function topicsOf({ control, path }: ExamFinding, topics: Topics): readonly string[] {
  return Object.entries(topics).flatMap(([topic, { ours, path: pattern }]) => {
    if (!ours.includes(control)) return [];
    return pattern === undefined || path === '' || new RegExp(pattern).test(path) ? [topic] : [];
  });
}

function isSame(expected: ObjectName, found: ObjectName): boolean {
  const space = (name: string) => (name === 'default' ? '' : name);
  const [left, right] = [space(expected.namespace), space(found.namespace)];
  if (left !== '' && right !== '' && left !== right) return false;
  if (found.name === expected.name) return found.kind === expected.kind || found.kind === 'Pod';
  return found.kind === 'Pod' && found.name.startsWith(`${expected.name}.`);
}
