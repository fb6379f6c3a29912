import { z } from 'zod';
import type { Person } from '../model/person.ts';

/*
 * The smallest parts that records are made of. All are bounded and in one line; none holds free text.
 */

export function shape<T extends z.core.$ZodLooseShape>(fields: T) {
  return z.strictObject(fields).readonly();
}

export function list<T extends z.ZodType>(item: T) {
  return z.array(item).readonly();
}

export const id = z.int().positive();
export const count = z.int().nonnegative();
/** A git object id, SHA-1 or SHA-256. */
export const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** UTC instant in ISO 8601, to the second or millisecond. The round trip refuses dates like 30 February, which engines read as March. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/)
  .refine((text) => Number.isFinite(Date.parse(text)) && new Date(text).toISOString().slice(0, 19) === text.slice(0, 19));
/** A name that comes from outside: bounded, in one line. The class is that of control characters, written as every reader of JSON Schema knows it. */
export const name = z
  .string()
  .min(1)
  .max(1024)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  .regex(/^[^\u0000-\u001f\u007f-\u009f]+$/); // oxlint-disable-line no-control-regex
export const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
export const controlId = z.string().regex(/^[A-Z][A-Z0-9]{1,9}-[0-9]{1,4}$/);
export const emergencyId = z.string().regex(/^EMG-[0-9A-HJKMNP-TV-Z]{12}$/);
export const waiverId = z.string().regex(/^WVR-[0-9A-HJKMNP-TV-Z]{12}$/);

/** A protected branch, by its name alone: what git allows in one, without `refs/heads/`. */
export const branch = name.regex(/^(?!refs\/)[^\s:~^?*[\\]+$/u);
/** A key of a log as `tilsyn keygen` prints it, the part that everybody may see. */
export const verifierKey = z
  .string()
  .max(400)
  .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/u);

export const person = shape({ id, login: name }) satisfies z.ZodType<Person>;
export const repository = shape({ id, name });
export const commit = shape({ sha, tree: sha });
/** The run of a workflow that made a record. */
export const run = shape({ runId: id, attempt: id, workflowRef: name, actionVersion: name });
/** The comment or review that a command stood in; `command` counts the commands of one text from 0. The digest is salted like that of a reason. */
export const source = shape({ kind: z.enum(['issue_comment', 'review']), id, command: count, bodyDigest: digest });
