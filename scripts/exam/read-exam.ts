import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A line of `expected.jsonl`: on this object of this case, this upstream check must (`fail`) or must not (`pass`) fire. */
export interface Expectation {
  readonly case: string;
  readonly files: readonly string[];
  readonly check: string;
  readonly topic: string;
  /** Our controls that cover it; null when it is out of scope. */
  readonly ours: readonly string[] | null;
  readonly verdict: 'fail' | 'pass';
  readonly object?: ObjectName;
  readonly paths?: readonly string[];
}

export interface ObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a matter is called, which of our controls cover it, and how a finding's path shows that it is about this one. */
export type Topics = Readonly<
  Record<string, { readonly ours: readonly string[]; readonly path?: string; readonly stricter?: readonly string[] }>
>;

export interface Exam {
  readonly name: string;
  readonly folder: string;
  readonly expectations: readonly Expectation[];
}

/** Folders that hold an exam, in order of name. */
export function findExams(folder: string): readonly Exam[] {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.jsonl')));
  return names.sort().map((name) => ({ name, folder: join(folder, name), expectations: readLines(join(folder, name, 'expected.jsonl')) }));
}

export function readTopics(folder: string): Topics {
  return JSON.parse(readFileSync(join(folder, 'topics.json'), 'utf8')) as Topics;
}

function readLines(file: string): readonly Expectation[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Expectation);
}

/** Whether a case is one file with one object: then every finding is about it, whatever it is called. */
export function isSingle({ folder }: Exam, { files }: Expectation): boolean {
  const [file] = files;
  if (file === undefined || files.length > 1) return false;
  const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8'), { logLevel: 'silent', uniqueKeys: false });
  return [...documents].filter((document) => 'contents' in document && document.contents !== null).length === 1;
}
