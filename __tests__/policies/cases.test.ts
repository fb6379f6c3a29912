import { afterAll, describe, expect, test } from '@jest/globals';
import { evaluateObjects } from '../../src/evaluate/evaluate.ts';
import type { Finding } from '../../src/model/finding.ts';
import { manifest, startEvaluator } from '../evaluate/start-evaluator.ts';
import { controlFolders, type ExpectedFinding, readCases } from './read-cases.ts';

const evaluator = startEvaluator();

afterAll(() => evaluator.stop());

describe.each(controlFolders())('%s', (folder) => {
  test.each(readCases(folder))('$name', async ({ control, objects, expected }) => {
    const { kubernetesVersion = '1.37', parameters = {} } = expected;
    const {
      findings,
      results,
      problems,
      objects: judged,
    } = await evaluateObjects(objects, { controls: manifest.controls, kubernetesVersion, parameters }, evaluator);
    const own = findings.filter((finding) => finding.control === control);
    const examined = results.find((result) => result.control === control)?.examined ?? 0;

    expect(problems).toEqual([]);
    expect(judged).toBe(objects.length);
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
