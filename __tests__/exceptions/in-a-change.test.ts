import { afterAll, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/load.ts';
import type { Report } from '../../src/model/report.ts';
import type { Side } from '../../src/model/side.ts';
import { judge } from '../../src/pipeline.ts';
import { renderTools } from '../../src/render/root-render.ts';
import { writeReport } from '../../src/report/json.ts';
import { manifest, startEvaluator } from '../evaluate/start-evaluator.ts';
import { startTestEngine } from '../render/start-engine.ts';
import { components } from './make-component.ts';

const evaluator = startEvaluator();
const engine = startTestEngine();
afterAll(() => Promise.all([evaluator.stop(), engine.stop()]));

const exporter = (image: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: prometheus-node-exporter
  namespace: monitoring
  labels: {app.kubernetes.io/name: prometheus-node-exporter, app.kubernetes.io/component: metrics}
spec:
  selector: {matchLabels: {app: exporter}}
  template:
    metadata: {labels: {app: exporter}}
    spec:
      hostNetwork: true
      containers:
        - name: node-exporter
          image: ${image}:v1.9.0@sha256:${'0'.repeat(64)}
          securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
          volumeMounts: [{name: proc, mountPath: /host/proc, readOnly: true}]
      volumes: [{name: proc, hostPath: {path: /proc}}]
`;
const genuine = exporter('quay.io/prometheus/node-exporter');
const forged = exporter('quay.io/prometheus-evil/node-exporter');

/** Two controls are enough for the story; what others ask of this manifest is their own affair. */
const others = manifest.controls.map(({ id }) => id).filter((id) => id !== 'WKL-03' && id !== 'WKL-04');
const configuration = loadConfiguration(JSON.stringify({ controls: Object.fromEntries(others.map((id) => [id, { enabled: false }])) }));

function side(text: string): Side {
  const path = 'monitoring/exporter.yaml';
  return { files: new Map([[path, { path, oid: text, bytes: new TextEncoder().encode(text) }]]), problems: [] };
}

function review(head: string, base?: string): Promise<Report> {
  return judge(
    {
      subject: { kind: 'folder', label: 'x' },
      head: side(head),
      ...(base === undefined ? {} : { base: side(base) }),
      changed: new Set(base === head ? [] : ['monitoring/exporter.yaml']),
      configuration,
      waivers: [],
      approvals: [],
      problems: [],
      assumptions: [],
      language: 'en',
      now: '2026-11-24T08:00:00Z',
    },
    { evaluator, rendering: renderTools(engine), components: () => components, controls: manifest.controls, digest: '', version: '0' },
  );
}

const summary = ({ findings }: Report) => findings.map(({ control, change }) => `${control} ${change}`).sort();

test('what is excepted is counted and listed with its line, and passes', async () => {
  const report = await review(genuine);
  expect(report.verdict.conclusion).toBe('passes');
  expect(report.findings).toEqual([]);
  expect(writeReport(report).exceptions).toMatchObject([
    {
      component: 'prometheus-node-exporter',
      count: 2,
      findings: [
        { control: 'WKL-03', tier: 'quiet', file: 'monitoring/exporter.yaml', line: 12, reason: 'network metrics of the node' },
        { control: 'WKL-04', tier: 'quiet', file: 'monitoring/exporter.yaml', line: 18 },
      ],
    },
  ]);
  expect(writeReport(report).controls.find(({ id }) => id === 'WKL-03')).toMatchObject({ result: 'pass', failed: 0, excepted: 1 });
});

test('a change that makes it something else is new and blocks', async () => {
  const report = await review(forged, genuine);
  expect(report.verdict.conclusion).toBe('blocks');
  expect(summary(report)).toEqual(['WKL-03 new', 'WKL-04 new']);
});

test('a change that makes it the component mends nothing, and so credits nothing', async () => {
  const report = await review(genuine, forged);
  expect(summary(report)).toEqual([]);
  expect(report.excepted.length).toBe(2);
});
