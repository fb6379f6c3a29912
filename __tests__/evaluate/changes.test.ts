import { expect, test } from '@jest/globals';
import { pairChanges } from '../../src/evaluate/changes.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject } from './make-object.ts';

function policy(name: string, types: readonly string[], apiVersion = 'networking.k8s.io/v1'): RenderedObject {
  return makeObject({ apiVersion, kind: 'NetworkPolicy', metadata: { name, namespace: 'journal' }, spec: { policyTypes: types } });
}

test('only what was altered or taken away is a change', () => {
  const base = [policy('same', ['Ingress']), policy('less', ['Ingress', 'Egress']), policy('gone', ['Ingress'])];
  const head = [policy('same', ['Ingress']), policy('less', ['Ingress']), policy('new', ['Egress'])];
  const changes = pairChanges(base, head);
  expect(changes.map(({ object, removed }) => [object.identity.name, removed])).toEqual([
    ['less', false],
    ['gone', true],
  ]);
  expect(changes.map(({ object, before }) => [object, before])).toEqual([
    [head[1], base[1]],
    [base[2], base[2]],
  ]);
});

test('another version of the API is the same object', () => {
  const changes = pairChanges([policy('a', ['Ingress'])], [policy('a', ['Ingress'], 'networking.k8s.io/v1beta1')]);
  expect(changes.map(({ removed }) => removed)).toEqual([false]);
});

test('of an object that two files hold the later one counts', () => {
  const changes = pairChanges([policy('a', ['Ingress'])], [policy('a', ['Ingress']), policy('a', [])]);
  expect(changes.map(({ object }) => object.value.spec)).toEqual([{ policyTypes: [] }]);
});

test('one that is there again under another name was renamed, and one new object stands for one gone', () => {
  expect(pairChanges([policy('a', ['Ingress'])], [policy('b', ['Ingress'])])).toEqual([]);
  const changes = pairChanges([policy('a', ['Ingress']), policy('b', ['Ingress'])], [policy('c', ['Ingress'])]);
  expect(changes.map(({ object, removed }) => [object.identity.name, removed])).toEqual([['b', true]]);
});
