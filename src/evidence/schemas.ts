import { z } from 'zod';
import { approvalSchema, changeSchema, commandSchema, gapSchema, waiverSchema } from './schema.ts';
import {
  correctionSchema,
  deploymentSchema,
  emergencyReviewSchema,
  emergencySchema,
  keyLossSchema,
  keyRotationSchema,
  rewriteSchema,
} from './schema-log.ts';
import { digest, list, name, sha, shape } from './schema-words.ts';

/** The predicate of each kind of record. */
export const PREDICATES = {
  change: changeSchema,
  gap: gapSchema,
  waiver: waiverSchema,
  approval: approvalSchema,
  command: commandSchema,
  emergency: emergencySchema,
  'emergency-review': emergencyReviewSchema,
  deployment: deploymentSchema,
  rewrite: rewriteSchema,
  correction: correctionSchema,
  'key-rotation': keyRotationSchema,
  'key-loss': keyLossSchema,
} as const;

export type RecordKind = keyof typeof PREDICATES;

/** Names of our predicates; a change of meaning gets a new number. */
export const PREDICATE_TYPES = {
  change: 'https://tilsyn.dev/predicates/change-record/v1',
  gap: 'https://tilsyn.dev/predicates/gap-record/v1',
  waiver: 'https://tilsyn.dev/predicates/waiver-event/v1',
  approval: 'https://tilsyn.dev/predicates/approval/v1',
  command: 'https://tilsyn.dev/predicates/refused-command/v1',
  emergency: 'https://tilsyn.dev/predicates/emergency/v1',
  'emergency-review': 'https://tilsyn.dev/predicates/emergency-review/v1',
  deployment: 'https://tilsyn.dev/predicates/deployment/v1',
  rewrite: 'https://tilsyn.dev/predicates/branch-rewrite/v1',
  correction: 'https://tilsyn.dev/predicates/correction/v1',
  'key-rotation': 'https://tilsyn.dev/predicates/key-rotation/v1',
  'key-loss': 'https://tilsyn.dev/predicates/key-loss/v1',
} as const satisfies Record<RecordKind, string>;

const subjects = list(
  shape({
    name,
    digest: shape({ gitCommit: z.exactOptional(sha), gitTree: z.exactOptional(sha), sha256: z.exactOptional(digest) }),
  }),
).refine((all) => all.length > 0);

const STATEMENT = z.literal('https://in-toto.io/Statement/v1');

/** An in-toto Statement, version 1 (in-toto/attestation: spec/v1/statement.md), as far as we use it. */
export const statementSchema = shape({ _type: STATEMENT, subject: subjects, predicateType: name, predicate: z.unknown() });

/** What the payload of a record's envelope holds, kind by kind: the schema for readers that are not ours. */
export const recordDocumentSchema = z
  .union(
    Object.entries(PREDICATES).map(([kind, predicate]) =>
      z
        .strictObject({
          _type: STATEMENT,
          subject: subjects,
          predicateType: z.literal(PREDICATE_TYPES[kind as RecordKind]),
          predicate,
        })
        .describe(kind),
    ),
  )
  .describe('An in-toto statement that one record of an evidence log holds, as the payload of its DSSE envelope.');
