import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { readApplication } from '../../../src/render/argo/application.ts';
import { applicationOf } from './application-of.ts';

const withSpec = (change: JsonObject): JsonObject => {
  const application = applicationOf({ path: 'apps/journal' });
  return { ...application, spec: { ...(application.spec as JsonObject), ...change } };
};

describe('an Application', () => {
  test('says what goes from where to where', () => {
    expect(readApplication(applicationOf({ path: 'apps/journal', helm: { releaseName: 'j' } }))).toMatchObject({
      name: 'journal',
      project: 'care',
      destination: { cluster: 'prod', namespace: 'journal' },
      sources: [{ path: 'apps/journal', revision: 'main', chart: undefined, settings: { helm: { releaseName: 'j' } } }],
    });
  });

  test.each([
    [{ server: 'https://kubernetes.default.svc' }, 'in-cluster'],
    [{ name: 'in-cluster' }, 'in-cluster'],
    [{ server: 'https://prod.example.dk/' }, 'https://prod.example.dk'],
  ])('to %j goes to the cluster %s', (destination, cluster) => {
    expect(readApplication(withSpec({ destination }))).toMatchObject({ destination: { cluster } });
  });

  test('with `sources` takes no notice of `source`', () => {
    expect(readApplication(withSpec({ source: { repoURL: 'https://example.dk/x', path: 'other' } }))).toMatchObject({
      sources: [{ path: 'apps/journal' }],
    });
  });

  test.each<[string, JsonObject]>([
    ['names no cluster', { destination: { namespace: 'a' } }],
    ['both a cluster and a server', { destination: { name: 'a', server: 'https://b' } }],
    ['has no source', { sources: [], source: 'apps' }],
    ['both a path and a chart', { sources: [{ repoURL: 'r', path: 'a', chart: 'b' }] }],
    ['neither path nor chart nor ref', { sources: [{ repoURL: 'r' }] }],
    ['no repoURL', { sources: [{ path: 'a' }] }],
    [
      'the same ref',
      {
        sources: [
          { repoURL: 'r', ref: 'v' },
          { repoURL: 's', ref: 'v' },
        ],
      },
    ],
    ['sourceHydrator', { sourceHydrator: { drySource: {} } }],
  ])('is refused where it %s', (reason, change) => {
    expect(readApplication(withSpec(change))).toMatchObject({ refused: { params: { detail: expect.stringContaining(reason) } } });
  });
});
