import type { Parameter } from './parameters.ts';

/** Written by `npm run build:policies` from the METADATA of the controls. */
export const parameterTable: readonly Parameter[] = [
  { name: 'access.reviewDays', default: 183, controls: ['AUT-15'] },
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
  { name: 'attestation.maxAgeDays', default: 365, controls: ['BAK-05', 'LOG-06', 'LOG-08', 'PHY-03'] },
  { name: 'attestation.warnDays', default: 60, controls: ['PHY-01'] },
  { name: 'backup.copy.minLockDays', default: 30, controls: ['BAK-05'] },
  { name: 'benchmark.reportMaxDays', default: 90, controls: ['INC-05'] },
  {
    name: 'exposure.allowedServices',
    default: [],
    controls: ['OUT-05'],
    reason: 'Services that may be open to the outside, as `namespace/name`: the entrance itself',
  },
  { name: 'image.digestIn', default: ['production'], controls: ['CHG-01'] },
  { name: 'incident.exerciseMonths', default: 12, controls: ['INC-04'] },
  { name: 'logRequest.controllerDays', default: 5, controls: ['ALR-01'] },
  { name: 'logRequest.drillMonths', default: 12, controls: ['ALR-01'] },
  { name: 'logReview.days', default: 30, controls: ['LFU-03'] },
  { name: 'pdb.minDisruptions', default: 1, controls: ['WKL-09'], reason: 'a drain moves one pod at a time' },
  { name: 'processor.supervisionMonths', default: 12, controls: ['SUP-04'] },
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
  { name: 'restoreTest.days', default: 183, controls: ['BAK-06'] },
];
