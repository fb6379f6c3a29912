import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logOrigin } from '../src/evidence/checkpoint.ts';
import { formatVerifierKey, signerKey } from '../src/evidence/key.ts';
import { openLocalStore } from '../src/evidence/local-store.ts';
import { type Addition, appendRecords, emptyLog, foundLog } from '../src/evidence/log.ts';
import type { ChangeRecord, RecordContent } from '../src/evidence/record.ts';
import { sealRecord } from '../src/evidence/seal.ts';
import { appendToLog } from '../src/evidence/writer.ts';

/**
 * A year of a busy repository: 5,000 merges of five findings each, one append a merge, as git keeps them. Measures, at a quarter, half and the whole:
 * size of the branch after repacking, one append, and `verify` and `audit` as the command line runs them. Prints a table in Markdown.
 *   node scripts/bench-evidence.ts [MERGES]
 */
const merges = Number(process.argv[2] ?? 5000);
const origin = logOrigin(4711);
const signer = signerKey(origin, Buffer.alloc(32, 7));
const cli = new URL('../dist/cli.js', import.meta.url).pathname;

console.log('| merges | branch, repacked | a merge | append | verify | processor | memory | audit |\n|---|---|---|---|---|---|---|---|');
for (const count of [merges / 4, merges / 2, merges].map(Math.round)) await measure(count);

