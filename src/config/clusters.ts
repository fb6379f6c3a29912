import { z } from 'zod';

export const kubernetesVersion = z.string().regex(/^1\.\d{1,3}$/, 'a minor version such as 1.35');

export const apiVersions = z.array(
  z.string().regex(/^[A-Za-z0-9./-]+$/, 'an API such as monitoring.coreos.com/v1, or one of its kinds behind another slash'),
);

const cluster = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/, 'a name: letters, digits, dashes, dots, at most 63')
    .describe('Name of the cluster; findings carry it.'),
  paths: z
    .array(z.string().min(1))
    .min(1)
    .describe('Globs of the files and folders that the cluster is deployed from. The first cluster that fits counts.'),
  kubernetesVersion: kubernetesVersion.optional().describe('Kubernetes version of the cluster; that of the whole file where left out.'),
  apiVersions: apiVersions
    .optional()
    .describe('APIs that the cluster has besides those of Kubernetes; those of the whole file where left out.'),
  environment: z.string().optional().describe('Environment of what no label names; that of the whole file where left out.'),
  server: z.string().default('').describe('Address of the API server, by which Argo CD names the cluster.'),
  labels: z
    .record(z.string(), z.string())
    .default({})
    .describe('Labels of the cluster in Argo CD; generators of an ApplicationSet ask for them.'),
  annotations: z.record(z.string(), z.string()).default({}).describe('Annotations of the cluster in Argo CD.'),
});

/** Several clusters that one repository is deployed to. */
export const clustersSchema = z
  .array(cluster)
  .default([])
  .superRefine((clusters, context) => {
    for (const [index, { name }] of clusters.entries())
      if (clusters.findIndex((other) => other.name === name) < index)
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `two clusters are called ${name}` });
  })
  .describe('Clusters that are deployed from this repository. Controls over a whole cluster judge each by itself.');
