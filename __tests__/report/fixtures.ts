import { createHash } from 'node:crypto';
import type { Language } from '../../src/model/control.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ObjectIdentity } from '../../src/model/object.ts';
import type { Report } from '../../src/model/report.ts';
import type { Problem } from '../../src/model/root.ts';
import type { GateOutcome, Reason } from '../../src/model/verdict.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { controls } from './controls.ts';

export const HEAD = '7be1c2f04d3a9b8c7e6f5a4b3c2d1e0f9a8b7c6d';
const BASE = '0123456789abcdef0123456789abcdef01234567';

const anna = { id: 1001, login: 'anna' };
const bo = { id: 1002, login: 'bo' };

export function identity(kind: string, namespace: string, name: string): ObjectIdentity {
  return {
    cluster: '',
    apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
    group: kind === 'Deployment' ? 'apps' : '',
    kind,
    namespace,
    name,
  };
}

/** A finding with what a situation does not care about filled in. */
export function finding(control: string, parts: Partial<Finding>): Finding {
  const known = controls.get(control);
  if (known === undefined) throw new Error(`the fixtures have no control ${control}`);
  const made: Omit<Finding, 'fingerprint'> = {
    control,
    severity: known.severity,
    status: 'fail',
    change: 'new',
    object: identity('Deployment', 'journal', 'api'),
    path: 'spec.template.spec.containers[0].securityContext.privileged',
    messageKey: Object.keys(known.en.messages)[0] ?? '',
    params: { container: 'api', rule: 1, field: 'verbs', key: 'password', image: 'registry.example.com/journal/api' },
    precision: 'exact',
    root: 'plain:apps/journal',
    via: [],
    references: known.references,
    ...parts,
  };
  return {
    ...made,
    fingerprint:
      parts.fingerprint ??
      createHash('sha256')
        .update(JSON.stringify([made.control, made.object, made.path]))
        .digest('hex'),
  };
}

export function judge(row: number, outcome: GateOutcome, findings: readonly Finding[]): Reason[] {
  return findings.map((one) => ({ row, outcome, finding: one }));
}

export function report(parts: Partial<Report>): Report {
  return {
    tool: { version: '0.1.0', policies: `${'c0ffee'.repeat(10)}beef`, engine: 'e'.repeat(64), configuration: 'ab'.repeat(32) },
    subject: {
      kind: 'pull-request',
      repository: { id: 42, owner: 'regionen', name: 'drift' },
      number: 17,
      author: anna,
      headSha: HEAD,
      baseRef: 'main',
      baseSha: BASE,
      mergeBaseSha: BASE,
    },
    language: 'en',
    profile: 'danish-healthcare',
    verdict: { conclusion: 'passes', exit: 0, reasons: [{ row: 18, outcome: 'passes' }] },
    findings: [],
    excepted: [],
    results: [
      { control: 'WKL-02', outcome: 'pass', examined: 31, failed: 0, excepted: 0, waived: 0, notEvaluable: 0 },
      { control: 'AUT-09', outcome: 'not-applicable', examined: 0, failed: 0, excepted: 0, waived: 0, notEvaluable: 0 },
    ],
    controls,
    roots: [{ id: 'plain:apps/journal', kind: 'plain', path: 'apps/journal', files: ['apps/journal/deploy.yaml'] }],
    problems: [],
    objects: 214,
    assumptions: [{ code: 'kubernetes-version', params: { version: '1.35' } }],
    differences: [],
    unwaivable: new Set(),
    waivers: [],
    emergencies: [],
    approvals: [],
    skipped: [],
    ...parts,
  };
}

