/**
 * Runs `check` over real repositories and holds it to one promise: it comes to an end, and every file is judged or said not to be. Takes a folder
 * of clones; their files are copied into a temporary folder and thrown away again.
 *
 *   npm run corpus -- FOLDER [--plain] [--write]
 *
 * With `--plain` charts and kustomizations are taken away, so that every manifest is judged for itself.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { countOutcomes, type Outcome } from './corpus/count-outcomes.ts';
import { check } from './exam/run-check.ts';
import { writeSection } from './exam/write-page.ts';

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write('Name a folder of clones: npm run corpus -- FOLDER [--plain] [--write]\n');
  process.exit(2);
}

const isPlain = flags.includes('--plain');
const outcomes: Outcome[] = [];
for (const { name, git } of findClones(folder)) {
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-corpus-'));
  try {
    const files = copyManifests(git, scratch);
    if (files.length === 0) continue;
    const outcome = countOutcomes(name, files, check(scratch));
    outcomes.push(outcome);
    process.stdout.write(`${name}: ${files.length} files, ${outcome.objects} objects, ${outcome.unaccounted.length} unaccounted for\n`);
    for (const file of outcome.unaccounted) process.stdout.write(`  ${file}\n`);
  } catch (error) {
    outcomes.push(countOutcomes(name, [], undefined));
    process.stdout.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
const rows = [
  ...outcomes,
  {
    name: 'all',
    files: sum(({ files }) => files),
    judged: sum(({ judged }) => judged),
    notAnalysed: sum(({ notAnalysed }) => notAnalysed),
    skipped: sum(({ skipped }) => skipped),
    objects: sum(({ objects }) => objects),
    findings: sum(({ findings }) => findings),
    excepted: sum(({ excepted }) => excepted),
    unaccounted: outcomes.flatMap(({ unaccounted }) => unaccounted),
    failed: outcomes.some(({ failed }) => failed),
  },
];
const table = [
  '| Repository | Files | Judged | Not analysed | Skipped | Unaccounted for | Objects | Findings | Excepted |',
  '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
  ...rows.map(
    (row) =>
      `| ${row.name} | ${[row.files, row.judged, row.notAnalysed, row.skipped, row.unaccounted.length, row.objects, row.findings, row.excepted].join(' | ')} |`,
  ),
].join('\n');
const reasons = countReasons(outcomes);
const page = `${table}\n\nWhy files, or parts of them, were not analysed: ${reasons}.`;
process.stdout.write(`\n${page}\n`);
if (flags.includes('--write')) writeSection('exams.md', isPlain ? 'corpus-plain' : 'corpus', page);
process.exitCode = outcomes.some(({ failed, unaccounted }) => failed || unaccounted.length > 0) ? 1 : 0;

function countReasons(all: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { reasons: own } of all) for (const [reason, count] of own) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([reason, count]) => `\`${reason}\` ${count}`)
    .join(', ');
}

/** `FOLDER/<name>` or `FOLDER/<name>/repo`, bare or with a work tree. */
function findClones(within: string): readonly { readonly name: string; readonly git: string }[] {
  return readdirSync(within)
    .sort()
    .flatMap((name) => {
      const places = [join(name, '.git'), name, join(name, 'repo/.git'), join(name, 'repo')].map((place) => join(within, place));
      const git = places.find((place) => existsSync(join(place, 'HEAD')));
      return git === undefined ? [] : [{ name: name.replace('+', '/'), git }];
    });
}

/** Reads the objects and not a work tree: no link is followed and no hook runs. A file that the clone lacks is left out and said. */
function copyManifests(git: string, target: string): readonly string[] {
  const run = (args: readonly string[], input = '') =>
    execFileSync('git', ['--git-dir', git, ...args], { input, maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'ignore'] });
  const entries = run(['ls-tree', '-r', '-z', 'HEAD']).toString('utf8').split('\0');
  const files = entries.flatMap((entry) => {
    const [, mode, oid, path] = /^(\d+) blob ([0-9a-f]+)\t(.*\.(?:ya?ml|json))$/s.exec(entry) ?? [];
    return mode === undefined ||
      oid === undefined ||
      path === undefined ||
      mode === '120000' ||
      (isPlain && /(^|\/)(kustomization|Chart)\.ya?ml$/.test(path))
      ? []
      : [{ oid, path }];
  });
  const contents = readBlobs(run(['cat-file', '--batch'], files.map(({ oid }) => `${oid}\n`).join('')));
  const copied: string[] = [];
  for (const [index, { path }] of files.entries()) {
    const bytes = contents[index];
    if (bytes === undefined) {
      process.stdout.write(`not in the clone: ${path}\n`);
      continue;
    }
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), bytes);
    copied.push(path);
  }
  return copied;
}

/** What `cat-file --batch` answers, in order: a line with the size and the content, or a line that says it is missing. */
function readBlobs(answer: Buffer): readonly (Buffer | undefined)[] {
  const blobs: (Buffer | undefined)[] = [];
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf(0x0a, at);
    const size = / blob (\d+)$/.exec(answer.toString('latin1', at, end))?.[1];
    at = end + 1;
    blobs.push(size === undefined ? undefined : answer.subarray(at, at + Number(size)));
    if (size !== undefined) at += Number(size) + 1;
  }
  return blobs;
}
