import { afterAll, describe, expect, test } from '@jest/globals';
import { evaluateObjects } from '../../src/evaluate/evaluate.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject } from './make-object.ts';
import { manifest, startEvaluator } from './start-evaluator.ts';

const evaluator = startEvaluator();
afterAll(() => evaluator.stop());

const encoded = (text: string): string => Buffer.from(text).toString('base64');
const secret = (data: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'journal' },
  data,
});

async function findings(objects: readonly RenderedObject[]): Promise<readonly string[]> {
  const { controls } = manifest;
  const done = await evaluateObjects(objects, { controls, kubernetesVersion: '1.35' }, evaluator);
  expect(done.problems).toEqual([]);
  // What is said of the cluster as a whole is the business of other tests.
  const ofObjects = done.findings.filter(({ object }) => object.kind !== 'Cluster');
  return ofObjects.map(({ control, object, path }) => `${control} ${object.name} ${path}`);
}

describe('an object with texts that its chart makes up', () => {
  const value = secret({ password: encoded('Xk29fjwPq81'), fixed: encoded('hunter2secret') });

  test('leaks what is written and not what is made up', async () => {
    const written = secret({ password: encoded(`\${generated}`), fixed: encoded('hunter2secret') });
    expect(await findings([makeObject(value)])).toEqual(['ENC-07 s data.fixed', 'ENC-07 s data.password']);
    expect(await findings([makeObject(secret({})), { ...makeObject(value), written }])).toEqual(['ENC-07 s data.fixed']);
  });

  test('is judged by every other control as it is', async () => {
    const pod = (image: string): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'journal' },
      spec: { containers: [{ name: 'a', image, securityContext: { privileged: true } }] },
    });
    const both = await findings([{ ...makeObject(pod('example.com/a:latest')), written: pod(`example.com/a:\${generated}`) }]);
    expect(both).toContain('CHG-01 p spec.containers[0].image');
    expect(both).toContain('WKL-02 p spec.containers[0].securityContext.privileged');
  });
});
