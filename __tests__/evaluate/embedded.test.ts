import { describe, expect, test } from '@jest/globals';
import { decodeTexts } from '../../src/evaluate/decoded.ts';
import { findEmbedded } from '../../src/evaluate/embedded.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { makeObject } from './make-object.ts';

const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n';

function find(value: JsonObject): ReturnType<typeof findEmbedded> {
  const { identity } = makeObject(value);
  return findEmbedded(identity, value, decodeTexts(identity, value));
}

function configMap(data: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('configurations inside objects', () => {
  test('an audit policy that is itself the object', () => {
    const value = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [] };
    expect(find(value)).toEqual([{ at: [], shape: 'audit-policy', value, text: false }]);
  });

  test('as a text of a ConfigMap, of a Secret, behind base64', () => {
    expect(find(configMap({ 'p.yaml': POLICY }))).toMatchObject([{ at: ['data', 'p.yaml'], shape: 'audit-policy', text: true }]);
    const secret = (rest: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...rest });
    expect(find(secret({ stringData: { p: POLICY } }))).toMatchObject([{ at: ['stringData', 'p'], text: true }]);
    expect(find(secret({ data: { p: base64(POLICY) } }))).toMatchObject([{ at: ['data', 'p'], text: true }]);
  });

  test('in the files of a machine, and in a text within a text', () => {
    const machine = { spec: { kubeadmConfigSpec: { files: [{ path: '/a', content: POLICY }] } } };
    const found = find({
      apiVersion: 'controlplane.cluster.x-k8s.io/v1beta1',
      kind: 'KubeadmControlPlane',
      metadata: { name: 'k' },
      ...machine,
    });
    expect(found).toMatchObject([{ at: ['spec', 'kubeadmConfigSpec', 'files', 0, 'content'], shape: 'audit-policy' }]);
    const cloudInit = `write_files:\n  - path: /a\n    content: |\n${POLICY.replace(/^/gm, '      ')}`;
    expect(find(configMap({ userdata: cloudInit }))).toMatchObject([
      { at: ['data', 'userdata'], shape: 'audit-policy', value: { kind: 'Policy' } },
    ]);
  });

  test('written out in a Talos patch', () => {
    const patch = `cluster:\n  apiServer:\n    auditPolicy:\n${POLICY.replace(/^/gm, '      ')}`;
    expect(find(configMap({ patch }))).toMatchObject([{ shape: 'audit-policy', text: true }]);
  });

  test('with a mark spelt by escapes', () => {
    expect(find(configMap({ p: POLICY.replace('audit.k8s.io/v1', '"audit.k8\\x73.io/v1"') }))).toHaveLength(1);
    expect(find(configMap({ p: '{"apiVersion":"audit.\\u006b8s.io/v1","kind":"Policy"}' }))).toHaveLength(1);
  });

  test('every document of a text', () => {
    expect(find(configMap({ p: `${POLICY}---\n${POLICY}` }))).toHaveLength(2);
  });

  test('a text that cannot be read is said to be unread', () => {
    expect(find(configMap({ p: `${POLICY}{{ .Values.rules }}\n` }))).toMatchObject([
      { at: ['data', 'p'], shape: 'audit-policy', value: null },
    ]);
    expect(find(configMap({ readme: 'The issuer: {{ x }} is: unknown: to: us' }))).toEqual([]);
  });

  test('Dex, in any case of its field names', () => {
    expect(find(configMap({ 'config.yaml': 'issuer: https://d\nenablepassworddb: true\n' }))).toMatchObject([{ shape: 'dex' }]);
    expect(find(configMap({ 'dex.config': 'connectors:\n  - {type: oidc, id: a}\n' }))).toMatchObject([{ shape: 'dex' }]);
  });

  test('in the values of a chart, with the path that leads there', () => {
    const release = (values: JsonObject): JsonObject => ({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'r' },
      spec: { values },
    });
    expect(find(release({ falco: { json_output: false, priority: 'critical' } }))).toMatchObject([
      { at: ['spec', 'values', 'falco'], shape: 'falco', text: false },
    ]);
    expect(find(release({ alertmanager: { config: { route: {}, receivers: [] } } }))).toMatchObject([
      { at: ['spec', 'values', 'alertmanager', 'config'], shape: 'alertmanager' },
    ]);
  });

  test('a realm of Keycloak in JSON', () => {
    expect(find(configMap({ 'realm.json': '{"realm":"klinik","enabled":true}' }))).toMatchObject([{ shape: 'keycloak-realm', text: true }]);
    expect(find(configMap({ 'application.yaml': 'keycloak:\n  realm: klinik\n  enabled: true\n' }))).toEqual([]);
    expect(find(configMap({ 'client.json': '{"realm":"klinik","auth-server-url":"https://k"}' }))).toEqual([]);
  });

  test('values of a chart that lie in a ConfigMap', () => {
    expect(find(configMap({ 'values.yaml': 'falco:\n  json_output: false\n  priority: critical\n' }))).toMatchObject([{ shape: 'falco' }]);
  });

  test('nothing elsewhere', () => {
    expect(find(configMap({ a: 'x: 1', script: 'echo a \\\n  b' }))).toEqual([]);
    expect(find({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'r' }, spec: { route: {}, receivers: [] } })).toEqual([]);
  });
});

describe('configurations of log collectors and stores', () => {
  test.each([
    ['otel-collector', 'exporters: {otlp: {endpoint: log.example.com}}\nservice: {pipelines: {}}\n'],
    ['vector', 'sources: {k: {type: kubernetes_logs}}\nsinks: {out: {type: http}}\n'],
    ['promtail', 'clients:\n  - url: https://log.example.com\nscrape_configs: []\n'],
    ['loki', 'limits_config: {retention_period: 30d}\n'],
  ])('%s', (shape, text) => {
    expect(find(configMap({ 'config.yaml': text }))).toMatchObject([{ at: ['data', 'config.yaml'], shape, text: true }]);
  });

  test('a text that cannot be read is still known for what it is', () => {
    expect(find(configMap({ 'config.yaml': 'limits_config:\n  a: [\n' }))).toMatchObject([{ shape: 'loki', value: null }]);
  });
});
