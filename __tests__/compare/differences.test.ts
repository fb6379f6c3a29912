import { describe, expect, test } from '@jest/globals';
import { compareObjects } from '../../src/compare/differences.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';

describe('compareObjects', () => {
  test('equal objects, even when moved to another file, are no difference', () => {
    const value = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' } };
    expect(compareObjects([object(value, 'a.yaml')], [object({ ...value }, 'b.yaml')])).toEqual([]);
  });

  test('the order of keys is no difference', () => {
    expect(compareObjects([object({ a: 1, b: 2 })], [object({ b: 2, a: 1 })])).toEqual([]);
  });

  test('added, removed and changed objects are told apart', () => {
    const kept = { kind: 'Service', metadata: { name: 'kept' }, spec: { type: 'ClusterIP' } };
    const base = [object(kept), object({ kind: 'Service', metadata: { name: 'old' } })];
    const head = [object({ ...kept, spec: { type: 'NodePort' } }), object({ kind: 'Service', metadata: { name: 'young' } })];
    const differences = compareObjects(base, head);
    expect(differences.map(({ kind, identity }) => [identity.name, kind])).toEqual([
      ['kept', 'changed'],
      ['old', 'removed'],
      ['young', 'added'],
    ]);
    expect(differences[0]?.text).toContain('-  type: ClusterIP\n+  type: NodePort');
  });

  test('no character of a secret is shown, but that it changed is', () => {
    const secret = (value: string) =>
      object({ kind: 'Secret', metadata: { name: 'db' }, stringData: { password: value, user: 'journal' } });
    const [difference] = compareObjects([secret('hunter2-old')], [secret('hunter2-new')]);
    expect(difference?.text).not.toMatch(/hunter2|journal/);
    expect(difference?.text).toContain('-  password: (hidden, before)\n+  password: (hidden, after)');
    expect(difference?.text).toContain('user: (hidden)');
  });

  test.each([
    [
      'an environment value',
      { kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'a', env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }] } },
    ],
    ['a telling key of a ConfigMap', { kind: 'ConfigMap', metadata: { name: 'p' }, data: { 'api-token': 'hunter2' } }],
    ['a private key', { kind: 'ConfigMap', metadata: { name: 'p' }, data: { pem: '-----BEGIN PRIVATE KEY-----\nhunter2' } }],
    [
      'the copy that kubectl keeps',
      { kind: 'ConfigMap', metadata: { name: 'p', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'hunter2' } } },
    ],
    ['a list under a telling key', { kind: 'Custom', metadata: { name: 'p' }, spec: { tokens: ['hunter2'] } }],
  ])('%s is hidden when added', (_, value) => {
    expect(compareObjects([], [object(value)])[0]?.text).not.toContain('hunter2');
  });

  test('names of secrets stay readable', () => {
    const [difference] = compareObjects(
      [],
      [object({ kind: 'Ingress', metadata: { name: 'p' }, spec: { tls: [{ secretName: 'journal-tls' }] } })],
    );
    expect(difference?.text).toContain('secretName: journal-tls');
  });

  test('two very different long texts end in bounded time', () => {
    const long = (seed: number) =>
      object({
        kind: 'ConfigMap',
        metadata: { name: 'big' },
        data: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, `${(i * seed) % 9973}`])),
      });
    const started = performance.now();
    expect(compareObjects([long(17)], [long(31)])).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function object(value: JsonObject, file = 'a.yaml'): RenderedObject {
  const metadata = value.metadata as { name?: string } | undefined;
  return {
    identity: {
      cluster: '',
      apiVersion: 'v1',
      group: '',
      kind: typeof value.kind === 'string' ? value.kind : '',
      namespace: '',
      name: metadata?.name ?? '',
    },
    value,
    origin: { file, document: 0, item: [] },
    root: 'plain:.',
    via: [],
  };
}
