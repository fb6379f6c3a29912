import { afterEach, describe, expect, test } from '@jest/globals';
import { evaluateObjects } from '../../src/evaluate/evaluate.ts';
import { Evaluator, type EvaluatorOptions } from '../../src/evaluate/evaluator.ts';
import { makePod } from './make-object.ts';
import { manifest, wasm, workerSource } from './start-evaluator.ts';

const options = { controls: manifest.controls, kubernetesVersion: '1.37' };
const privileged = makePod('journal-api', { containers: [{ name: 'api', securityContext: { privileged: true } }] });

let evaluator: Evaluator | undefined;

afterEach(() => evaluator?.stop());

function start(more: Partial<EvaluatorOptions> = {}): Evaluator {
  evaluator = new Evaluator({ worker: workerSource, wasm, ...more });
  return evaluator;
}

describe('a run that could not judge says so and passes nothing', () => {
  test('when the policies take too long, and the next batch gets a new thread', async () => {
    const silent = start({ worker: new URL('./workers/silent.ts', import.meta.url), deadlineSeconds: 0.2 });
    for (let round = 0; round < 2; round += 1) {
      const { problems, findings, objects, results } = await evaluateObjects([privileged], options, silent);
      expect(problems).toEqual([{ code: 'policy-timeout', params: { seconds: 0.2 } }]);
      expect({ findings, objects }).toEqual({ findings: [], objects: 0 });
      expect(results.every(({ outcome }) => outcome === 'not-applicable')).toBe(true);
    }
  });

  test('when a thread was too late once: it is ended and never asked again', async () => {
    const sulky = start({ worker: new URL('./workers/sulky.ts', import.meta.url), deadlineSeconds: 0.3 });
    const codes: string[] = [];
    for (let round = 0; round < 2; round += 1)
      codes.push(...(await evaluateObjects([privileged], options, sulky)).problems.map(({ code }) => code));
    expect(codes).toEqual(['policy-timeout', 'policy-timeout']);
  });

  test('when the module is damaged', async () => {
    const { problems, objects } = await evaluateObjects([privileged], options, start({ wasm: wasm.subarray(0, 5000) }));
    expect(problems).toEqual([{ code: 'policy-trap', params: { detail: expect.stringContaining('WebAssembly') } }]);
    expect(objects).toBe(0);
  });

  test('when the worker is not there', async () => {
    const { problems } = await evaluateObjects([privileged], options, start({ worker: new URL('./workers/none.ts', import.meta.url) }));
    expect(problems.map(({ code }) => code)).toEqual(['policy-trap']);
  });

  test('when the answer is empty', async () => {
    const forgetful = start({ worker: new URL('./workers/forgetful.ts', import.meta.url) });
    const { problems, results } = await evaluateObjects([privileged], options, forgetful);
    expect(problems).toEqual([{ code: 'policy-count', params: { expected: 1, found: expect.any(String) } }]);
    expect(results.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
  });

  test('when a control of the manifest is not among the judgements', async () => {
    const first = manifest.controls.find(({ entrypoints }) => entrypoints.includes('object'));
    if (first === undefined) throw new Error('no controls');
    const more = [...manifest.controls, { ...first, id: 'WKL-99' }];
    const { problems } = await evaluateObjects([privileged], { ...options, controls: more }, start());
    expect(problems.map(({ code }) => code)).toEqual(['policy-count']);
  });
});

test('bytes that are no JSON are answered with an empty result, which is no judgement', async () => {
  const answer = await start().evaluate({ entrypoint: 'object', indexes: [0], json: new TextEncoder().encode('{"objects": [') });
  expect(answer).toEqual({ result: [] });
});

test('after a problem the same evaluator judges the next run', async () => {
  const started = start();
  await started.stop();
  const { findings, problems } = await evaluateObjects([privileged], options, started);
  expect(problems).toEqual([]);
  expect(findings.map(({ control }) => control)).toContain('WKL-02');
});

test('batches in flight are answered in the order of asking', async () => {
  const started = start();
  const batch = (count: number) => ({
    entrypoint: 'object' as const,
    indexes: Array.from({ length: count }, (_, index) => index),
    json: new TextEncoder().encode(JSON.stringify({ kubernetesVersion: '', parameters: {}, objects: Array(count).fill(entry) })),
  });
  const entry = {
    object: {},
    applied: true,
    pods: [],
    containers: [],
    fields: [],
    cluster: {},
    environment: '',
    namespaceLabels: {},
    related: [],
    names: [],
    decoded: {},
  };
  const answers = await Promise.all([3, 1, 2].map((count) => started.evaluate(batch(count))));
  expect(answers).toMatchObject([3, 1, 2].map((objects) => ({ result: [{ result: { objects } }] })));
});
