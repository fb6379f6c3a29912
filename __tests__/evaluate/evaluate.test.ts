import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluateObjects } from '../../src/evaluate/evaluate.ts';
import { countWaived } from '../../src/evaluate/results.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { makeObject, makePod } from './make-object.ts';
import { manifest, startEvaluator } from './start-evaluator.ts';

const evaluator = startEvaluator();
const options = { controls: manifest.controls, kubernetesVersion: '1.37' };

/** Where a test counts findings, those of one control. */
const hostOnly = { ...options, enabled: new Set(['WKL-03']) };

afterAll(() => evaluator.stop());

// What is said of the cluster as a whole is the business of other tests.
const ofObjects = ({ object }: { readonly object: { readonly kind: string } }): boolean => object.kind !== 'Cluster';

test('a finding carries what its control states and where the object came from', async () => {
  const pod = makePod('journal-api', {
    containers: [{ name: 'api', image: 'registry.example.com/api:1.0', securityContext: { privileged: true, runAsNonRoot: true } }],
  });
  const { findings } = await evaluateObjects([{ ...pod, via: ['flux:clusters/prod'] }], options, evaluator);
  expect(findings.filter(({ control }) => control === 'WKL-02')).toEqual([
    {
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      control: 'WKL-02',
      severity: 'critical',
      status: 'fail',
      object: { ...pod.identity, container: 'api' },
      path: 'spec.containers[0].securityContext.privileged',
      messageKey: 'privileged',
      params: { container: 'api' },
      precision: 'none',
      root: 'plain:apps',
      via: ['flux:clusters/prod'],
      references: manifest.controls.find(({ id }) => id === 'WKL-02')?.references,
    },
  ]);
});

const restricted = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const confined = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

describe('results', () => {
  test('a control that is off finds nothing and is not relevant', async () => {
    const pod = makePod('a', { hostPID: true, containers: [{ name: 'c', image: 'x' }] });
    const { findings, placed, results } = await evaluateObjects([pod], { ...options, enabled: new Set(['WKL-03']) }, evaluator);
    expect(placed).toEqual([{ finding: findings[0], object: pod }]);
    expect(findings.map(({ control }) => control)).toEqual(['WKL-03']);
    expect(results.filter(({ outcome }) => outcome !== 'not-applicable').map(({ control }) => control)).toEqual(['WKL-03']);
  });

  test('a granted waiver is counted and leaves the control failed', async () => {
    const { findings, results } = await evaluateObjects([makePod('a', { hostPID: true, hostIPC: true })], hostOnly, evaluator);
    const [first, second] = findings;
    if (first === undefined || second === undefined) throw new Error('two findings expected');
    const waiver = { id: 'WVR-000000000000', expiresAt: '2026-12-01T00:00:00Z' };
    const decided = [
      { ...first, waiver: { ...waiver, state: 'granted' as const } },
      { ...second, waiver: { ...waiver, state: 'requested' as const } },
    ];
    expect(countWaived(results, decided).find(({ control }) => control === 'WKL-03')).toMatchObject({
      outcome: 'fail',
      failed: 2,
      waived: 1,
    });
  });

  test('a control that looked at nothing is not relevant; one that found nothing passes', async () => {
    const { results } = await evaluateObjects(
      [makePod('a', { securityContext: restricted, containers: [{ name: 'c', image: 'a/b:1.0', securityContext: confined }] })],
      options,
      evaluator,
    );
    const outcomes = Object.fromEntries(results.map(({ control, outcome }) => [control, outcome]));
    expect(outcomes).toMatchObject({
      'AUT-07': 'not-applicable',
      'AUT-09': 'not-applicable',
      'CHG-01': 'pass',
      'ENC-01': 'not-applicable',
      'ENC-07': 'pass',
      'WKL-01': 'not-applicable',
      'WKL-02': 'pass',
      'WKL-03': 'pass',
      'WKL-04': 'pass',
      'WKL-05': 'pass',
      'WKL-06': 'pass',
      'WKL-07': 'pass',
      'WKL-08': 'pass',
    });
  });

  test('without objects nothing passes', async () => {
    const { results, objects } = await evaluateObjects([], options, evaluator);
    expect(objects).toBe(0);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['not-applicable']));
  });

  test('counts findings apart from what could not be judged', async () => {
    const pods = ['app:$(TAG)', 'app', 'app:1.0'].map((image, index) => makePod(`pod-${index}`, { containers: [{ name: 'c', image }] }));
    const { results } = await evaluateObjects(pods, options, evaluator);
    expect(results.find(({ control }) => control === 'CHG-01')).toEqual({
      control: 'CHG-01',
      outcome: 'fail',
      examined: 3,
      excepted: 0,
      failed: 1,
      waived: 0,
      notEvaluable: 1,
    });
  });
});

test('over many batches each finding stays with its object', async () => {
  const pods = Array.from({ length: 701 }, (_, index) => makePod(`pod-${index}`, index % 100 === 50 ? { hostPID: true } : {}));
  const { findings, objects, problems } = await evaluateObjects(pods, hostOnly, evaluator);
  expect(problems).toEqual([]);
  expect(objects).toBe(701);
  expect(findings.filter(ofObjects).map(({ object }) => object.name)).toEqual(
    [50, 150, 250, 350, 450, 550, 650].map((index) => `pod-${index}`),
  );
});

