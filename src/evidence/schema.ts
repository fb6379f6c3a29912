import { z } from 'zod';
import type { Severity } from '../model/control.ts';
import type { Change } from '../model/finding.ts';
import type { Permission } from '../model/person.ts';
import type { Conclusion } from '../model/verdict.ts';
import type { WaiverCategory } from '../model/waiver.ts';
import {
  branch,
  code,
  commit,
  controlId,
  count,
  digest,
  emergencyId,
  id,
  instant,
  list,
  name,
  person,
  repository,
  run,
  sha,
  shape,
  source,
  waiverId,
} from './schema-words.ts';

/*
 * What a record may hold, to the key: a field that is not named here is refused when a record is made and when it is read. So no e-mail address,
 * no manifest, no secret value and no free text can slip in. Free text is present as a salted digest only (`texts.ts`).
 */

const severity = z.enum(['critical', 'high', 'medium', 'low']) satisfies z.ZodType<Severity>;
const change = z.enum(['new', 'existing', 'fixed']) satisfies z.ZodType<Change>;
const conclusion = z.enum(['undecided', 'blocks', 'awaits', 'passes']) satisfies z.ZodType<Conclusion>;
export const permission = z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']) satisfies z.ZodType<Permission>;
const category = z.enum(['waiver', 'mitigated', 'false-positive']) satisfies z.ZodType<WaiverCategory>;

export const common = { recordKey: name, repository, runtime: run };

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
  engineDigest: digest,
  /** Number of objects judged. */
  objects: count,
  counts: shape({ critical: changeCounts, high: changeCounts, medium: changeCounts, low: changeCounts }),
  findings: list(finding),
});

const approval = shape({ by: person, sha, via: z.enum(['review', 'comment']), at: instant, sourceId: id, counts: z.boolean() });

/** One commit of a protected branch and how it came there. */
export const changeSchema = shape({
  ...common,
  branch,
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
  /** Who pushed, where no pull request says it and GitHub told us at the time. */
  pushedBy: z.exactOptional(person),
  /** It came past the rules of the branch, as GitHub says of the push. Absent also where GitHub did not tell. */
  bypass: z.exactOptional(shape({ suite: id, by: person })),
  mergedAt: instant,
  /** Long after the merge, it was reconstructed. */
  recordedAt: instant,
  /** The emergency procedure that let it through. */
  emergency: z.exactOptional(emergencyId),
  /** Absent when nothing was judged. */
  evaluation: z.exactOptional(evaluation),
  approvalsNeeded: count,
  approvals: list(approval),
  waivers: list(shape({ id: waiverId, expiresAt: instant })),
  /** Without the details of a problem: they may quote a file. */
  notAnalysed: list(shape({ code, root: z.exactOptional(name), file: z.exactOptional(name) })),
}).refine((record) => record.directPush === (record.pullRequest === undefined), { path: ['directPush'] });

/** One commit of a protected branch of which no more can be said than that it is there. */
export const gapSchema = shape({
  ...common,
  branch,
  merge: commit,
  at: instant,
  /** `log-begins`: nothing before this commit is recorded on this branch. */
  reason: z.enum(['facts-unavailable', 'list-truncated', 'log-begins']),
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
