import { z } from 'zod';
import { common, permission } from './schema.ts';
import {
  branch,
  commit,
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
  verifierKey,
} from './schema-words.ts';

/*
 * Records beside the daily ones: what is done in an emergency, where a change went, and what happens to the log itself.
 */

/** A case number such as `INC-2211`; anything longer could be a name or a person's number. */
const ticket = z.string().regex(/^[A-Z][A-Z0-9]{1,9}-[0-9]{1,8}$/);
/** Environment. */
const place = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,252}$/);

const spoken = { pullRequest: id, actor: person, source, at: instant, reasonDigest: z.exactOptional(digest), permissionThen: permission };

/** Somebody used the emergency procedure. The check stays red; others must look at it afterwards. */
export const emergencySchema = shape({
  ...common,
  ...spoken,
  emergency: emergencyId,
  headSha: sha,
  ticket: z.exactOptional(ticket),
  reviewDueAt: instant,
});

/** Somebody looked at an emergency afterwards. */
export const emergencyReviewSchema = shape({
  ...common,
  ...spoken,
  emergency: emergencyId,
  outcome: z.enum(['accepted', 'must-be-mended']),
});

/** A recorded commit was deployed, as an account reported that the protected configuration names. */
export const deploymentSchema = shape({
  ...common,
  branch,
  merge: commit,
  environment: place,
  /** GitHub's number of the deployment. */
  deployment: id,
  reportedBy: person,
  at: instant,
});

/** A protected branch lost commits that are recorded: it was moved by force. */
export const rewriteSchema = shape({
  ...common,
  branch,
  /** Where the branch stood when it was found. */
  tip: commit,
  at: instant,
  abandoned: list(sha).refine((all) => all.length > 0 && new Set(all).size === all.length),
});

/** A run, or a person at a command line, whose name nothing here could prove. */
const maker = z.union([run, shape({ commandLine: z.literal(true), actionVersion: name })]);
const byAny = { recordKey: name, repository, runtime: maker, at: instant };

/** A later word on an earlier record, which stays as it is. */
export const correctionSchema = shape({
  ...byAny,
  /** Key of the record, and the leaf hash of its file. */
  corrects: name,
  leaf: digest,
  reason: z.enum(['text-erased', 'recorded-wrongly']),
  /** Digests of texts that are gone. */
  erased: list(digest),
  /** Salted digest of what is right instead. */
  noteDigest: z.exactOptional(digest),
}).refine((record) => (record.reason === 'text-erased') === record.erased.length > 0, { path: ['erased'] });

/** From here on another key signs. Signed by the old one. */
export const keyRotationSchema = shape({ ...byAny, oldKey: verifierKey, newKey: verifierKey }).refine(differ, { path: ['newKey'] });

/** The old key is gone, so it could not name the new one: this is signed by the new one, and only who trusts that one can believe it. */
export const keyLossSchema = shape({
  ...byAny,
  oldKey: verifierKey,
  newKey: verifierKey,
  /** Commit of the default branch whose configuration declared the loss. */
  decidedIn: sha,
}).refine(differ, { path: ['newKey'] });

function differ({ oldKey, newKey }: { readonly oldKey: string; readonly newKey: string }): boolean {
  return oldKey !== newKey;
}
