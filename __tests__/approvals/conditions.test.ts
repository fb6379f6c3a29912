import { describe, expect, test } from '@jest/globals';
import { type ChangeEffect, selectApprovals } from '../../src/approvals/conditions.ts';
import type { ApprovalCondition, ApprovalRequirement } from '../../src/model/approval.ts';
import type { ObjectDifference } from '../../src/model/difference.ts';
import type { ObjectIdentity, RenderedObject } from '../../src/model/object.ts';
import { finding } from '../waivers/world.ts';

const requirement: ApprovalRequirement = { name: 'rule', needed: 1, counted: [], from: [], judged: [] };
const identity = (kind: string, given: Partial<ObjectIdentity> = {}): ObjectIdentity => ({
  cluster: 'prod',
  apiVersion: 'v1',
  group: '',
  kind,
  namespace: 'journal',
  name: 'x',
  ...given,
});
const differs = (of: ObjectIdentity): ObjectDifference => ({ identity: of, kind: 'changed', text: '+' });
const namespace = (name: string, labels: Record<string, string>): RenderedObject => ({
  identity: identity('Namespace', { namespace: '', name }),
  value: { metadata: { name, labels } },
  origin: { file: '', document: 0, item: [] },
  root: 'apps',
  via: [],
});
const effect = (given: Partial<ChangeEffect> = {}): ChangeEffect => ({
  changed: new Set(),
  differences: [],
  findings: [],
  objects: [],
  dataClass: 'tilsyn/data-class',
  ...given,
});
const isMet = (when: ApprovalCondition, given: Partial<ChangeEffect>): boolean =>
  selectApprovals([{ when, requirement }], effect(given)).length > 0;

describe('given rights over patient data', () => {
  const rbac = (kind: string, where: string): ObjectDifference =>
    differs(identity(kind, { group: 'rbac.authorization.k8s.io', namespace: where }));
  const patient = [namespace('journal', { 'tilsyn/data-class': 'patient' }), namespace('lab', { 'tilsyn/data-class': 'none' })];

  test.each<[string, ObjectDifference, readonly RenderedObject[], boolean]>([
    ['a binding where patient data are', rbac('RoleBinding', 'journal'), patient, true],
    ['a role where they are', rbac('Role', 'journal'), patient, true],
    ['a binding of the whole cluster', rbac('ClusterRoleBinding', ''), patient, true],
    ['a binding of a cluster without any', rbac('ClusterRoleBinding', ''), [namespace('lab', {})], false],
    ['a binding elsewhere', rbac('RoleBinding', 'lab'), patient, false],
    ['something else of another group', differs(identity('RoleBinding', { group: 'example.org' })), patient, false],
    ['a label of another name', rbac('RoleBinding', 'journal'), [namespace('journal', { 'data-class': 'patient' })], false],
    [
      'a custom resource that calls itself a Namespace',
      rbac('RoleBinding', 'journal'),
      [{ ...patient[0], identity: identity('Namespace', { group: 'x.y', name: 'journal' }) } as RenderedObject],
      false,
    ],
  ])('%s', (_, difference, objects, expected) => {
    expect(isMet({ kind: 'patient-access' }, { differences: [difference], objects })).toBe(expected);
  });

  test('one such change among others is enough', () => {
    const differences = [differs(identity('Deployment')), rbac('RoleBinding', 'journal')];
    expect(isMet({ kind: 'patient-access' }, { differences, objects: patient })).toBe(true);
  });

  test('without a change of rights nobody is asked', () => {
    expect(isMet({ kind: 'patient-access' }, { differences: [differs(identity('Deployment'))], objects: patient })).toBe(false);
  });
});

describe('given a rule', () => {
  const policy = differs(identity('NetworkPolicy'));
  test.each<[string, Omit<Extract<ApprovalCondition, { kind: 'rule' }>, 'kind'>, Partial<ChangeEffect>, boolean]>([
    ['a file below a folder', { paths: ['platform/'] }, { changed: new Set(['platform/net/a.yaml']) }, true],
    ['a file of a glob', { paths: ['x', 'apps/*.yaml'] }, { changed: new Set(['apps/.a.yaml']) }, true],
    ['a file beside it', { paths: ['apps/*.yaml'] }, { changed: new Set(['apps/a/b.yaml']) }, false],
    ['the one file of many', { paths: ['b', 'apps/'] }, { changed: new Set(['c', 'apps/a.yaml', 'd']) }, true],
    ['a file whose name begins alike', { paths: ['apps/a'] }, { changed: new Set(['apps/a/b', 'apps/ab']) }, false],
    ['a kind', { kinds: ['Role', 'NetworkPolicy'] }, { differences: [policy] }, true],
    ['another kind', { kinds: ['Role'] }, { differences: [policy] }, false],
    ['a cluster', { clusters: ['prod'] }, { differences: [policy] }, true],
    ['another cluster', { clusters: ['test'] }, { differences: [policy] }, false],
    [
      'kind and cluster of two objects',
      { kinds: ['NetworkPolicy'], clusters: ['test'] },
      { differences: [policy, differs(identity('Role', { cluster: 'test' }))] },
      false,
    ],
    ['a path and a kind', { paths: ['a'], kinds: ['NetworkPolicy'] }, { changed: new Set(['a']), differences: [policy] }, true],
    ['a path without the kind', { paths: ['a'], kinds: ['Role'] }, { changed: new Set(['a']), differences: [policy] }, false],
    ['the kind without the path', { paths: ['a'], kinds: ['NetworkPolicy'] }, { differences: [policy] }, false],
    ['a finding as grave', { severity: 'high' }, { findings: [finding('f1')] }, true],
    ['one grave among lesser ones', { severity: 'high' }, { findings: [finding('f1', { severity: 'low' }), finding('f2')] }, true],
    ['one of medium where low is asked for', { severity: 'low' }, { findings: [finding('f1', { severity: 'medium' })] }, true],
    ['one of low where medium is asked for', { severity: 'medium' }, { findings: [finding('f1', { severity: 'low' })] }, false],
    ['one of medium where high is asked for', { severity: 'high' }, { findings: [finding('f1', { severity: 'medium' })] }, false],
    ['a graver one', { severity: 'medium' }, { findings: [finding('f1')] }, true],
    ['a lesser one', { severity: 'critical' }, { findings: [finding('f1')] }, false],
    ['one that was there', { severity: 'high' }, { findings: [finding('f1', { change: 'existing' })] }, false],
    ['one that is mended', { severity: 'high' }, { findings: [finding('f1', { change: 'fixed' })] }, false],
    ['all three and no finding', { severity: 'low', paths: ['a'] }, { changed: new Set(['a']) }, false],
  ])('%s', (_, when, given, expected) => {
    expect(isMet({ kind: 'rule', ...when }, given)).toBe(expected);
  });
});
