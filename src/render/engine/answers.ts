import { z } from 'zod';

/** What the engine answers, as `engine/README.md` has it; more fields than are used here may come. */
const missing = z.looseObject({
  kind: z.string(),
  name: z.string().optional(),
  version: z.string().optional(),
  url: z.string().optional(),
  at: z.string().optional(),
  file: z.string().optional(),
});

/** A call of a template that a cluster would answer otherwise; `branches` when it stands in a condition. */
const use = z.looseObject({ feature: z.string(), file: z.string(), line: z.int(), branches: z.boolean() });

const failure = z.looseObject({
  ok: z.literal(false),
  error: z.looseObject({
    kind: z.string(),
    message: z.string(),
    file: z.string().optional(),
    line: z.int().optional(),
    url: z.string().optional(),
    missing: z.array(missing).default([]),
  }),
});

const helm = z.looseObject({
  ok: z.literal(true),
  kind: z.literal('helm'),
  documents: z.array(
    z.looseObject({
      size: z.int(),
      source: z.string(),
      file: z.string().nullish(),
      kind: z.enum(['manifest', 'hook', 'test', 'crd']),
      lines: z.array(z.int()).optional(),
    }),
  ),
  templates: z.array(z.looseObject({ file: z.string().nullish(), inside: z.string().nullish(), source: z.string() })).default([]),
  reads: z.array(z.looseObject({ template: z.int(), line: z.int(), values: z.array(z.string()) })).default([]),
  missing: z.array(missing),
  uses: z.array(use).default([]),
  generated: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
  skippedHooks: z.array(z.looseObject({ source: z.string(), hook: z.string() })).default([]),
});

const origin = z.looseObject({
  path: z.string().optional(),
  configuredIn: z.string().optional(),
  repo: z.string().optional(),
});

const kustomize = z.looseObject({
  ok: z.literal(true),
  kind: z.literal('kustomize'),
  documents: z.array(z.looseObject({ size: z.int(), origin: origin.nullish() })),
  missing: z.array(missing),
  uses: z.array(use).default([]),
  generated: z.array(z.string()).default([]),
});

const envsubst = z.looseObject({ ok: z.literal(true), kind: z.literal('envsubst'), documents: z.array(z.looseObject({ size: z.int() })) });

const template = z.looseObject({ ok: z.literal(true), kind: z.literal('template'), documents: z.array(z.looseObject({ size: z.int() })) });

export const answerSchemas = {
  helm: z.union([failure, helm]),
  kustomize: z.union([failure, kustomize]),
  envsubst: z.union([failure, envsubst]),
  template: z.union([failure, template]),
};

export type EngineFailure = z.output<typeof failure>['error'];
export type HelmAnswer = z.output<typeof helm>;
export type SubstituteAnswer = z.output<typeof envsubst>;
export type TemplateAnswer = z.output<typeof template>;
export type KustomizeAnswer = z.output<typeof kustomize>;
export type TemplateUse = z.output<typeof use>;
export type MissingPart = z.output<typeof missing>;
