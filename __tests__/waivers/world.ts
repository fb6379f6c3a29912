import type { Authority } from '../../src/approvals/authority.ts';
import { alone } from '../../src/approvals/identities.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import type { Control, ControlTexts } from '../../src/model/control.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Permission, Person } from '../../src/model/person.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import type { CommandedPullRequest, CommandSource, DecisionContext } from '../../src/waivers/decision.ts';

/** A small place with a pull request: `anna` opened it, `per` pushed to it, `kim` wrote a commit; `bo`, `carla` and `dan` stand outside. */
export const people = {
  anna: { id: 11, login: 'anna' },
  bo: { id: 12, login: 'bo' },
  carla: { id: 13, login: 'carla' },
  dan: { id: 14, login: 'dan' },
  per: { id: 15, login: 'per' },
  kim: { id: 16, login: 'kim' },
} satisfies Record<string, Person>;

export const head = 'a'.repeat(40);
export const olderHead = 'b'.repeat(40);
export const now = '2026-11-24T14:05:00.000Z';

const texts: ControlTexts = { title: '', why: '', change: '', notEvaluableWhen: '', waivable: '', messages: {} };
const references = { guide: [], iso27001: [], gdpr: [], nis2: [], cis: {}, pss: null, datatilsynet: [] } as const;

export function control(id: string, given: Partial<Control> = {}): Control {
  return {
    id,
    family: id.slice(0, 3),
    severity: 'high',
    scope: ['O'],
    entrypoints: ['object'],
    references,
    waivable: { value: true, approvals: 1, except: [] },
    en: texts,
    da: texts,
    ...given,
  };
}

export function finding(fingerprint: string, given: Partial<Finding> = {}): Finding {
  return {
    fingerprint,
    control: 'AUT-12',
    severity: 'high',
    status: 'fail',
    change: 'new',
    object: {
      cluster: 'prod',
      apiVersion: 'rbac.authorization.k8s.io/v1',
      group: 'rbac.authorization.k8s.io',
      kind: 'RoleBinding',
      namespace: 'journal',
      name: 'drift',
    },
    path: 'roleRef.name',
    messageKey: 'broad',
    params: {},
    precision: 'none',
    root: 'apps',
    via: [],
    references,
    ...given,
  };
}

export function may(permission: Permission, teams: readonly string[] = []): Authority {
  return { permission, teams, lookup: 'ok' };
}

export const lookupFailed: Authority = { permission: 'admin', teams: ['sikkerhed'], lookup: 'failed' };

export function source(author: Person, given: Partial<CommandSource> = {}): CommandSource {
  return {
    kind: 'issue_comment',
    id: 9001,
    line: 1,
    author: { ...author, type: 'User' },
    createdAt: '2026-11-24T14:04:00Z',
    updatedAt: '2026-11-24T14:04:00Z',
    ...given,
  };
}

export const pullRequest: CommandedPullRequest = {
  number: 42,
  headSha: head,
  headSeenAt: '2026-11-24T13:00:00Z',
  earlierHeads: [olderHead],
  opener: people.anna,
  isOpen: true,
  baseProtected: true,
};

export function world(given: Partial<DecisionContext> = {}): DecisionContext {
  return {
    now,
    repositoryId: 77,
    source: source(people.bo),
    pullRequest,
    contributors: { pushers: [people.per], commitPeople: [people.kim], personOf: alone },
    authority: may('maintain'),
    approverIds: new Set(),
    findings: [finding('f1')],
    controls: new Map(
      [control('AUT-12'), control('ENC-07', { severity: 'critical', waivable: { value: false, approvals: null, except: [] } })].map(
        (each) => [each.id, each],
      ),
    ),
    excepted: new Set(),
    waivers: [],
    emergencies: [],
    configuration: configurationSchema.parse({}),
    hasLogKey: true,
    ...given,
  };
}

export function waiver(id: string, given: Partial<Waiver> = {}): Waiver {
  return {
    id,
    control: 'AUT-12',
    fingerprints: ['f1'],
    subject: 'RoleBinding/journal/drift',
    category: 'waiver',
    state: 'granted',
    pullRequest: 42,
    headSha: head,
    requestedBy: people.anna,
    requestedAt: '2026-11-01T12:00:00Z',
    expiresAt: '2026-11-30T12:00:00Z',
    approvals: [],
    approvalsNeeded: 1,
    renewals: 0,
    ...given,
  };
}
