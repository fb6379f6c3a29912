import { describe, expect, test } from '@jest/globals';
import { readAnswer } from '../../src/evaluate/answer.ts';
import { manifest } from './start-evaluator.ts';

const controls = manifest.controls.filter(({ id }) => id === 'WKL-02' || id === 'WKL-03');
const batch = { entrypoint: 'object' as const, indexes: [400, 401] };
const fault = {
  object: 1,
  path: ['spec', 'containers', 0],
  container: 'api',
  messageKey: 'privileged',
  params: { container: 'api' },
  value: true,
};

function answer(more: object = {}, objects: unknown = 2): unknown {
  const quiet = { examined: [], violations: [] };
  return [{ result: { objects, controls: { 'WKL-02': quiet, 'WKL-03': quiet, ...more } } }];
}

test('indexes become those of the whole run, and a violation fails unless it says otherwise', () => {
  const implied = { ...fault, status: 'not-evaluable', impliedBy: 'WKL-02', container: '', value: undefined };
  const read = readAnswer(
    answer({ 'WKL-02': { examined: [0, 1], violations: [fault] }, 'WKL-03': { examined: [], violations: [implied] } }),
    batch,
    controls,
  );
  if ('code' in read) throw new Error(JSON.stringify(read));
  expect([...read.examined]).toEqual([
    ['WKL-02', [400, 401]],
    ['WKL-03', []],
  ]);
  expect(read.violations).toEqual([
    { ...fault, control: 'WKL-02', status: 'fail', object: 401 },
    {
      control: 'WKL-03',
      status: 'not-evaluable',
      object: 401,
      path: fault.path,
      messageKey: 'privileged',
      params: fault.params,
      impliedBy: 'WKL-02',
    },
  ]);
});

test('a parameter that is no text, number or truth is shown as JSON', () => {
  const read = readAnswer(
    answer({ 'WKL-02': { examined: [], violations: [{ ...fault, params: { path: { a: [1] }, none: null, port: 80 } }] } }),
    batch,
    controls,
  );
  expect(read).toMatchObject({ violations: [{ params: { path: '{"a":[1]}', none: 'null', port: 80 } }] });
});

describe('is no judgement', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty result set', []],
    ['two results', [...(answer() as unknown[]), ...(answer() as unknown[])]],
    ['a wrong number of objects', answer({}, 1)],
    ['no number of objects', answer({}, null)],
    ['a control too few', [{ result: { objects: 2, controls: { 'WKL-02': { examined: [], violations: [] } } } }]],
    ['a control too many', answer({ 'WKL-99': { examined: [], violations: [] } })],
    ['an examined object outside the batch', answer({ 'WKL-02': { examined: [2], violations: [] } })],
    ['a violation outside the batch', answer({ 'WKL-02': { examined: [], violations: [{ ...fault, object: 2 }] } })],
    ['a violation without a path', answer({ 'WKL-02': { examined: [], violations: [{ ...fault, path: [] }] } })],
    ['a field that is not known', answer({ 'WKL-02': { examined: [], violations: [{ ...fault, severity: 'low' }] } })],
  ])('%s', (_, result) => {
    expect(readAnswer(result, batch, controls)).toEqual({ code: 'policy-count', params: { expected: 2, found: expect.anything() } });
  });
});
