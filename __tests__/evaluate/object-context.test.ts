import { expect, test } from '@jest/globals';
import { contextFromNamespaces } from '../../src/evaluate/object-context.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { makeObject } from './make-object.ts';

function namespace(name: string, labels: JsonObject) {
  return makeObject({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

function pod(labels: JsonObject = {}) {
  return makeObject({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'journal', labels } });
}

test('the namespace has the last word on the environment, then the object, then the default', () => {
  const production = namespace('journal', { 'tilsyn/environment': 'production' });
  expect(contextFromNamespaces([production])(pod({ 'tilsyn/environment': 'test' })).environment).toBe('production');
  expect(contextFromNamespaces([])(pod({ 'tilsyn/environment': 'test' })).environment).toBe('test');
  expect(contextFromNamespaces([], undefined, () => 'production')(pod()).environment).toBe('production');
  expect(contextFromNamespaces([])(pod()).environment).toBe('');
});

test('the label can have another name', () => {
  expect(contextFromNamespaces([namespace('journal', { env: 'production' })], 'env')(pod()).environment).toBe('production');
});

test('a namespace of the same name in another cluster is another namespace', () => {
  const other = namespace('journal', { a: 'b' });
  const context = contextFromNamespaces([{ ...other, identity: { ...other.identity, cluster: 'other' } }]);
  expect(context(pod()).namespaceLabels).toEqual({});
  expect(contextFromNamespaces([other])(pod()).namespaceLabels).toEqual({ a: 'b' });
});
