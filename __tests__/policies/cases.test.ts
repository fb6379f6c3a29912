import { afterAll, describe, expect, test } from '@jest/globals';
import { evaluateChanges, evaluateObjects } from '../../src/evaluate/evaluate.ts';
import { findLost } from '../../src/evaluate/lost.ts';
import type { Finding } from '../../src/model/finding.ts';
import { manifest, startEvaluator } from '../evaluate/start-evaluator.ts';
import { controlFolders, type ExpectedFinding, readCases } from './read-cases.ts';

const evaluator = startEvaluator();

afterAll(() => evaluator.stop());

describe.each(controlFolders().filter((folder) => readCases(folder).length > 0))('%s', (folder) => {
  test.each(readCases(folder))('$name', async ({ control, objects, base, expected }) => {
    const { kubernetesVersion = '1.37', parameters = {}, today = '2026-11-24' } = expected;
    const options = { controls: manifest.controls, kubernetesVersion, parameters, today };
    const judgement = await evaluateObjects(objects, options, evaluator);
    const change = base && (await evaluateChanges(base, objects, options, evaluator));
    const before = base && (await evaluateObjects(base, options, evaluator));
    const sides =
      base &&
      before &&
      ([
        { objects: base, evaluation: before },
        { objects, evaluation: judgement },
      ] as const);
    const lost = sides && change ? await findLost(...sides, change, options, evaluator) : [];
    const findings = [...judgement.findings, ...[...(change?.placed ?? []), ...lost].map(({ finding }) => finding)];
    const own = findings.filter((finding) => finding.control === control);
    const result = judgement.results.find((one) => one.control === control);
    const examined = (result?.examined ?? 0) + (change?.examined.get(control)?.size ?? 0);

    expect([...judgement.problems, ...(change?.problems ?? [])]).toEqual([]);
    expect(judgement.objects).toBe(objects.length);
    expect(own.map(summarise).sort(byPlace)).toEqual([...expected.findings].sort(byPlace));
    expect(examined > 0).toBe(expected.examined ?? true);
  });
});

function summarise({ object, path, messageKey, status, impliedBy }: Finding): ExpectedFinding {
  return {
    object: `${object.kind}/${object.namespace}/${object.name}`,
    path,
    messageKey,
    ...(status === 'fail' ? {} : { status }),
    ...(impliedBy === undefined ? {} : { impliedBy }),
  };
}

function byPlace(left: ExpectedFinding, right: ExpectedFinding): number {
  return `${left.object} ${left.path}` < `${right.object} ${right.path}` ? -1 : 1;
}
