import { z } from 'zod';

const status = z.enum(['ok', 'failed', 'unproved']);

const fault = z.strictObject({
  code: z.string().min(1),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  position: z.int().min(0).optional().describe('Of the record, from 0, as in the names of the files.'),
  path: z.string().optional().describe('File on the branch of the log.'),
  sentence: z.string().describe('In English.'),
});

/** What `tilsyn verify --format json` prints. Additions keep the version; whatever is renamed, removed or given another meaning does not. */
export const verificationSchema = z
  .strictObject({
    schema: z.literal('tilsyn.verification/v1'),
    tool: z.strictObject({ name: z.literal('tilsyn'), version: z.string() }),
    at: z.string().describe('Instant that the records were held against, ISO 8601.'),
    key: z.string().describe('Name and id of the key that was given.'),
    status: status.describe('`unproved`: nothing wrong was seen, but a check had not all that it needs. Never the same as `ok`.'),
    exit: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    records: z.int().min(0).describe('Number of record files.'),
    checkpoint: z
      .strictObject({ origin: z.string(), size: z.int().min(0), root: z.string().regex(/^[0-9a-f]{64}$/) })
      .optional()
      .describe('Of the log, when the key signed it.'),
    checks: z.array(
      z.strictObject({
        name: z.string().min(1),
        title: z.string().describe('The good state, in English.'),
        status,
        faults: z.array(fault).describe('Why it failed or proves nothing; with `ok` remarks worth reading.'),
      }),
    ),
    firstBad: fault.optional().describe('The record lowest in the log that a failed check names; a file when none names a record.'),
  })
  .describe('A verification of an evidence log.');

export type VerificationDocument = z.output<typeof verificationSchema>;
