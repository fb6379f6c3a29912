import { z } from 'zod';
import { isDay } from './day.ts';

/**
 * The one schema of the register, `compliance/register.yaml`: what manifests cannot show and somebody vouches for. Everything may be left out;
 * what is written is written whole, and unknown keys are errors. Days are ISO days of UTC.
 */
const text = z.string().trim().min(1).max(500);
const id = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,60}[a-z0-9])?$/, 'lower case letters, digits, dots and hyphens, at most 62');
const day = z.string().refine(isDay, 'a day of the calendar, such as 2026-11-24');
const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters, ISO 3166-1');
const host = z
  .string()
  .regex(/^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'a host name in lower case');
const file = z
  .string()
  .max(500)
  .regex(/^(?!\/)(?!(?:.*\/)?\.{1,2}(?:\/|$)).+$/, 'a path from the top of the repository');

const evidence = z
  .strictObject({
    file: file.describe('From the top of the repository. A file that is not in it is taken as kept elsewhere.'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case'),
  })
  .optional()
  .describe('The document behind the entry. Its digest is checked when the file is in the repository.');

/** Somebody's word on a day: who gives it, and what it covers. */
const statement = { statedOn: day, by: text, scope: text, validUntil: day.optional(), reference: text.optional(), evidence };

const certificate = z.strictObject({
  standard: z.enum(['ISO27001', 'ISAE3000', 'ISAE3402']),
  scope: text.describe('Names the location, by its id or its name.'),
  issuedOn: day.optional(),
  validUntil: day.describe('The last day on which it counts.'),
  reference: text,
  evidence,
});

const location = z.strictObject({
  id,
  name: text.min(3),
  country,
  region: text.optional().describe('Region as manifests name it, such as eu-north-1.'),
  certificate: certificate.optional(),
  diskDisposal: z.strictObject({ statedOn: day, method: text, reference: text, evidence }).optional(),
});

const subProcessor = z.strictObject({ id, name: text, country, task: text, hosts: z.array(host).default([]) });

const processor = z.strictObject({
  id,
  name: text,
  country,
  hosts: z.array(host).default([]).describe('Hosts that data are sent to.'),
  agreement: z.strictObject({ id: text, template: text, templateVersion: text, signedOn: day, evidence }).optional(),
  instruction: z
    .strictObject({ version: text, areas: z.array(z.int().min(1).max(8)).describe('Areas of the 2016 guide that it covers.'), evidence })
    .optional(),
  supervision: z.strictObject({ lastOn: day, method: text, reference: text, evidence }).optional(),
  subProcessors: z.array(subProcessor).default([]),
});

const identityProvider = z.strictObject({
  name: text,
  mfa: z
    .strictObject({ ...statement, enforced: z.boolean(), exceptions: z.int().min(0).describe('People who sign in without.') })
    .optional(),
  lockout: z.strictObject({ ...statement, maxAttempts: z.int().min(1), window: text }).optional(),
});

const roster = z.strictObject({
  people: z.array(text).describe('People and groups that may hold privileged rights, as role bindings name them.'),
  reviewedOn: day,
  reviewer: text,
  reference: text,
  evidence,
});

const logStore = z.strictObject({
  id,
  ...statement,
  retentionDays: z.int().min(1),
  lock: z.strictObject({ mode: z.enum(['COMPLIANCE', 'GOVERNANCE']), days: z.int().min(1) }).optional(),
  separateAccount: z
    .boolean()
    .default(false)
    .describe('It lies in an account or cluster that roles of production cannot change or delete in.'),
});

const logSources = z.strictObject({
  ...statement,
  sources: z.array(z.enum(['nodes', 'ingress', 'identity', 'git'])),
  timeSource: text,
  applications: z.array(z.strictObject({ name: text, fields: z.array(z.enum(['time', 'user', 'kindOfUse', 'personOrCriterion'])) })),
});

const logReview = z.strictObject({
  id,
  on: day,
  period: text,
  reviewer: text,
  operator: text,
  sampleSize: z.int().min(0),
  outcome: text,
  reference: text,
  evidence,
});

const logRequests = z.strictObject({
  contactRole: text,
  controllerDays: z.int().min(0).describe('Working days until the controller has the log.'),
  dataSubjectDays: z.int().min(0).describe('Days until a patient has the answer.'),
  covers: z.array(z.enum(['controller', 'data-subject'])),
  drilledOn: day.optional(),
  reference: text,
  evidence,
});

const incidentPlan = z.strictObject({
  version: text,
  reference: text,
  deadlines: z
    .strictObject({ earlyWarning24h: text, notification72h: text, finalReport1month: text })
    .describe('The role that keeps each.'),
  controllerContact: text,
  exercises: z.array(z.strictObject({ id, on: day, scope: text, reference: text, evidence })).default([]),
  evidence,
});

const benchmark = z.strictObject({
  id,
  cluster: text,
  ranOn: day,
  file: file.describe('The report as kube-bench writes it with --json, in this repository.'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case'),
});

const backupCopy = z.strictObject({
  id,
  of: text.describe('The backup that it is a copy of.'),
  ...statement,
  lockDays: z.int().min(0),
  apart: z.enum(['account', 'site', 'no']).describe('Whether it lies in another account or at another site than the backup.'),
});

const restoreTest = z.strictObject({
  id,
  on: day,
  system: text,
  scope: text,
  duration: z.string().regex(/^(?=.)(?:\d{1,4}h)?(?:\d{1,4}m)?$/, 'hours and minutes, such as 2h40m'),
  result: z.enum(['ok', 'failed']),
  dataChecked: z.boolean(),
  reference: text,
  evidence,
});

export const registerSchema = z.strictObject({
  version: z.literal(1),
  locations: z.array(location).default([]),
  processors: z.array(processor).default([]),
  identityProvider: identityProvider.optional(),
  roster: roster.optional(),
  logStores: z.array(logStore).default([]),
  logSources: logSources.optional(),
  logReviews: z.array(logReview).default([]),
  logRequests: logRequests.optional(),
  incidentPlan: incidentPlan.optional(),
  benchmarks: z.array(benchmark).default([]),
  backupCopies: z.array(backupCopy).default([]),
  restoreTests: z.array(restoreTest).default([]),
});

export type Register = z.output<typeof registerSchema>;
