import { z } from 'zod';
import type { Control } from '../model/control.ts';

const language = z.strictObject({
  title: z.string(),
  why: z.string(),
  change: z.string(),
  notEvaluableWhen: z.string(),
  waivable: z.string(),
  messages: z.record(z.string(), z.string()),
});

const texts = z.array(z.string());

const controlSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{3}-\d\d$/),
  family: z.string(),
  severity: z.enum(['critical', 'high', 'medium', 'low']),
  scope: z.array(z.enum(['O', 'I', 'D', 'A'])).min(1),
  entrypoints: z.array(z.enum(['object', 'inventory', 'change'])),
  references: z.strictObject({
    guide: z.array(z.int()),
    iso27001: z.array(z.strictObject({ id: z.string(), title: z.string() })),
    gdpr: texts,
    nis2: texts,
    cis: z.record(z.string(), texts),
    pss: z.enum(['baseline', 'restricted']).nullable(),
    datatilsynet: texts,
  }),
  waivable: z.strictObject({ value: z.boolean(), approvals: z.int().nullable(), except: texts }),
  parameters: z.array(z.strictObject({ name: z.string(), default: z.json(), source: z.string(), reason: z.string().optional() })),
  example: z.strictObject({ avoid: z.string(), prefer: z.string() }).optional(),
  en: language,
  da: language,
});

const policies = z.strictObject({
  schema: z.literal('tilsyn.policies/v1'),
  opa: z.string(),
  sources: z.string(),
  wasm: z.string(),
  controls: z.array(controlSchema).min(1),
});

/** What is written beside the policies' wasm module: which sources and which compiler made it, and the controls in it. Digests are SHA-256 in hex. */
export interface PolicyManifest {
  readonly opa: string;
  readonly sources: string;
  readonly wasm: string;
  readonly controls: readonly ManifestControl[];
}

/** A control with the numbers and lists that it uses, which judging does not need to know. */
export interface ManifestControl extends Control {
  readonly parameters: readonly ControlParameter[];
  /** YAML that gets a finding, and the same in order; absent where no manifest can show it. */
  readonly example?: { readonly avoid: string; readonly prefer: string } | undefined;
}

export interface ControlParameter {
  readonly name: string;
  readonly default: unknown;
  /** `law`, `authority recommendation` or `house default`. */
  readonly source: string;
}

/** Reads `policies.json`; throws where it is not what the build writes. */
export function readPolicyManifest(text: string): PolicyManifest {
  return policies.parse(JSON.parse(text));
}