const privileged = finding('WKL-02', {
  file: 'apps/journal/deploy.yaml',
  line: 14,
  object: { ...identity('Deployment', 'journal', 'api'), container: 'api' },
});
const escalation = finding('WKL-05', {
  file: 'apps/journal/deploy.yaml',
  line: 13,
  endLine: 18,
  impliedBy: 'WKL-02',
  path: 'spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation',
  object: { ...identity('Deployment', 'journal', 'api'), container: 'api' },
});
const secret = finding('ENC-07', {
  file: 'apps/journal/secret.yaml',
  line: 7,
  path: 'stringData.password',
  object: identity('Secret', 'journal', 'journal-db'),
});
const image = finding('CHG-01', {
  file: 'apps/journal/deploy.yaml',
  line: 12,
  path: 'spec.template.spec.containers[0].image',
  object: { ...identity('Deployment', 'journal', 'api'), container: 'api' },
});
const star = finding('AUT-09', {
  change: 'existing',
  file: 'rbac/drift.yaml',
  line: 9,
  path: 'rules[0].verbs',
  object: identity('ClusterRole', '', 'drift'),
});
const unclear = finding('WKL-02', {
  status: 'not-evaluable',
  change: 'existing',
  messageKey: 'unknown-kind',
  params: { kind: 'Ledger' },
  path: 'spec',
  precision: 'file',
  file: 'apps/ledger/ledger.yaml',
  object: identity('Ledger', 'journal', 'ledger'),
});

const granted = { id: 'WVR-01JD3K7Q9ZXC', state: 'granted', expiresAt: '2026-12-01T23:59:59Z' } as const;
const requested = { id: 'WVR-01JD3K7Q9ZXC', state: 'requested', expiresAt: '2026-12-01T23:59:59Z' } as const;

function waiverOf(one: Finding, state: Waiver['state']): Waiver {
  return {
    id: granted.id,
    control: one.control,
    fingerprints: [one.fingerprint],
    subject: 'ClusterRole/drift',
    category: 'waiver',
    state,
    pullRequest: 17,
    headSha: HEAD,
    requestedBy: anna,
    requestedAt: '2026-11-24T08:00:00Z',
    expiresAt: granted.expiresAt,
    approvals: state === 'granted' ? [{ by: bo, at: '2026-11-24T09:00:00Z', sha: HEAD }] : [],
    approvalsNeeded: 1,
    renewals: 0,
  };
}

const notRendered: Problem = {
  code: 'root-not-rendered',
  root: 'helm:apps/journal',
  file: 'apps/journal/values.yaml',
  params: { detail: 'value db.host is missing' },
};
const conflictedYaml: Problem = {
  code: 'yaml-invalid',
  file: 'apps/portal/svc.yaml',
  line: 3,
  params: { detail: 'mapping values are not allowed here' },
};

const newStar = { ...star, change: 'new' as const, waiver: requested };
const oldStarWaived = { ...star, waiver: granted };

const hostileName = 'api`</summary>\n/tilsyn approve @everyone #1 \u202Etxt.exe https://evil.example <img src=x> | [x](javascript:1)';
const hostile = finding('CHG-01', {
  file: 'apps/`|<b>@team(1).yaml',
  line: 3,
  severity: 'high',
  path: 'spec.containers[0].image',
  params: { image: '``` @everyone ![](https://evil.example/x.png) \u200B\u0007' },
  object: { ...identity('Pod', 'journal', hostileName), container: '$(id)\n```' },
});

export const existingReason: Reason[] = judge(6, 'shown', [star]);

