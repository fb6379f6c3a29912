import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportDocument } from '../../src/report/schema.ts';

/** What somebody read in a change by hand. */
interface Truth {
  readonly id: string;
  readonly expect?: readonly Expected[];
  /** Controls without a new and without a fixed finding; `*` are all. */
  readonly quiet?: readonly string[];
}

interface Expected {
  readonly control: string;
  readonly kind: string;
  readonly name: string;
  readonly change: 'new' | 'fixed';
  readonly file: string;
  readonly line: number;
  /** What the change needs and a checkout does not hold: there, saying what could not be judged is the only silence. */
  readonly needs?: string;
  readonly object_failed_at_base?: boolean;
}

interface ReplayLine {
  readonly id: string;
  readonly what: string;
  readonly outcome: 'found' | 'found elsewhere' | 'said to be unread' | 'missed' | 'quiet' | 'false alarm';
}

type ReplayFinding = ReportDocument['findings'][number];

const cli = join(import.meta.dirname, '../../dist/cli.js');

/**
 * Judges real changes of public repositories and holds the answers to what was read in them by hand. The corpus names commits; the repositories lie in
 * `.mirror` beside the folder of the exams, or where `REPLAY_MIRROR` says. Changes of absent repositories are named and count nowhere.
 */
export function writeReplay(folder: string): string {
  const { lines, absent } = scoreReplay(folder);
  const count = (...outcomes: readonly ReplayLine['outcome'][]) => lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const expected = count('found', 'found elsewhere', 'said to be unread', 'missed');
  const away = lines.filter(({ outcome }) => outcome !== 'found' && outcome !== 'quiet');
  return [
    `replay: ${count('found')} of ${expected} expected findings at their line, ${count('found elsewhere')} at another, ${count('said to be unread')} said to be unread, ${count('missed')} missed; ${count('false alarm')} of ${count('quiet', 'false alarm')} controls heard where nothing may be said.`,
    ...away.map(({ id, what, outcome }) => `  ${outcome} ${id} ${what}`),
    ...absent.map((id) => `  not here ${id}`),
  ].join('\n');
}

function scoreReplay(folder: string): { readonly lines: readonly ReplayLine[]; readonly absent: readonly string[] } {
  const corpus = join(folder, 'replay');
  if (!existsSync(join(corpus, 'truth.jsonl'))) return { lines: [], absent: [] };
  const absent: string[] = [];
  const lines = readFileSync(join(corpus, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const truth = JSON.parse(line) as Truth;
      const report = replay(corpus, truth.id);
      if (report === undefined) absent.push(truth.id);
      return report === undefined ? [] : scoreChange(truth, report);
    });
  return { lines, absent };
}

function replay(corpus: string, id: string): ReportDocument | undefined {
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-replay-'));
  try {
    const made = spawnSync('bash', [join(corpus, 'materialise.sh'), id, scratch, '--git'], { encoding: 'utf8' });
    if (made.status === NOT_HERE) return undefined;
    if (made.status !== 0) throw new Error(`${id}: ${made.stderr}`);
    const answer = spawnSync(process.execPath, [cli, 'review', '--base', 'base', '--head', 'head', '--format', 'json'], {
      cwd: join(scratch, 'repo'),
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    if (!answer.stdout.startsWith('{')) throw new Error(`No report of ${id} (exit ${answer.status}): ${answer.stderr.slice(-500)}`);
    return JSON.parse(answer.stdout) as ReportDocument;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** EX_UNAVAILABLE of `materialise.sh`: the repository, or a commit of it, is not here. */
const NOT_HERE = 69;

function scoreChange({ id, expect = [], quiet = [] }: Truth, report: ReportDocument): readonly ReplayLine[] {
  const changed = report.findings.filter(({ change }) => change !== 'existing');
  return [
    ...expect.map((one) => ({ id, what: `${one.control} ${one.kind}/${one.name} ${one.file}:${one.line}`, outcome: judge(one, report) })),
    ...quiet.map((control): ReplayLine => {
      const heard = changed.filter((finding) => control === '*' || finding.control === control);
      const what = heard.map(({ object, change, message }) => `${change} ${object.kind}/${object.name}: ${message}`);
      return { id, what: [`quiet ${control}`, ...what].join(' | '), outcome: heard.length === 0 ? 'quiet' : 'false alarm' };
    }),
  ];
}

function judge(expected: Expected, report: ReportDocument): ReplayLine['outcome'] {
  const isAbout = ({ control, change, object }: ReplayFinding): boolean =>
    control === expected.control &&
    (change === expected.change || (expected.object_failed_at_base === true && change !== 'fixed')) &&
    object.kind === expected.kind &&
    (object.name === expected.name || expected.name.startsWith('<'));
  const found = report.findings.filter(isAbout);
  // What is mended has no line at head, and the base's lines are shown to nobody.
  if (expected.change === 'fixed' && found.length > 0) return 'found';
  if (found.some(({ file, line }) => file === expected.file && line === expected.line)) return 'found';
  if (found.length > 0) return 'found elsewhere';
  return expected.needs !== undefined && report.notAnalysed.length > 0 ? 'said to be unread' : 'missed';
}