async function measure(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tilsyn-bench-'));
  try {
    git(folder, ['init', '--quiet', '--bare']);
    const commits = writeMain(folder, count);
    writeLog(folder, commits);
    git(folder, ['repack', '-a', '-d', '-f', '-q']);
    const kilobytes = Number(/size-pack: (\d+)/.exec(git(folder, ['count-objects', '-v']))?.[1]);
    const append = await measureAppend(folder, count);
    const key = formatVerifierKey(signer);
    const verify = runCli(['verify', folder, '--key', key, '--branch', 'main']);
    const audit = runCli([
      'audit',
      folder,
      '--key',
      key,
      '--branch',
      'main',
      '--from',
      '2025-01-01',
      '--output',
      join(folder, 'audit.html'),
    ]);
    const perMerge = `${((kilobytes * 1024) / count / 1000).toFixed(2)} kB`;
    console.log(
      `| ${count} | ${(kilobytes / 1024).toFixed(1)} MiB | ${perMerge} | ${append.toFixed(0)} ms | ${verify.time} | ${verify.processor} | ${verify.memory} | ${audit.time} |`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Commit {
  readonly sha: string;
  readonly tree: string;
}

function writeMain(folder: string, count: number): readonly Commit[] {
  const stream = Array.from({ length: count + 12 }, (_, n) => {
    const from = n === 0 ? '' : `from :${n}\n`;
    return `commit refs/heads/main\nmark :${n + 1}\ncommitter x <x@example.com> ${1_735_689_600 + n * 6000} +0000\ndata 1\nx\n${from}M 100644 inline file\ndata ${String(n).length}\n${n}\n`;
  });
  git(folder, ['fast-import', '--quiet'], Buffer.from(stream.join('')));
  return git(folder, ['log', '--first-parent', '--reverse', '--format=%H %T', 'main'])
    .trim()
    .split('\n')
    .map((line) => ({ sha: line.slice(0, 40), tree: line.slice(41) }));
}

/** One commit an append, all in one stream. The commits beyond `count` are for measuring appends. */
function writeLog(folder: string, commits: readonly Commit[]): void {
  let state = emptyLog(origin);
  const pieces: Uint8Array[] = [];
  for (const [n, commit] of commits.slice(0, -12).entries()) {
    const { additions, state: grown } = appendRecords(state, [sealRecord(changeOf(commit, commits[n - 1] ?? commit, n), signer)], signer);
    const written = new Set(additions.map(({ path }) => path));
    const first = n === 0 ? foundLog(origin, signer).filter(({ path }) => !written.has(path)) : [];
    pieces.push(
      Buffer.from(
        `commit refs/heads/tilsyn-log\nmark :${n + 1}\ncommitter x <x@example.com> ${1_735_689_601 + n * 6000} +0000\ndata 1\nx\n${n === 0 ? '' : `from :${n}\n`}`,
      ),
    );
    pieces.push(...[...first, ...additions].flatMap(inline));
    state = grown;
  }
  git(folder, ['fast-import', '--quiet'], Buffer.concat(pieces));
}

function inline({ path, bytes }: Addition): readonly Uint8Array[] {
  return [Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
}

/** Mean of twelve appends by git on this machine; GitHub's answer times come on top. */
async function measureAppend(folder: string, count: number): Promise<number> {
  const commits = git(folder, ['log', '--first-parent', '--reverse', '--format=%H %T', 'main']).trim().split('\n').slice(count);
  const store = openLocalStore(folder, 'tilsyn-log');
  const start = performance.now();
  for (const [n, line] of commits.entries()) {
    const commit = { sha: line.slice(0, 40), tree: line.slice(41) };
    const record = sealRecord(changeOf(commit, commit, count + n), signer);
    const outcome = await appendToLog(store, [record], { origin, signer }, { random: () => 0, sleep: () => Promise.resolve() });
    if (outcome.status !== 'appended') throw new Error(outcome.status);
  }
  return (performance.now() - start) / commits.length;
}

function changeOf(merge: Commit, base: Commit, n: number): RecordContent {
  const people = Array.from({ length: 12 }, (_, index) => ({ id: 100 + index, login: `person-${index}` }));
  const [author = { id: 1, login: 'a' }, other = { id: 2, login: 'b' }] = [people[n % 12], people[(n + 5) % 12]];
  const mergedAt = new Date((1_735_689_600 + n * 6000) * 1000).toISOString();
  const head = { sha: digest(n, 40), tree: digest(n + 1, 40) };
  const controls = ['WKL-02', 'WKL-06', 'AUT-09', 'ENC-07', 'CHG-01'];
  const findings = controls.map((control, index) => ({
    fingerprint: digest(n * 7 + index, 64),
    control,
    severity: 'high' as const,
    status: 'fail' as const,
    change: index === 0 ? ('fixed' as const) : ('existing' as const),
  }));
  const zero = { new: 0, existing: 0, fixed: 0 };
  const evaluation: NonNullable<ChangeRecord['evaluation']> = {
    conclusion: 'passes',
    configDigest: digest(1, 64),
    policiesDigest: digest(2, 64),
    engineDigest: digest(3, 64),
    objects: 800,
    counts: { critical: zero, high: { new: 0, existing: 4, fixed: 1 }, medium: zero, low: zero },
    findings,
  };
  const approval = { by: other, sha: head.sha, via: 'review' as const, at: mergedAt, sourceId: 1000 + n, counts: true };
  const predicate = {
    repository: { id: 4711, name: 'region/journal' },
    runtime: {
      runId: n + 1,
      attempt: 1,
      workflowRef: 'region/journal/.github/workflows/tilsyn-evidence.yml@refs/heads/main',
      actionVersion: '0.1.0',
    },
    branch: 'main',
    pullRequest: { number: n + 1, author, pushers: [author], contributors: [author], head },
    directPush: false,
    base,
    merge,
    mergedBy: other,
    mergedAt,
    recordedAt: mergedAt,
    evaluation,
    approvalsNeeded: 1,
    approvals: [approval],
    waivers: [],
    notAnalysed: [],
  };
  return { kind: 'change', predicate };
}

/** Digits that look like those of a digest and compress as badly. */
function digest(seed: number, length: number): string {
  let value = (seed + 1) * 2_654_435_761;
  let text = '';
  while (text.length < length) {
    value = (value * 48_271) % 2_147_483_647;
    text += value.toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}

interface Spent {
  readonly time: string;
  /** Of the verifier itself, without git. Says more than the time on a machine that others use as well. */
  readonly processor: string;
  readonly memory: string;
}

function runCli(args: readonly string[]): Spent {
  const start = performance.now();
  const probe = 'process.on("exit", () => process.stderr.write("spent " + JSON.stringify(process.resourceUsage())));';
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(probe)}`, cli, ...args],
    { encoding: 'utf8', maxBuffer: 1e9 },
  );
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}: ${stderr}${stdout.slice(0, 2000)}`);
  const usage = JSON.parse(stderr.slice(stderr.lastIndexOf('spent ') + 6)) as NodeJS.ResourceUsage;
  return {
    time: `${((performance.now() - start) / 1000).toFixed(1)} s`,
    processor: `${((usage.userCPUTime + usage.systemCPUTime) / 1e6).toFixed(1)} s`,
    memory: `${(usage.maxRSS / 1024).toFixed(0)} MiB`,
  };
}

function git(folder: string, args: readonly string[], input?: Uint8Array): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], { input, maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr.toString()}`);
  return stdout.toString();
}
