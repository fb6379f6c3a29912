import type { z } from 'zod';
import { bad, good, type Reading } from './fault.ts';
import { hashKey, type LogRecord, type RecordContent, recordKey } from './record.ts';
import { PREDICATE_TYPES, PREDICATES, type RecordKind, statementSchema } from './schemas.ts';
import { decodeUtf8 } from './utf8.ts';

export type Statement = z.infer<typeof statementSchema>;

/** The in-toto statement that says `content` happened, and its key. Content that the schema refuses is our fault: throws. */
export function makeStatement(content: RecordContent): { readonly key: string; readonly payload: Buffer } {
  const key = recordKey(content);
  const predicate: unknown = PREDICATES[content.kind].parse({ recordKey: key, ...content.predicate });
  const statement: Statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjectsOf(content),
    predicateType: PREDICATE_TYPES[content.kind],
    predicate,
  };
  return { key, payload: Buffer.from(JSON.stringify(statement)) };
}

/**
 * Reads a statement back, strictly: one way to write it (a second key of the same name, which parsers silently drop, is seen here), only known
 * fields, and the key and subject that its content gives.
 */
export function readStatement(payload: Uint8Array): Reading<LogRecord> {
  const json = parseJson(payload);
  if (json === undefined) return bad('statement-invalid', { what: 'json' });
  const statement = statementSchema.safeParse(json);
  if (!statement.success) return bad('statement-invalid', { what: firstIssue(statement.error) });
  const kind = kindOf(statement.data.predicateType);
  if (kind === null) return bad('statement-invalid', { what: 'predicateType' });
  const predicate = PREDICATES[kind].safeParse(statement.data.predicate);
  if (!predicate.success) return bad('statement-invalid', { what: `predicate.${firstIssue(predicate.error)}` });
  // The schema was chosen by the kind, so the two belong together; the type cannot say so.
  const record = { kind, predicate: predicate.data } as LogRecord;
  const expected = recordKey(record);
  if (record.predicate.recordKey !== expected) return bad('key-differs', { expected, found: record.predicate.recordKey });
  if (JSON.stringify(statement.data.subject) !== JSON.stringify(subjectsOf(record))) return bad('statement-subject-wrong');
  return good(record);
}

/** What a record is about, as digests: matching is by digest, the name is for people. */
function subjectsOf(record: RecordContent): Statement['subject'] {
  const repository = record.predicate.repository.name;
  switch (record.kind) {
    case 'change':
    case 'gap':
    case 'deployment':
      return [commitSubject(`${repository}@refs/heads/${record.predicate.branch}`, record.predicate.merge)];
    case 'rewrite':
      return [commitSubject(`${repository}@refs/heads/${record.predicate.branch}`, record.predicate.tip)];
    case 'waiver':
      return record.predicate.fingerprints.map((sha256) => ({ name: `finding/${sha256}`, digest: { sha256 } }));
    case 'approval':
      return [{ name: `${repository}@${record.predicate.sha}`, digest: { gitCommit: record.predicate.sha } }];
    case 'command':
    case 'emergency':
      return [{ name: `${repository}@${record.predicate.headSha}`, digest: { gitCommit: record.predicate.headSha } }];
    case 'emergency-review':
      return [{ name: `emergency/${record.predicate.emergency}`, digest: { sha256: hashKey(record.predicate.emergency) } }];
    case 'correction':
      return [{ name: `record/${record.predicate.corrects}`, digest: { sha256: record.predicate.leaf } }];
    case 'key-rotation':
    case 'key-loss':
      return [{ name: `key/${record.predicate.newKey}`, digest: { sha256: hashKey(record.predicate.newKey) } }];
  }
}

function commitSubject(subject: string, { sha, tree }: { readonly sha: string; readonly tree: string }): Statement['subject'][number] {
  return { name: subject, digest: { gitCommit: sha, gitTree: tree } };
}

function parseJson(payload: Uint8Array): unknown {
  const text = decodeUtf8(payload);
  try {
    const json: unknown = JSON.parse(text ?? '');
    return JSON.stringify(json) === text ? json : undefined;
  } catch {
    return undefined;
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  // Of a field that should not be there zod names the object only; its name is what helps.
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])];
  return path.join('.').slice(0, 200);
}

function kindOf(predicateType: string): RecordKind | null {
  const kinds = Object.keys(PREDICATE_TYPES) as RecordKind[];
  return kinds.find((kind) => PREDICATE_TYPES[kind] === predicateType) ?? null;
}
