import picomatch from 'picomatch';
import type { ApprovalCondition, ApprovalRequirement, ConditionalApproval } from '../model/approval.ts';
import type { Severity } from '../model/control.ts';
import type { ObjectDifference } from '../model/difference.ts';
import type { Finding } from '../model/finding.ts';
import type { ObjectIdentity, RenderedObject } from '../model/object.ts';
import { patientNamespaces } from './patient-namespaces.ts';

/** What a change turns out to do, once it is rendered and judged. */
export interface ChangeEffect {
  /** Files that differ. */
  readonly changed: ReadonlySet<string>;
  readonly differences: readonly ObjectDifference[];
  readonly findings: readonly Finding[];
  /** Of both sides: taking the label off must not take the question away. */
  readonly objects: readonly RenderedObject[];
  /** Name of the label that marks a Namespace with patient data. */
  readonly dataClass: string;
}

/** The approvals whose condition the change meets. */
export function selectApprovals(conditional: readonly ConditionalApproval[], effect: ChangeEffect): readonly ApprovalRequirement[] {
  return conditional.filter(({ when }) => isMet(when, effect)).map(({ requirement }) => requirement);
}

function isMet(when: ApprovalCondition, effect: ChangeEffect): boolean {
  return when.kind === 'patient-access' ? touchesPatientAccess(effect) : isRuleMet(when, effect);
}

/** Who may do what where patient data are: bindings and roles in such a namespace, and those of the whole cluster as soon as it has one. */
function touchesPatientAccess({ differences, objects, dataClass }: ChangeEffect): boolean {
  const namespaces = patientNamespaces(objects, dataClass);
  const bears = ({ group, namespace }: ObjectIdentity): boolean =>
    group === 'rbac.authorization.k8s.io' && (namespace === '' ? namespaces.size > 0 : namespaces.has(namespace));
  return differences.some(({ identity }) => bears(identity));
}

const rank: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1 };

/** All that a rule names must be there; of a list one is enough. Kinds and clusters are of one and the same object. */
function isRuleMet(
  { paths, kinds, clusters, severity }: Extract<ApprovalCondition, { kind: 'rule' }>,
  { changed, differences, findings }: ChangeEffect,
): boolean {
  const inPaths = paths === undefined || [...changed].some((path) => paths.some((glob) => matches(path, glob)));
  const inObjects =
    (kinds === undefined && clusters === undefined) ||
    differences.some(({ identity: { kind, cluster } }) => (kinds?.includes(kind) ?? true) && (clusters?.includes(cluster) ?? true));
  const isSevere =
    severity === undefined ||
    findings.some((finding) => finding.change !== 'existing' && finding.change !== 'fixed' && rank[finding.severity] >= rank[severity]);
  return inPaths && inObjects && isSevere;
}

/** As everywhere in the configuration: `*` stays within a folder, `**` crosses folders, a trailing `/` means everything below. */
function matches(path: string, glob: string): boolean {
  return picomatch.isMatch(path, glob.endsWith('/') ? `${glob}**` : glob, { dot: true });
}
