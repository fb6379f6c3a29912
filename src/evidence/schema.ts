import { z } from 'zod';
import type { Severity } from '../model/control.ts';
import type { Change } from '../model/finding.ts';
import type { Permission, Person } from '../model/person.ts';
import type { Conclusion } from '../model/verdict.ts';
import type { WaiverCategory } from '../model/waiver.ts';

/*
 * What a record may hold, to the key: a field that is not named here is refused when a record is made and when it is read. So no e-mail address,
 * no manifest, no secret value and no free text can slip in. Free text is present as a salted digest only (`texts.ts`).
 */

function shape<T extends z.core.$ZodLooseShape>(fields: T) {
  return z.strictObject(fields).readonly();
}

function list<T extends z.ZodType>(item: T) {
  return z.array(item).readonly();
}

const id = z.int().positive();
const count = z.int().nonnegative();
/** A git object id, SHA-1 or SHA-256. */
const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** UTC instant in ISO 8601, to the second or millisecond. The round trip refuses dates like 30 February, which engines read as March. */
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/)
  .refine((text) => Number.isFinite(Date.parse(text)) && new Date(text).toISOString().slice(0, 19) === text.slice(0, 19));
/** A name that comes from outside: bounded, in one line. */
const name = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[^\p{Cc}]+$/u);
const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
const controlId = z.string().regex(/^[A-Z][A-Z0-9]{1,9}-[0-9]{1,4}$/);
const waiverId = z.string().regex(/^WVR-[0-9A-HJKMNP-TV-Z]{12}$/);

const severity = z.enum(['critical', 'high', 'medium', 'low']) satisfies z.ZodType<Severity>;
const change = z.enum(['new', 'existing', 'fixed']) satisfies z.ZodType<Change>;
const conclusion = z.enum(['undecided', 'blocks', 'awaits', 'passes']) satisfies z.ZodType<Conclusion>;
const permission = z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']) satisfies z.ZodType<Permission>;
const category = z.enum(['waiver', 'mitigated', 'false-positive']) satisfies z.ZodType<WaiverCategory>;

const person = shape({ id, login: name }) satisfies z.ZodType<Person>;
const repository = shape({ id, name });
const commit = shape({ sha, tree: sha });
const runtime = shape({ runId: id, attempt: id, workflowRef: name, actionVersion: name });
/** The comment or review that a command stood in; `command` counts the commands of one text from 0. The digest is salted like that of a reason. */
const source = shape({ kind: z.enum(['issue_comment', 'review']), id, command: count, bodyDigest: digest });

const common = { recordKey: name, repository, runtime };

const finding = shape({
  fingerprint: digest,
  control: controlId,
  severity,
  status: z.enum(['fail', 'not-evaluable']),
  change: z.exactOptional(change),
  waiver: z.exactOptional(waiverId),
});

const changeCounts = shape({ new: count, existing: count, fixed: count });

const evaluation = shape({
  conclusion,
  configDigest: digest,
  policiesDigest: digest,
  engineDigest: z.exactOptional(digest),
  /** Number of objects judged. */
  objects: count,
  counts: shape({ critical: changeCounts, high: changeCounts, medium: changeCounts, low: changeCounts }),
  findings: list(finding),
});

const approval = shape({ by: person, sha, via: z.enum(['review', 'comment']), at: instant, sourceId: id, counts: z.boolean() });

/** One commit of the protected branch and how it came there. */
export const changeSchema = shape({
  ...common,
  /** Absent for a direct push. */
  pullRequest: z.exactOptional(
    shape({
      number: id,
      author: person,
      /** Everyone seen pushing to the pull request's branch. */
      pushers: list(person),
      /** Authors, committers and co-authors of its commits as far as GitHub knows them. */
      contributors: list(person),
      head: commit,
    }),
  ),
  directPush: z.boolean(),
  base: commit,
  merge: commit,
  mergedBy: z.exactOptional(person),
  mergedAt: instant,
  /** Absent when nothing was judged. */
  evaluation: z.exactOptional(evaluation),
  approvalsNeeded: count,
  approvals: list(approval),
  waivers: list(shape({ id: waiverId, expiresAt: instant })),
  /** Without the details of a problem: they may quote a file. */
  notAnalysed: list(shape({ code, root: z.exactOptional(name), file: z.exactOptional(name) })),
}).refine((record) => record.directPush === (record.pullRequest === undefined), { path: ['directPush'] });

/** One commit of the protected branch of which no more can be said than that it is there. */
export const gapSchema = shape({
  ...common,
  merge: commit,
  at: instant,
  reason: z.enum(['facts-unavailable', 'branch-rewritten', 'list-truncated']),
});

export const waiverSchema = shape({
  ...common,
  waiver: waiverId,
  event: z.enum(['requested', 'granted-approval', 'denied', 'revoked', 'renewed']),
  control: controlId,
  fingerprints: list(digest).refine((all) => all.length > 0 && new Set(all).size === all.length),
  /** `Kind/namespace/name`. */
  subject: name,
  category,
  expiresAt: instant,
  pullRequest: id,
  headSha: sha,
  actor: person,
  source,
  at: instant,
  reasonDigest: z.exactOptional(digest),
  approvalsNeeded: id,
  permissionThen: permission,
});

/** Consent to a commit by comment. */
export const approvalSchema = shape({
  ...common,
  pullRequest: id,
  sha,
  actor: person,
  source,
  at: instant,
  permissionThen: permission,
});

/** A command that was refused. */
export const commandSchema = shape({
  ...common,
  pullRequest: id,
  headSha: sha,
  verb: code,
  /** Which rule refused it. */
  refusal: code,
  actor: person,
  source,
  at: instant,
  permissionThen: z.exactOptional(permission),
});

/** An in-toto Statement, version 1 (in-toto/attestation: spec/v1/statement.md), as far as we use it. */
export const statementSchema = shape({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: list(
    shape({
      name,
      digest: shape({ gitCommit: z.exactOptional(sha), gitTree: z.exactOptional(sha), sha256: z.exactOptional(digest) }),
    }),
  ).refine((subjects) => subjects.length > 0),
  predicateType: name,
  predicate: z.unknown(),
});
