import { z } from 'zod';

/**
 * The one schema of `.github/tilsyn.yml`: validation, editor schema and the reader's errors come from it. Everything has a default, so an
 * empty file, or none, is the profile `danish-healthcare`. Unknown keys are errors.
 */
const people = z
  .strictObject({
    users: z.array(z.string().min(1)).default([]).describe('GitHub logins.'),
    teams: z.array(z.string().min(1)).default([]).describe('Team slugs of the owning organisation; needs a token that may read members.'),
  })
  .describe('People and teams. Empty: everyone with maintain or admin.');

const days = z.int().min(1).max(366);

/** A file that is read for certain: manifests and data are what the trees are read for. */
const dataFile = z
  .string()
  .regex(/^(?!\/)(?!(?:.*\/)?\.{1,2}\/).+\.(?:ya?ml|json)$/, 'a path below the top of the repository that ends in .yaml, .yml or .json');
const months = z.int().min(1).max(60);

/** Every number is a house default: the law sets no interval for any of these. */
const registerSettings = z.strictObject({
  path: dataFile.default('compliance/register.yaml'),
  required: z.boolean().default(false).describe('Missing and expired entries block.'),
  warnDays: z.int().min(0).max(366).default(60).describe('How long before its last day an entry is shown as soon to expire.'),
  statementDays: days.default(365).describe('How long a dated statement counts at most, whatever it says of itself.'),
  accessReviewDays: days.default(183).describe('AUT-15: longest time between reviews of privileged rights.'),
  lockoutAttempts: z.int().min(1).max(100).default(5).describe('AUT-05: most failed logins before an account is locked.'),
  logReviewDays: days.default(30).describe('LFU-03: longest time between reviews of logs.'),
  logRequestDays: z.int().min(1).max(60).default(5).describe('ALR-01: most working days until the controller has the log it asks for.'),
  logDrillMonths: months.default(12).describe('ALR-01: longest time between rehearsals.'),
  exerciseMonths: months.default(12).describe('INC-04: longest time between exercises.'),
  benchmarkDays: days.default(90).describe('INC-05: greatest age of a benchmark report.'),
  copyLockDays: days.default(30).describe('BAK-05: fewest days that the copy of a backup cannot be changed.'),
  restoreTestDays: days.default(183).describe('BAK-06: longest time between restores.'),
  supervisionMonths: months.default(12).describe('SUP-04: longest time between supervisions of a processor.'),
});

export const configurationSchema = z.strictObject({
  profile: z.enum(['danish-healthcare', 'baseline']).default('danish-healthcare').describe('Which controls apply.'),
  language: z.enum(['en', 'da']).default('en').describe('Language of comments, checks and reports.'),
  failOn: z.enum(['critical', 'high', 'medium', 'low', 'none']).default('high').describe('New findings of this severity and above block.'),
  gate: z.enum(['new', 'all']).default('new').describe('`all` lets existing findings block as well.'),
  notEvaluable: z.enum(['show', 'block']).default('show').describe('`block` lets new results that cannot be evaluated block.'),
  kubernetesVersion: z
    .string()
    .regex(/^1\.\d{1,3}$/, 'a minor version such as 1.35')
    .default('1.35')
    .describe('Kubernetes version whose rules apply.'),
  environment: z
    .string()
    .default('')
    .describe('Environment of everything in this repository that no label names, for example `production`.'),
  exclude: z.array(z.string().min(1)).default([]).describe('Globs of files that are never deployed. They are listed in the report.'),
  controls: z
    .record(z.string(), z.strictObject({ enabled: z.boolean().default(true) }))
    .default({})
    .describe('Switches single controls off. They are listed as not applicable.'),
  approvals: z
    .union([z.literal('none'), z.strictObject({ required: z.int().min(1).max(6).default(1) })])
    .default({ required: 1 })
    .describe('Approvals by people other than those who made the change; `none` switches the rule off.'),
  owners: people.default({ users: [], teams: [] }).describe('Who approves changes to the configuration itself.'),
  waivers: z
    .strictObject({
      approvers: people.default({ users: [], teams: [] }),
      maxDays: z
        .strictObject({
          critical: days.default(14),
          high: days.default(30),
          medium: days.default(90),
          low: days.default(180),
        })
        .default({ critical: 14, high: 30, medium: 90, low: 180 })
        .describe('Longest life of a waiver, by severity. House default.'),
    })
    .default({ approvers: { users: [], teams: [] }, maxDays: { critical: 14, high: 30, medium: 90, low: 180 } }),
  evidence: z
    .strictObject({ verifierKey: z.string().min(1).optional().describe('Verifier key of the evidence log, as `tilsyn keygen` prints it.') })
    .default({}),
  labels: z
    .strictObject({
      environment: z.string().default('tilsyn/environment'),
      dataClass: z.string().default('tilsyn/data-class'),
      owner: z.string().default('tilsyn/owner'),
      system: z.string().default('tilsyn/system'),
      logStream: z.string().default('tilsyn/log-stream'),
    })
    .default({
      environment: 'tilsyn/environment',
      dataClass: 'tilsyn/data-class',
      owner: 'tilsyn/owner',
      system: 'tilsyn/system',
      logStream: 'tilsyn/log-stream',
    })
    .describe('Names of the labels that tilsyn reads.'),
  register: registerSettings
    .prefault({})
    .describe('Where the register of attestations lies, whether it must be complete, and how long its entries count.'),
  parameters: z
    .strictObject({
      imageDigestIn: z.array(z.string()).default(['production']).describe('CHG-01: environments in which an image must carry its digest.'),
    })
    .default({ imageDigestIn: ['production'] })
    .describe('Numbers and lists that controls use.'),
});

export type RegisterSettings = z.output<typeof registerSettings>;
export type Configuration = z.output<typeof configurationSchema>;
