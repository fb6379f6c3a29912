import { afterEach, describe, expect, test } from '@jest/globals';
import { capMemory } from '../../../src/render/engine/cap-memory.ts';
import { startEngine } from '../../../src/render/engine/engine.ts';
import { WorkerPool } from '../../../src/render/engine/pool.ts';
import { workerSource } from '../start-engine.ts';
import { assemble, curious, endless, greedy, nothing, recursive, talkative, trap } from './assemble.ts';

const pools: WorkerPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.stop())));

function poolOf(run: readonly number[], imported?: string, size = 1): WorkerPool {
  const load = () => new WebAssembly.Module(capMemory(assemble(run, imported), 64));
  const pool = new WorkerPool({ worker: workerSource, load, size, deadlineSeconds: 2, maxOutput: 1_000_000 });
  pools.push(pool);
  return pool;
}

const empty = () => new Uint8Array(4);

describe('a module that behaves badly', () => {
  test.each([
    ['never ends', endless, undefined, { fault: 'timeout', detail: '2' }],
    ['traps', trap, undefined, { fault: 'trap', detail: 'unreachable' }],
    ['takes memory without end', greedy, undefined, { fault: 'trap', detail: 'unreachable' }],
    ['calls itself without end', recursive, undefined, { fault: 'trap', detail: 'stack overflow' }],
    ['writes without end', talkative, 'fd_write', { fault: 'output', detail: 'more output than allowed' }],
    ['asks for a file', curious, 'path_open', { fault: 'import', detail: 'path_open' }],
    ['asks for a socket', curious, 'sock_accept', { fault: 'import', detail: 'sock_accept' }],
    ['ends the process', curious, 'proc_exit', { fault: 'trap', detail: 'exit status 0' }],
  ] as const)('%s: its job is named, and the next one gets its answer', async (_, run, imported, fault) => {
    const pool = poolOf(run, imported);
    expect(await pool.run(empty, 's')).toEqual(fault);
    expect(await pool.run(empty, 's')).toEqual(fault);
  });

  test('jobs wait for their turn, and all of them end', async () => {
    const pool = poolOf(nothing, undefined, 2);
    const answers = await Promise.all(Array.from({ length: 7 }, () => pool.run(empty, 's')));
    expect(answers.map((answer) => 'response' in answer && answer.response.length)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('a job that never ends holds up no other thread', async () => {
    const pool = poolOf(endless, undefined, 2);
    const started = process.hrtime.bigint();
    await Promise.all([pool.run(empty, 's'), pool.run(empty, 's')]);
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(3.9);
  });

  test('an answer that cannot be read is a problem, never an empty result', async () => {
    const engine = startEngine('0', { worker: workerSource, load: () => new WebAssembly.Module(assemble(nothing)) });
    const job = { kind: 'kustomize', root: 'a', loadRestrictions: 'rootOnly', origins: true, enableHelm: true } as const;
    const answer = await engine.buildKustomization([], { ...job, kubeVersion: '1.35.0', apiVersions: [], partial: true }, 's');
    await engine.stop();
    expect(answer).toEqual({ problem: { code: 'engine-trap', params: { detail: 'an answer that cannot be read' } } });
  });
});

describe('the bound of memory', () => {
  test('a module cannot grow beyond it', () => {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(capMemory(assemble(nothing), 3)), {});
    const memory = instance.exports.memory as unknown as { grow(pages: number): number };
    expect(memory.grow(2)).toBe(1);
    expect(() => memory.grow(1)).toThrow();
  });

  test.each([
    ['no module', new Uint8Array(20).fill(255)],
    ['a module without memory', new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ])('%s is refused', (_, bytes) => {
    expect(() => capMemory(bytes, 3)).toThrow();
  });
});
