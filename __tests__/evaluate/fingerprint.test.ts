import { describe, expect, test } from '@jest/globals';
import { canonicalJson, fingerprint } from '../../src/evaluate/fingerprint.ts';
import type { Violation } from '../../src/model/finding.ts';
import type { Json, JsonObject, Path } from '../../src/model/json.ts';
import { makeObject, makePod } from './make-object.ts';

function violation(path: Path, value?: Json): Violation {
  return { control: 'WKL-02', status: 'fail', object: 0, path, messageKey: 'x', params: {}, ...(value === undefined ? {} : { value }) };
}

const at = (index: number): Path => ['spec', 'containers', index, 'securityContext', 'privileged'];
const [api, proxy] = [{ name: 'api', securityContext: { privileged: true } }, { name: 'proxy' }];
const before = makePod('journal', { containers: [api] });
const known = fingerprint(violation(at(0), true), before);

test('a result that could not be evaluated is another than a failure at the same place', () => {
  expect(fingerprint({ ...violation(at(0)), status: 'not-evaluable' }, before)).not.toBe(fingerprint(violation(at(0)), before));
});

describe('stays the same', () => {
  test('when an item is put before', () => {
    expect(fingerprint(violation(at(1), true), makePod('journal', { containers: [proxy, api] }))).toBe(known);
  });

  test('when the file moves, another root pulls it in, or the version of the API changes', () => {
    const moved = {
      ...before,
      root: 'kustomize:x',
      via: ['y'],
      origin: { file: 'z', document: 3, item: [] },
      identity: { ...before.identity, apiVersion: 'v2' },
    };
    expect(fingerprint(violation(at(0), true), moved)).toBe(known);
  });

  test('when Kustomize gives a generated ConfigMap a new suffix', () => {
    const map = (name: string) => makeObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: {} });
    const of = (name: string) => fingerprint(violation(['data', 'password']), map(name));
    expect(of('journal-92t4mkc2hh')).toBe(of('journal'));
    expect(of('journal-92t4mkc2hb')).toBe(of('journal-bbbbbbbbbb'));
    expect(of('journal-production')).not.toBe(of('journal'));
  });

  test('when a scalar list is put in another order', () => {
    const role = (verbs: string[]) =>
      makeObject({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r' }, verbs });
    expect(fingerprint(violation(['verbs', 0], '*'), role(['*', 'get']))).toBe(
      fingerprint(violation(['verbs', 1], '*'), role(['get', '*'])),
    );
  });
});

describe('is another one', () => {
  test.each<[string, string]>([
    ['for another value', fingerprint(violation(at(0), 'true'), before)],
    ['for a missing value', fingerprint(violation(at(0)), before)],
    ['for null', fingerprint(violation(at(0), null), before)],
    ['for another container', fingerprint(violation(at(0), true), makePod('journal', { containers: [{ ...api, name: 'other' }] }))],
    ['for another control', fingerprint({ ...violation(at(0), true), control: 'WKL-03' }, before)],
    ['in another cluster', fingerprint(violation(at(0), true), { ...before, identity: { ...before.identity, cluster: 'prod' } })],
    ['in another namespace', fingerprint(violation(at(0), true), { ...before, identity: { ...before.identity, namespace: 'x' } })],
    ['in a Pod whose name only looks generated', fingerprint(violation(at(0), true), makePod('journal-92t4mkc2hh', { containers: [api] }))],
  ])('%s', (_, other) => expect(other).not.toBe(known));

  test('for the second item of the same name', () => {
    const twice = makePod('journal', { containers: [api, api] });
    expect(fingerprint(violation(at(1), true), twice)).not.toBe(fingerprint(violation(at(0), true), twice));
  });

  test('for a value that differs beyond 2^53', () => {
    const of = (value: bigint) => fingerprint(violation(at(0), value), before);
    expect(of(9007199254740993n)).not.toBe(of(9007199254740992n));
  });
});

test('where the value is hidden, nothing that stands in a list enters the digest', () => {
  const pod = (secret: string) => makePod('journal', { containers: [{ name: 'api', args: [`--password=${secret}`], more: [{ secret }] }] });
  for (const path of [
    ['spec', 'containers', 0, 'args', 0],
    ['spec', 'containers', 0, 'more', 0, 'secret'],
  ]) {
    expect(fingerprint(violation(path), pod('hunter2'))).toBe(fingerprint(violation(path), pod('correct horse')));
  }
});

test('canonical JSON sorts keys and keeps every digit', () => {
  const value: JsonObject = { b: [1n, 9007199254740993n, null], a: { d: 'æ"', c: 1.5 } };
  expect(canonicalJson(value)).toBe('{"a":{"c":1.5,"d":"æ\\""},"b":[1,9007199254740993,null]}');
});
