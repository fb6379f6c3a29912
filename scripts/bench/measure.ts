import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Usage {
  /** User and system time of all threads of the process, in seconds. */
  readonly cpu: number;
  /** Largest resident set, in MB. */
  readonly memory: number;
  readonly wall: number;
}

/** Loaded into the measured process before anything else: only a process itself can say exactly what it has used. */
const atExit = `import { writeFileSync } from 'node:fs';
const write = () => writeFileSync(process.env.BENCH_USAGE, JSON.stringify(process.resourceUsage()));
process.on('exit', write);`;

/** Ends the process when it first opens a connection. */
const atConnection = `import net from 'node:net';
net.Socket.prototype.connect = () => {
  process.stdout.write('connected');
  process.exit(0);
};`;

/** Runs Node on a script and measures the process whole, its start included. */
export function measure(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly untilConnection?: boolean } = {},
): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'tilsyn-bench-'));
  try {
    const [usage, preload] = [join(folder, 'usage.json'), join(folder, 'preload.mjs')];
    writeFileSync(preload, `${atExit}\n${options.untilConnection === true ? atConnection : ''}\n`);
    const start = performance.now();
    const done = spawnSync(process.execPath, ['--import', preload, ...args], {
      env: { PATH: process.env.PATH, ...options.env, BENCH_USAGE: usage },
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    const wall = (performance.now() - start) / 1000;
    const reached = options.untilConnection === true ? done.stdout.endsWith('connected') : done.status === 0 || done.status === 1;
    if (!reached) throw new Error(`${args.join(' ')} ended with ${done.status}: ${`${done.stderr}${done.stdout}`.slice(-500)}`);
    const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage;
    return { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024, wall };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of several runs the one in the middle, by CPU time. */
export function median(runs: readonly Usage[]): Usage {
  const sorted = [...runs].sort((left, right) => left.cpu - right.cpu);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('Nothing was measured.');
  return middle;
}