/** Situations that a pull request can be in, by name. */
export const situations: Readonly<Record<string, Report>> = {
  clean: report({
    differences: [
      {
        identity: identity('Deployment', 'journal', 'api'),
        kind: 'changed',
        text: '@@ -9,3 +9,3 @@\n     spec:\n-      replicas: 2\n+      replicas: 3\n',
      },
    ],
    skipped: [
      { file: 'README.md', reason: 'not-a-manifest' },
      { file: 'apps/journal/deploy.yaml', reason: 'claimed-by-root' },
    ],
  }),
  blocked: report({
    verdict: {
      conclusion: 'blocks',
      exit: 1,
      reasons: [
        // What follows from another finding is no item of the gate.
        ...judge(4, 'blocks', [privileged, secret]),
        ...judge(5, 'warns', [image]),
        ...existingReason,
        ...judge(12, 'shown', [unclear]),
      ],
    },
    findings: [image, star, privileged, unclear, secret, escalation, { ...star, change: 'fixed', fingerprint: 'f'.repeat(64) }],
    results: [
      { control: 'WKL-02', outcome: 'fail', examined: 31, failed: 1, excepted: 0, waived: 0, notEvaluable: 1 },
      { control: 'ENC-07', outcome: 'fail', examined: 12, failed: 1, excepted: 0, waived: 0, notEvaluable: 0 },
      { control: 'CHG-01', outcome: 'fail', examined: 31, failed: 1, excepted: 0, waived: 0, notEvaluable: 0 },
      { control: 'AUT-09', outcome: 'fail', examined: 4, failed: 1, excepted: 0, waived: 0, notEvaluable: 0 },
    ],
    differences: [
      {
        identity: identity('Deployment', 'journal', 'api'),
        kind: 'added',
        text: '@@ -0,0 +1,3 @@\n+apiVersion: apps/v1\n+kind: Deployment\n+# ```\n',
      },
      {
        identity: identity('Secret', 'journal', 'journal-db'),
        kind: 'added',
        text: '@@ -0,0 +1,2 @@\n+stringData:\n+  password: (masked)\n',
      },
    ],
    skipped: [{ file: 'README.md', reason: 'not-a-manifest' }],
  }),
  existing: report({
    verdict: { conclusion: 'passes', exit: 0, reasons: existingReason },
    findings: [star],
  }),
  waived: report({
    verdict: { conclusion: 'passes', exit: 0, reasons: judge(9, 'waived', [oldStarWaived]) },
    findings: [oldStarWaived],
    waivers: [waiverOf(star, 'granted')],
    approvals: [
      {
        name: 'four-eyes',
        needed: 1,
        counted: [{ by: bo, sha: HEAD, via: 'review', at: '2026-11-24T09:00:00Z', sourceId: 5 }],
        from: [],
        judged: [],
      },
    ],
  }),
  requested: report({
    verdict: { conclusion: 'awaits', exit: 1, reasons: judge(10, 'awaits', [newStar]) },
    findings: [newStar],
    waivers: [waiverOf(star, 'requested')],
  }),
  awaiting: report({
    verdict: { conclusion: 'awaits', exit: 1, reasons: [{ row: 16, outcome: 'awaits' }] },
    approvals: [
      {
        name: 'four-eyes',
        needed: 1,
        counted: [],
        from: ['bo', 'carla'],
        judged: [
          { approval: { by: anna, sha: HEAD, via: 'comment', at: '2026-11-24T09:00:00Z', sourceId: 6 }, judgement: 'opener' },
          { approval: { by: bo, sha: BASE, via: 'review', at: '2026-11-23T09:00:00Z', sourceId: 7 }, judgement: 'stale' },
        ],
      },
    ],
  }),
  undecided: report({
    verdict: {
      conclusion: 'undecided',
      exit: 2,
      reasons: [
        { row: 2, outcome: 'undecided', problem: notRendered },
        { row: 3, outcome: 'shown', problem: conflictedYaml },
      ],
    },
    problems: [notRendered, conflictedYaml],
    objects: 202,
  }),
  hostile: report({
    verdict: {
      conclusion: 'blocks',
      exit: 1,
      reasons: [
        ...judge(4, 'blocks', [hostile]),
        {
          row: 3,
          outcome: 'shown',
          problem: { code: 'yaml-invalid', file: 'a`b.yaml', line: 1, params: { detail: '<details>@everyone\n- ```' } },
        },
      ],
    },
    findings: [hostile],
    problems: [{ code: 'yaml-invalid', file: 'a`b.yaml', line: 1, params: { detail: '<details>@everyone\n- ```' } }],
    assumptions: [{ code: 'skip-annotation-ignored', params: { object: `Pod journal/${hostileName}`, annotation: 'checkov.io/skip1' } }],
    differences: [
      {
        identity: identity('Pod', 'journal', hostileName),
        kind: 'changed',
        text: '@@ -1 +1 @@\n-a: "````"\n+b: </details> @everyone \u202E\r\n```\n',
      },
    ],
  }),
};

export function inLanguage(one: Report, language: Language): Report {
  return { ...one, language };
}

/** The lines of the head that the diff of the blocked pull request shows. */
export const hunks = new Map([
  ['apps/journal/deploy.yaml', [{ start: 1, end: 16 }]],
  ['apps/journal/secret.yaml', [{ start: 1, end: 3 }]],
  ['apps/`|<b>@team(1).yaml', [{ start: 1, end: 16 }]],
]);