test('the order of findings is the same whatever the order of the rules', async () => {
  const pod = makePod('a', {
    hostPID: true,
    hostIPC: true,
    containers: [{ name: 'c', image: 'x', securityContext: { privileged: true } }],
  });
  const { findings } = await evaluateObjects([pod, { ...pod, identity: { ...pod.identity, name: 'b' } }], options, evaluator);
  const order = findings.map(({ object, control, path }) => `${object.name} ${control} ${path}`);
  expect(order).toEqual([...order].sort());
  expect(order.length).toBeGreaterThan(8);
});

test('a batch that is much larger than the one before gets its memory first', async () => {
  const big = makeObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'big' }, data: { text: 'æ: ø\n'.repeat(500_000) } });
  const { problems, objects } = await evaluateObjects([makePod('small', {}), big, makePod('host', { hostPID: true })], options, evaluator);
  expect({ problems, objects }).toEqual({ problems: [], objects: 3 });
});

test('an object that no cluster could hold is a problem with its name, and its neighbours are judged', async () => {
  const huge = makeObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'huge' }, data: { text: 'x'.repeat(9 * 1024 * 1024) } });
  const { problems, findings, objects } = await evaluateObjects(
    [makePod('a', { hostPID: true }), huge, makePod('b', { hostIPC: true })],
    hostOnly,
    evaluator,
  );
  expect(problems).toMatchObject([
    { code: 'limit-exceeded', file: 'apps/input.yaml', root: 'plain:apps', params: { what: 'bytes of ConfigMap/huge' } },
  ]);
  expect(findings.filter(ofObjects).map(({ object, messageKey }) => [object.name, messageKey])).toEqual([
    ['a', 'hostPID'],
    ['b', 'hostIPC'],
  ]);
  expect(objects).toBe(2);
});

describe('attacker’s text', () => {
  const texts = ['\u0000', 'a\u0000b', '\u202e', '__proto__', 'constructor', '😀', '${x', '\\', '"', "'", '\n'];

  test.each(texts)('%j as a name, a key and a value is judged like any other', async (text) => {
    const pod = makePod('a', {
      hostPID: true,
      containers: [{ name: text, image: text, env: [{ name: text, value: text }], args: [text], securityContext: { privileged: true } }],
      volumes: [{ name: text, hostPath: { path: text } }],
    });
    const map = makeObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'm', annotations: { [text]: text } },
      data: Object.fromEntries([[text, text]]),
    });
    const secret = makeObject({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      data: Object.fromEntries([[text, text]]),
      stringData: { [text]: text },
    });
    const { problems, findings, objects } = await evaluateObjects([pod, map, secret], options, evaluator);
    expect({ problems, objects }).toEqual({ problems: [], objects: 3 });
    expect(findings.map(({ messageKey }) => messageKey)).toEqual(expect.arrayContaining(['privileged', 'hostPID', 'hostPath']));
  });

  test('no shape of a manifest ends the judgement or hides the fault beside it', async () => {
    const kinds = [
      'v1 Pod',
      'v1 Secret',
      'v1 ConfigMap',
      'v1 PersistentVolume',
      'v1 Service',
      'apps/v1 Deployment',
      'rbac.authorization.k8s.io/v1 Role',
      'networking.k8s.io/v1 Ingress',
      'gateway.networking.k8s.io/v1 Gateway',
      'gateway.networking.k8s.io/v1 HTTPRoute',
      'networking.istio.io/v1 Gateway',
      'traefik.io/v1alpha1 IngressRoute',
      'route.openshift.io/v1 Route',
      'helm.toolkit.fluxcd.io/v2 HelmRelease',
      'argoproj.io/v1alpha1 Application',
    ];
    const keys = [
      'spec',
      'containers',
      'initContainers',
      'securityContext',
      'privileged',
      'volumes',
      'hostPath',
      'path',
      'ports',
      'hostPort',
      'env',
      'name',
      'value',
      'image',
      'template',
      'rules',
      'verbs',
      'resources',
      'apiGroups',
      'nonResourceURLs',
      'tls',
      'hosts',
      'host',
      'listeners',
      'protocol',
      'servers',
      'port',
      'data',
      'stringData',
      'values',
      'source',
      'helm',
      'parameters',
      'routes',
      'services',
      'middlewares',
      'runAsUser',
      'hostUsers',
      'windowsOptions',
      'nodeSelector',
      'os',
      'annotations',
    ];
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        fc.constantFrom<Json>(null, true, 0, -1, 1.5, 2n ** 63n, '', '*', 'HTTP', 'x'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 6 }),
      ),
    }));
    const object = fc
      .record({ kind: fc.constantFrom(...kinds), body: fc.dictionary(fc.constantFrom(...keys), tree, { maxKeys: 8 }) })
      .map(({ kind, body }) => {
        const [apiVersion = '', name = ''] = kind.split(' ');
        return makeObject({ ...(body as JsonObject), apiVersion, kind: name, metadata: { name: 'a' } });
      });
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 30 }), async (objects) => {
        const { problems, findings } = await evaluateObjects([...objects, makePod('guilty', { hostPID: true })], options, evaluator);
        expect(problems).toEqual([]);
        expect(findings.filter(({ object: { name }, messageKey }) => name === 'guilty' && messageKey === 'hostPID')).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });
});

test('integers beyond 2^53 reach the policies whole', async () => {
  const pod = (hostPort: bigint) => makePod('a', { containers: [{ name: 'c', ports: [{ hostPort }] }] });
  const { findings, problems } = await evaluateObjects([pod(9007199254740993n)], options, evaluator);
  expect(problems).toEqual([]);
  expect(findings.map(({ messageKey }) => messageKey)).toContain('hostPort');
});
