import { expect, test } from '@jest/globals';
import { openSurroundings } from '../../src/evaluate/surroundings.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject, makePod } from './make-object.ts';

function policy(name: string, namespace = 'journal'): RenderedObject {
  return makeObject({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: {} },
  });
}

const namespace = makeObject({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'journal' } });

test('are the policies and pods of the namespace after the change', () => {
  const gone = policy('gone');
  const surround = openSurroundings(
    [namespace, gone, makePod('api', {})],
    [namespace, policy('kept'), policy('far', 'booking'), makePod('api', {})],
  );
  expect(surround(gone)).toEqual({
    siblings: [{ metadata: { name: 'kept' }, spec: { podSelector: {} } }],
    podLabels: [{}],
    hadPods: true,
    namespaceRemoved: false,
  });
});

test('tell of a namespace that went with its policy', () => {
  expect(openSurroundings([namespace, policy('gone')], [])(policy('gone'))).toMatchObject({ podLabels: [], namespaceRemoved: true });
});

test('are left out where they are too many to look through, and for kinds that need none', () => {
  const many = Array.from({ length: 101 }, (_, index) => policy(`p${index}`));
  const surround = openSurroundings([], many);
  expect(surround(many[0] as RenderedObject)).toMatchObject({ siblings: [] });
  expect(surround(makeObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain', namespace: 'journal' } }))).toEqual({});
});

test('of a namespace are what it holds', () => {
  expect(openSurroundings([namespace], [makePod('api', {})])(namespace)).toMatchObject({ podLabels: [{}], namespaceRemoved: true });
});
