import type { Parameter } from './parameters.ts';

/** Written by `npm run build:policies` from the METADATA of the controls. */
export const parameterTable: readonly Parameter[] = [
  {
    name: 'admission.excludedNamespaces',
    default: ['kube-system', 'gatekeeper-system', 'kyverno'],
    controls: ['WKL-10'],
    reason: 'the control plane and the policy engines must start when the engine is down',
  },
  {
    name: 'apiserver.anonymousPaths',
    default: ['/livez', '/readyz', '/healthz'],
    controls: ['AUT-06'],
    reason: 'the health checks of load balancers and kubelets ask without a name',
  },
  {
    name: 'exposure.allowedServices',
    default: [],
    controls: ['OUT-05'],
    reason: 'Services that may be open to the outside, as `namespace/name`: the entrance itself',
  },
  { name: 'image.digestIn', default: ['production'], controls: ['CHG-01'] },
  { name: 'pdb.minDisruptions', default: 1, controls: ['WKL-09'], reason: 'a drain moves one pod at a time' },
  { name: 'pss.level', default: 'restricted', controls: ['WKL-01'] },
  { name: 'pss.platformNamespaces', default: ['kube-system', 'falco', 'velero'], controls: ['WKL-01'] },
  { name: 'rbac.clusterAdminAllow', default: [], controls: ['AUT-07'] },
  {
    name: 'registries.allow',
    default: ['registry.example.com/'],
    controls: ['SUP-01'],
    reason: 'the default belongs to nobody, so that nothing is trusted before somebody has said what is',
  },
  {
    name: 'replicas.environments',
    default: ['production'],
    controls: ['WKL-09'],
    reason: 'environments in which the number of replicas is judged',
  },
  { name: 'replicas.min', default: 2, controls: ['WKL-09'], reason: 'one copy can restart while another answers' },
];
