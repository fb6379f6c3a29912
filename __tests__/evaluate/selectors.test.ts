import { expect, test } from '@jest/globals';
import { selects } from '../../src/evaluate/selectors.ts';
import type { Json } from '../../src/model/json.ts';

const labels = { app: 'api', tier: 'web' };
const expression = (key: string, operator: string, values?: string[]): Json => ({
  matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }],
});

test.each<[string, Json | undefined, boolean]>([
  ['an empty one chooses everything', {}, true],
  ['a missing one chooses nothing', undefined, false],
  ['null chooses nothing', null, false],
  ['all labels must fit', { matchLabels: { app: 'api', tier: 'db' } }, false],
  ['labels and expressions must fit', { matchLabels: { app: 'api' }, ...(expression('tier', 'Exists') as object) }, true],
  ['In', expression('app', 'In', ['web', 'api']), true],
  ['In without the label', expression('zone', 'In', ['a']), false],
  ['NotIn', expression('app', 'NotIn', ['api']), false],
  ['NotIn without the label', expression('zone', 'NotIn', ['a']), true],
  ['Exists', expression('zone', 'Exists'), false],
  ['DoesNotExist', expression('zone', 'DoesNotExist'), true],
  ['an operator that Kubernetes does not have', expression('app', 'Gt', ['1']), false],
  ['a label that every JavaScript object has', expression('constructor', 'Exists'), false],
])('%s', (_, selector, expected) => {
  expect(selects(selector, labels)).toBe(expected);
});
