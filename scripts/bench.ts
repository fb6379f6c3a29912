/**
 * Measures the built command line and the start of the action, the numbers of docs/performance.md.
 *
 *   npm run bench [-- --write] [--runs N] [--sizes 1000,10000,100000]
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCorpus } from './bench/make-corpus.ts';
import { measure, median, type Usage } from './bench/measure.ts';
import { writeSection } from './exam/write-page.ts';

const { values: flags } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '1000,10000,100000' },
  },
});
const runs = Number(flags.runs);
const dist = join(import.meta.dirname, '../dist');

const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-bench-corpus-'));
try {
  const sizes = flags.sizes.split(',').map(Number);
  const rows = sizes.map((size) => {
    const folder = join(scratch, String(size));
    const objects = makeCorpus(folder, size);
    const output = join(scratch, 'report.json');
    const usage = repeat(() => measure([join(dist, 'cli.js'), 'check', folder, '--format', 'json', '--output', output]));
    rmSync(folder, { recursive: true });
    process.stderr.write(`${objects} objects: ${usage.cpu.toFixed(2)} s CPU\n`);
    return { objects, ...usage };
  });
  const start = repeat(measureStart);
  const bare = repeat(measureBareNode);

  const [first, last] = [rows[0], rows.at(-1)];
  const growth =
    first === undefined || last === undefined || rows.length < 3 ? '' : sayGrowth(rows.slice(-2).map(({ objects, cpu }) => cpu / objects));
  const page = [
    `${runs} runs each, the median by CPU time; Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores.`,
    '| Objects | CPU s | Objects per CPU second | Peak memory MB | Wall s |\n|--:|--:|--:|--:|--:|\n' +
      rows
        .map(
          ({ objects, cpu, memory, wall }) =>
            `| ${objects} | ${cpu.toFixed(2)} | ${Math.round(objects / cpu)} | ${Math.round(memory)} | ${wall.toFixed(2)} |`,
        )
        .join('\n'),
    growth,
    `\`dist/index.js\`, start to first API call: ${Math.round(start.cpu * 1000)} ms CPU, ${Math.round(start.memory)} MB. Of that, Node needs ${Math.round(bare.cpu * 1000)} ms to start and call fetch without any of our code. Target: 150 ms in all (${start.cpu < 0.15 ? 'met' : 'missed'}).`,
  ].filter((part) => part !== '');
  process.stdout.write(`${page.join('\n\n')}\n`);
  if (flags.write) writeSection('performance.md', 'bench', page.join('\n\n'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function repeat(run: () => Usage): Usage {
  return median(Array.from({ length: runs }, run));
}

/** Cost per object of the largest corpus against the one before it: 1 is linear. */
function sayGrowth([before = 1, after = 1]: readonly number[]): string {
  const factor = after / before;
  return `Cost per object, largest corpus against the one before: ${factor.toFixed(2)} times (${factor < 1.25 ? 'linear' : 'more than linear'}).`;
}

function measureBareNode(): Usage {
  const script = join(scratch, 'fetch.mjs');
  writeFileSync(script, "await fetch('http://127.0.0.1:48213/');\n");
  return measure([script], { untilConnection: true });
}

/** A scheduled run: the shortest way to the first call. */
function measureStart(): Usage {
  const event = join(scratch, 'event.json');
  writeFileSync(event, JSON.stringify({ schedule: '0 4 * * *' }));
  return measure([join(dist, 'index.js')], {
    untilConnection: true,
    env: {
      'INPUT_GITHUB-TOKEN': 'token',
      GITHUB_EVENT_NAME: 'schedule',
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: 'example/gitops',
      GITHUB_REPOSITORY_ID: '1',
      GITHUB_API_URL: 'http://127.0.0.1:48213',
      GITHUB_SERVER_URL: 'http://127.0.0.1:48213',
      RUNNER_TEMP: scratch,
    },
  });
}
