import { createHash } from 'node:crypto';
import { discoverRoots } from '../../discover/roots.ts';
import type { Case, Policies } from '../../pipeline/case.ts';

/** How a review is shared out among jobs. Everything that the renders depend on, and so everything that parts must agree on, is in its digest. */
export interface Plan {
  readonly shards: number;
  /** SHA-256, hex. */
  readonly digest: string;
}

/** Charts and kustomizations that a shard is worth starting for. */
const rootsAShard = 25;

export function makePlan(given: Case, policies: Policies, most: number): Plan {
  const { exclude, charts, chartCiValues } = given.configuration.configuration;
  const { roots } = discoverRoots(given.head.files, { exclude, charts, ciValues: chartCiValues });
  const rendered = roots.filter(({ kind }) => kind !== 'plain').length;
  return planFor(given, policies, Math.max(1, Math.min(most, Math.ceil(rendered / rootsAShard))));
}

/** The plan of this very case for so many shards: head, base, configuration, engine, policies and number. */
export function planFor({ subject, configuration }: Case, { rendering, digest, version }: Policies, shards: number): Plan {
  const bound = [subject, configuration.digest, rendering.engine.digest, digest, version, shards];
  return { shards, digest: createHash('sha256').update(JSON.stringify(bound)).digest('hex') };
}

/** `4:…` as it goes from job to job. */
export function writePlan({ shards, digest }: Plan): string {
  return `${shards}:${digest}`;
}

export function readPlan(text: string): Plan | undefined {
  const [, shards, digest = ''] = /^([1-9]\d{0,2}):([0-9a-f]{64})$/.exec(text) ?? [];
  return shards === undefined ? undefined : { shards: Number(shards), digest };
}
