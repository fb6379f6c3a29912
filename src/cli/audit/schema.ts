import { z } from 'zod';

const person = z.strictObject({ id: z.int(), login: z.string() });
const instant = z.string().describe('UTC instant, ISO 8601.');
const count = z.int().min(0);
const position = count.describe('Of the record in the log, from 0.');
const month = z.string().regex(/^\d{4}-\d{2}$/);

const populationRow = z.strictObject({
  position,
  branch: z.string(),
  sha: z.string(),
  kind: z.enum(['change', 'gap']),
  at: instant.describe('Of the merge; of a gap when it was found.'),
  recordedAt: instant,
  pullRequest: z.int().optional(),
  author: person.optional(),
  mergedBy: person.optional(),
  approvers: z.array(person),
  conclusion: z.enum(['undecided', 'blocks', 'awaits', 'passes']).optional(),
  newFindings: count,
  waivers: z.array(z.string()),
  notAnalysed: count,
  bypass: z.string().optional().describe('How it went past the rules, as the code of a remark of `tilsyn verify`.'),
  deployedTo: z.array(z.string()),
  correctedBy: z.array(position),
});

const segregationRow = z.strictObject({
  position,
  sha: z.string(),
  makers: z.array(person),
  approvers: z.array(person),
  needed: count,
  result: z.enum(['separate', 'not-separate', 'not-needed', 'not-known']),
  mergedByMaker: z.boolean().describe('No fault where others approved; worth knowing.'),
});

const waiverRow = z.strictObject({
  id: z.string(),
  control: z.string(),
  subject: z.string(),
  category: z.string(),
  state: z.enum(['requested', 'granted', 'denied', 'revoked', 'expired', 'lapsed']).describe('At the end of the period.'),
  requestedBy: person,
  requestedAt: instant,
  approvedBy: z.array(person),
  expiresAt: instant,
  usedBy: z.array(z.string()).describe('Commits.'),
});

const bypassRow = z.strictObject({
  position,
  code: z.string(),
  sha: z.string(),
  at: instant,
  sentence: z.string().describe('In English.'),
  by: person.optional(),
});

const emergencyRow = z.strictObject({
  position,
  id: z.string(),
  by: person,
  at: instant,
  ticket: z.string().optional(),
  reviewDueAt: instant,
  reviewedBy: person.optional(),
  reviewedAt: instant.optional(),
  outcome: z.string().optional(),
});

const coverageRow = z.strictObject({
  month,
  area: z.int().min(1).max(8).describe('Area of the 2016 guide; a frame, not law.'),
  controls: count.describe('Controls of this tilsyn that belong to it.'),
  changes: count.describe('Changes of the month that were judged.'),
  new: count,
  fixed: count,
  waived: count,
  open: count.nullable().describe('Findings after the last judged change of the month; null in a month without one.'),
});

/** What `tilsyn audit --format json` prints. Additions keep the version; whatever is renamed, removed or given another meaning does not. */
export const auditSchema = z
  .strictObject({
    schema: z.literal('tilsyn.audit/v1'),
    tool: z.strictObject({ name: z.literal('tilsyn'), version: z.string() }),
    at: instant,
    from: instant,
    to: instant.describe('Not included.'),
    log: z.strictObject({ origin: z.string(), records: count, root: z.string(), key: z.string() }),
    completeness: z.strictObject({
      proved: z.boolean().describe('That each change of the protected branches has a record in this population.'),
      verification: z.enum(['ok', 'failed', 'unproved']).describe('Of the whole log, as `tilsyn verify` says it.'),
      branches: z.array(z.strictObject({ branch: z.string(), begins: instant.optional(), changes: count })),
      remarks: z.array(z.string()).describe('What failed or is not proved, in English.'),
    }),
    population: z.array(populationRow),
    segregation: z.array(segregationRow),
    waivers: z.array(waiverRow),
    bypasses: z.array(bypassRow),
    emergencies: z.array(emergencyRow),
    coverage: z.array(coverageRow),
    sample: z.array(position).describe('Drawn by the root of the log, so that nobody could choose it.'),
  })
  .describe('What an auditor asks of an evidence log, for a period.');

export type AuditDocument = z.output<typeof auditSchema>;
export type PopulationRow = AuditDocument['population'][number];
