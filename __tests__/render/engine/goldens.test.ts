import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../src/model/root.ts';
import type { EngineResult } from '../../../src/render/engine/engine.ts';
import type { JailFile } from '../../../src/render/engine/frame.ts';
import type { HelmJob, KustomizeJob } from '../../../src/render/engine/jobs.ts';
import { asPartOfStream } from '../../../src/render/rendered-documents.ts';
import { readManifests } from '../../../src/yaml/read.ts';
import { startTestEngine } from '../start-engine.ts';

const engine = startTestEngine();
afterAll(() => engine.stop());

/** What `helm template` and `kustomize build` themselves answer, made by scripts/engine/make-goldens.ts. */
describe('the engine answers as the programs do, object by object and in their order', () => {
  test.each(casesIn('charts'))('chart %s', async (_, home) => {
    const { chart = 'chart', release, values = [], set, kubeVersion, apiVersions = [], fails } = readCase<HelmJob>(home);
    const job: HelmJob = {
      kind: 'helm',
      chart,
      release,
      values,
      apiVersions,
      mounts: [],
      ...(set === undefined ? {} : { set }),
      ...(kubeVersion === undefined ? {} : { kubeVersion }),
    } as HelmJob;
    expectAnswer(await engine.renderChart(filesOf(home), job, 's'), home, fails);
  });

  test.each(casesIn('overlays'))('overlay %s', async (_, home) => {
    const { root, loadRestrictions = 'rootOnly', enableHelm = false, fails } = readCase<KustomizeJob>(home);
    const job = { kind: 'kustomize', root, loadRestrictions, enableHelm, origins: true } as KustomizeJob;
    expectAnswer(await engine.buildKustomization(filesOf(home), job, 's'), home, fails);
  });
});

function casesIn(folder: string): readonly (readonly [string, string])[] {
  const place = join(import.meta.dirname, folder);
  const names = readdirSync(place).filter((name) => existsSync(join(place, name, 'case.json')));
  return names.sort().map((name) => [name, join(place, name)]);
}

function readCase<Job>(
  home: string,
): Partial<Job> & Pick<Job, 'release' & keyof Job> & Pick<Job, 'root' & keyof Job> & { readonly fails?: string } {
  return JSON.parse(readFileSync(join(home, 'case.json'), 'utf8'));
}

function filesOf(home: string): readonly JailFile[] {
  const names = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return names
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ path: path.slice(home.length + 1).replaceAll(sep, '/'), bytes: readFileSync(path) }))
    .filter(({ path }) => path !== 'case.json' && path !== 'golden.yaml');
}

const codes: Readonly<Record<string, Problem['code']>> = { remote: 'render-refused', plugin: 'render-refused', limit: 'engine-limit' };

function expectAnswer(result: EngineResult<unknown>, home: string, fails: string | undefined): void {
  if (fails !== undefined) {
    expect(result).toMatchObject({ problem: { code: codes[fails] ?? 'root-not-rendered' } });
    return;
  }
  if ('problem' in result) throw new Error(JSON.stringify(result.problem));
  const made = result.documents.flatMap((bytes) => valuesIn(asPartOfStream(bytes)));
  expect(made).toEqual(valuesIn(readFileSync(join(home, 'golden.yaml'))));
}

function valuesIn(bytes: Uint8Array) {
  const { documents, problems } = readManifests('', bytes);
  expect(problems.filter(({ code }) => code !== 'yaml-duplicate-key')).toEqual([]);
  return documents.map(({ value }) => value);
}
