import { describe, expect, test } from '@jest/globals';
import { listStillDeployed } from '../../src/compare/still-deployed.ts';
import type { ObjectIdentity, RenderedObject } from '../../src/model/object.ts';
import type { Root } from '../../src/model/root.ts';

const byFlux = root('flux:limits', identity('Kustomization', 'limits'));
const alone = root('plain:limits');

describe('what the head still deploys', () => {
  test('does not have what Flux deployed and only lies there now', () => {
    const head = side([alone], ['quota', alone], ['new', alone]);
    expect(names(listStillDeployed(side([byFlux], ['quota', byFlux]), head))).toEqual(['new']);
  });

  test('has what another deploys instead', () => {
    const other = root('flux:others', identity('Kustomization', 'others'));
    const head = side([other], ['quota', other]);
    expect(names(listStillDeployed(side([byFlux], ['quota', byFlux]), head))).toEqual(['quota']);
  });

  test('has what nobody was known to deploy before either', () => {
    expect(names(listStillDeployed(side([alone], ['quota', alone]), side([alone], ['quota', alone])))).toEqual(['quota']);
  });

  test('has what Flux deploys from now on', () => {
    expect(names(listStillDeployed(side([alone], ['quota', alone]), side([byFlux], ['quota', byFlux])))).toEqual(['quota']);
  });
});

function side(roots: readonly Root[], ...objects: readonly (readonly [string, Root])[]) {
  return { roots, objects: objects.map(([name, { id }]) => object(name, id)) };
}

function object(name: string, id: string): RenderedObject {
  return { identity: identity('ResourceQuota', name), value: {}, origin: { file: 'quota.yaml', document: 0, item: [] }, root: id, via: [] };
}

function identity(kind: string, name: string): ObjectIdentity {
  return { cluster: '', apiVersion: 'v1', group: '', kind, namespace: 'portal', name };
}

function root(id: string, declaredBy?: ObjectIdentity): Root {
  return { id, kind: 'plain', path: 'limits', files: [], ...(declaredBy === undefined ? {} : { declaredBy }) };
}

function names(objects: readonly RenderedObject[]): readonly string[] {
  return objects.map((one) => one.identity.name);
}
