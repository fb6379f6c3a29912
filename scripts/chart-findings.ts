/**
 * Renders public charts with their own values and counts what each control says of them, before and after the exceptions for platform components: on a
 * default render most findings are matters of values, and a control that is mostly wrong there is wrong. Takes a folder of clones.
 *
 *   npm run build && node scripts/chart-findings.ts FOLDER [--write] [--sample CONTROL]
 *
 * With `--write` the table goes into docs/false-alarms.md. `--sample` prints twenty findings of a control, spread over the charts, to be read by hand.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReportDocument } from '../src/report/schema.ts';
import { check } from './exam/run-check.ts';
import { writeSection } from './exam/write-page.ts';

interface Survey {
  readonly chart: string;
  readonly report: ReportDocument;
}

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write('Name a folder of clones: node scripts/chart-findings.ts FOLDER [--write] [--sample CONTROL]\n');
  process.exit(2);
}
const charts = (JSON.parse(readFileSync(join(import.meta.dirname, 'exam/charts.json'), 'utf8')) as readonly string[]).map((line) => {
  const [repository = '', path = ''] = line.split(':');
  return { repository, path };
});
const surveys = charts.flatMap(({ repository, path }): Survey[] => {
  const report = render(repository, path);
  return report === undefined ? [] : [{ chart: `${repository}:${path}`, report }];
});
const sampled = flags[flags.indexOf('--sample') + 1];
if (flags.includes('--sample') && sampled !== undefined) printSample(sampled);
const page = writeTable();
process.stdout.write(`${page}\n`);
if (flags.includes('--write')) writeSection('false-alarms.md', 'charts', page);

/** The chart and, where it asks for it, the library chart that lies beside it. */
function render(repository: string, path: string): ReportDocument | undefined {
  const git = [join(repository.replace('/', '+'), 'repo/.git'), join(repository.replace('/', '+'), 'repo')].map((place) =>
    join(String(folder), place),
  );
  const found = git.find((place) => existsSync(join(place, 'HEAD')));
  if (found === undefined) return notCounted(`${repository}:${path}`, 'not here');
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-chart-'));
  try {
    const library = join(dirname(path), 'common');
    const has = (place: string) => execFileSync('git', ['--git-dir', found, 'ls-tree', 'HEAD', '--', place]).length > 0;
    const wanted = path === '.' ? ['.'] : [path, library].filter(has);
    const archive = execFileSync('git', ['--git-dir', found, 'archive', 'HEAD', '--', ...wanted], { maxBuffer: 2 ** 30 });
    mkdirSync(join(scratch, 'tree'));
    execFileSync('tar', ['--extract', '--directory', join(scratch, 'tree')], { input: archive });
    const report = check(join(scratch, 'tree'));
    const own = report.notAnalysed.filter(({ root }) => root === undefined || root.includes(path === '.' ? '' : path));
    const objects = report.objects;
    return own.length > 0 || objects === 0 ? notCounted(`${repository}:${path}`, own.map(({ code }) => code).join(', ')) : report;
  } catch (error) {
    return notCounted(`${repository}:${path}`, String(error).slice(0, 200));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function notCounted(chart: string, why: string): undefined {
  process.stdout.write(`not counted: ${chart}: ${why}\n`);
}

function printSample(control: string): void {
  const findings = surveys.flatMap(({ chart, report }) =>
    report.findings.filter((one) => one.control === control).map((one) => ({ chart, ...one })),
  );
  const step = Math.max(1, Math.floor(findings.length / SAMPLE));
  for (const { chart, object, path, message } of findings.filter((_, index) => index % step === 0).slice(0, SAMPLE))
    process.stdout.write(`${control} ${chart} ${object.kind}/${object.name} ${path}: ${message}\n`);
}

/** As many as one reads with care. */
const SAMPLE = 20;

function writeTable(): string {
  const rows = new Map<string, { charts: Set<string>; before: number; after: number; unclear: number; objects: Set<string> }>();
  for (const { chart, report } of surveys) {
    const at = (control: string) => {
      const row = rows.get(control) ?? { charts: new Set(), before: 0, after: 0, unclear: 0, objects: new Set() };
      rows.set(control, row);
      return row;
    };
    for (const { control, status, object } of report.findings) {
      const row = at(control);
      if (status === 'not-evaluable') row.unclear += 1;
      else {
        row.before += 1;
        row.after += 1;
        row.charts.add(chart);
        row.objects.add(`${chart} ${object.kind}/${object.name}`);
      }
    }
    for (const { control, count } of report.exceptions.flatMap(({ findings }) =>
      findings.map((one) => ({ control: one.control, count: 1 })),
    ))
      at(control).before += count;
  }
  const sorted = [...rows].sort(([left], [right]) => (left < right ? -1 : 1));
  const objects = surveys.reduce((sum, { report }) => sum + report.objects, 0);
  return [
    `${surveys.length} charts, ${objects} objects.`,
    '',
    '| Control | Findings | After exceptions | Objects | Charts | Not evaluable |',
    '|---|--:|--:|--:|--:|--:|',
    ...sorted.map(
      ([control, row]) => `| ${[control, row.before, row.after, row.objects.size, row.charts.size, row.unclear].join(' | ')} |`,
    ),
  ].join('\n');
}
