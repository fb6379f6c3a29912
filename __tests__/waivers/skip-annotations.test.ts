import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { findSkipAnnotations } from '../../src/waivers/skip-annotations.ts';

describe('annotations that other checkers obey', () => {
  test.each([
    'checkov.io/skip1',
    'datree.skip/CONTAINERS_MISSING_MEMORY_LIMIT_KEY',
    'ignore-check.kube-linter.io/privileged-container',
    'kube-linter.io/ignore-all',
    'polaris.fairwinds.com/exempt',
    'polaris.fairwinds.com/privilegeEscalationAllowed-exempt',
    'kube-score/ignore',
    'runterrascan.io/skip',
    'tilsyn/skip',
    'tilsyn.dev/ignore-WKL-02',
  ])('%s is named with its object', (annotation) => {
    expect(findSkipAnnotations([deployment({ metadata: { annotations: { [annotation]: 'true' } } })])).toEqual([
      { code: 'skip-annotation-ignored', params: { object: 'Deployment journal/api', annotation } },
    ]);
  });

  test.each<[string, JsonObject]>([
    ['its pods', { spec: { template: { metadata: { annotations: { 'checkov.io/skip1': '' } } } } }],
    ['its jobs', { spec: { jobTemplate: { metadata: { annotations: { 'checkov.io/skip1': '' } } } } }],
    ['the pods of its jobs', { spec: { jobTemplate: { spec: { template: { metadata: { annotations: { 'checkov.io/skip1': '' } } } } } } }],
  ])('are found on %s', (_where, value) => {
    expect(findSkipAnnotations([deployment(value)])).toHaveLength(1);
  });

  test.each([
    'prometheus.io/scrape',
    'tilsyn/owner',
    'tilsyn/data-class',
    'example.org/checkov.io/skip1',
    'polaris.fairwinds.com/exempted-by',
  ])('%s is none of them', (annotation) => {
    expect(findSkipAnnotations([deployment({ metadata: { annotations: { [annotation]: 'x' } } })])).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['no metadata', { metadata: null }],
    ['a list of annotations', { metadata: { annotations: ['checkov.io/skip1'] } }],
    ['a text for a template', { spec: { template: 'checkov.io/skip1' } }],
  ])('%s is no error', (_what, value) => {
    expect(findSkipAnnotations([deployment(value)])).toEqual([]);
  });

  test('of many, ten are named and the rest is not passed over', () => {
    const annotations = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`checkov.io/skip${index}`, '']));
    const said = findSkipAnnotations([deployment({ metadata: { annotations } })]);
    expect(said).toHaveLength(11);
    expect(said.at(-1)).toEqual({ code: 'skip-annotation-ignored', params: {} });
  });
});

function deployment(value: JsonObject): RenderedObject {
  return {
    identity: { cluster: '', apiVersion: 'apps/v1', group: 'apps', kind: 'Deployment', namespace: 'journal', name: 'api' },
    value,
    origin: { file: 'api.yaml', document: 0, item: [] },
    root: 'plain',
    via: [],
  };
}
