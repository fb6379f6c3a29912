import { expect, test } from '@jest/globals';
import { findNames } from '../../src/evaluate/names.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { makeObject, makePod } from './make-object.ts';

function holder(kind: string, name: string, more: JsonObject = {}) {
  return makeObject({ apiVersion: 'v1', kind, metadata: { name }, ...more });
}

test('finds the names of Secrets and their like anywhere in an object', () => {
  const pod = makePod('a', { containers: [{ env: [{ value: 'webhook' }, { value: 'hunter2' }] }], volumes: [{ secret: 'certificate' }] });
  expect(findNames([holder('Secret', 'webhook'), holder('Certificate', 'certificate'), pod])(pod)).toEqual(['certificate', 'webhook']);
});

test('the name of a workload is no reference', () => {
  const pod = makePod('a', { value: 'journal' });
  expect(findNames([holder('Deployment', 'journal'), holder('Secret', 'other'), pod])(pod)).toEqual([]);
});

test('a value in a Secret is never one, nor is an object its own', () => {
  const secret = holder('Secret', 'password', { stringData: { password: 'password' } });
  const map = holder('ConfigMap', 'token', { data: { token: 'token' } });
  const names = findNames([secret, map]);
  expect([names(secret), names(map)]).toEqual([[], []]);
});
