import type { JsonObject } from '../model/json.ts';
import type { RenderedObject } from '../model/object.ts';

/** Kinds of Kubernetes itself that have no namespace, by API group (`kubectl api-resources --namespaced=false`, 1.35). */
const CLUSTER_KINDS: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IPAddress', 'IngressClass', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  policy: ['PodSecurityPolicy'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'DeviceTaintRule', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

/**
 * An object of a release that names no namespace lands in the release's. Custom kinds are asked of the definitions in the same render; one without a
 * definition keeps no namespace, for whether it has one is not known.
 */
export function inNamespace(object: RenderedObject, namespace: string, all: readonly RenderedObject[]): RenderedObject {
  const { identity } = object;
  if (identity.namespace !== '' || !isNamespaced(object, all)) return object;
  return { ...object, identity: { ...identity, namespace } };
}

function isNamespaced({ identity: { group, kind } }: RenderedObject, all: readonly RenderedObject[]): boolean {
  const own = Object.hasOwn(CLUSTER_KINDS, group) ? CLUSTER_KINDS[group] : undefined;
  if (own !== undefined) return !own.includes(kind);
  if (!group.includes('.')) return true;
  const definition = all.find(({ identity, value }) => {
    const spec = value.spec as JsonObject | undefined;
    return identity.kind === 'CustomResourceDefinition' && spec?.group === group && (spec.names as JsonObject | undefined)?.kind === kind;
  });
  return (definition?.value.spec as JsonObject | undefined)?.scope === 'Namespaced';
}
