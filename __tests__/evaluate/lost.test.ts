import { afterAll, describe, expect, test } from '@jest/globals';
import { evaluateChanges, evaluateObjects } from '../../src/evaluate/evaluate.ts';
import { findLost } from '../../src/evaluate/lost.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject } from './make-object.ts';
import { manifest, startEvaluator } from './start-evaluator.ts';

const evaluator = startEvaluator();
const options = { controls: manifest.controls, kubernetesVersion: '1.37' };

afterAll(() => evaluator.stop());

async function lost(
  base: readonly RenderedObject[],
  head: readonly RenderedObject[],
  enabled?: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const settings = enabled === undefined ? options : { ...options, enabled };
  const before = await evaluateObjects(base, settings, evaluator);
  const after = await evaluateObjects(head, settings, evaluator);
  const change = await evaluateChanges(base, head, settings, evaluator);
  const sides = [
    { objects: base, evaluation: before },
    { objects: head, evaluation: after },
  ] as const;
  return (await findLost(...sides, change, settings, evaluator)).map(({ finding }) => finding);
}

function admission(kind: string, spec: JsonObject): RenderedObject {
  return makeObject({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'hosts' }, spec });
}

const policy = admission('ValidatingAdmissionPolicy', { failurePolicy: 'Fail', validations: [{ expression: 'true' }] });
const binding = admission('ValidatingAdmissionPolicyBinding', { policyName: 'hosts', validationActions: ['Deny'] });
const elsewhere = admission('ValidatingAdmissionPolicyBinding', { policyName: 'other', validationActions: ['Deny'] });

describe('an object that the change leaves alone', () => {
  test('has lost what another object gave it', async () => {
    const found = await lost([policy, binding], [policy, elsewhere]);
    expect(found).toMatchObject([
      {
        control: 'CHG-06',
        messageKey: 'lost',
        object: { kind: 'ValidatingAdmissionPolicy' },
        params: { control: 'WKL-10', name: 'hosts' },
      },
    ]);
  });

  test('has lost nothing that it never had', async () => {
    expect(await lost([policy, elsewhere], [policy])).toEqual([]);
  });

  test('has lost nothing when the change only adds', async () => {
    expect(
      await lost([policy, binding], [policy, binding, makeObject({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } })]),
    ).toEqual([]);
  });

  test('is none that the change brings', async () => {
    const brought = makeObject({ ...policy.value, metadata: { name: 'other' } });
    expect(await lost([elsewhere], [brought])).toEqual([]);
  });

  test('is not asked about where the control is off', async () => {
    expect(await lost([policy, binding], [policy, elsewhere], new Set(['WKL-10']))).toEqual([]);
  });
});
