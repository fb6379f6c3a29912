import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { evaluateChanges, evaluateObjects } from '../../src/evaluate/evaluate.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { readManifests } from '../../src/yaml/read.ts';
import { makeObject } from '../evaluate/make-object.ts';
import { manifest, startEvaluator } from '../evaluate/start-evaluator.ts';

const evaluator = startEvaluator();
afterAll(() => evaluator.stop());

test('the pages of the controls are what the policies say', () => {
  const script = fileURLToPath(new URL('../../scripts/build-control-pages.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

/** The one that an example takes for a declared processor's. */
const hosts = [{ host: 'log.example.com', country: 'DK', processor: 'eksempel-hosting' }];

/** What a page shows must be so: who copies the better example must not get the finding. */
describe('the examples of', () => {
  const judged = manifest.controls.filter(({ entrypoints, example }) => entrypoints.length > 0 && example?.avoid.includes('kind: '));
  test.each(judged.map(({ id, example }) => ({ id, avoid: example?.avoid ?? '', prefer: example?.prefer ?? '' })))(
    '$id fail and pass',
    async ({ id, avoid, prefer }) => {
      expect(await faults(id, avoid, prefer)).not.toEqual([]);
      expect(await faults(id, prefer, prefer)).toEqual([]);
    },
  );
});

/** Message keys of what a control finds in manifests, and in the change that made them of others. */
async function faults(id: string, text: string, before: string): Promise<readonly string[]> {
  const [objects, base] = [text, before].map(readObjects);
  const options = { controls: manifest.controls, kubernetesVersion: '1.35', parameters: { 'register.hosts': hosts }, today: '2026-11-24' };
  const { findings } = await evaluateObjects(objects ?? [], options, evaluator);
  const { placed } = await evaluateChanges(base ?? [], objects ?? [], options, evaluator);
  return [...findings, ...placed.map(({ finding }) => finding)]
    .filter(({ control, status }) => control === id && status === 'fail')
    .map(({ messageKey }) => messageKey);
}

function readObjects(text: string) {
  const { documents, problems } = readManifests('example.yaml', new TextEncoder().encode(text));
  expect(problems).toEqual([]);
  return documents.map(({ value }) => makeObject(value as JsonObject));
}
