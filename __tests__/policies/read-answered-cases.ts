import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Side, SourceFile } from '../../src/model/side.ts';
import { type ExpectedFinding, folders, policies } from './read-cases.ts';

/** A case of a control that the register answers for: `cases/<case>/register.yaml`, with the documents that it names beside it. */
export interface RegisterExample {
  readonly control: string;
  readonly name: string;
  readonly side: Side;
  readonly expected: { readonly today: string; readonly result: string; readonly findings: readonly ExpectedFinding[] };
}

/** A case of a control that people's decisions answer: `cases/<case>/decision.yaml`. */
export interface DecisionExample {
  readonly control: string;
  readonly name: string;
  readonly decision: unknown;
  readonly expected: { readonly result: string; readonly reason?: string };
}

export function readRegisterExamples(folder: string): readonly RegisterExample[] {
  return casesWith(folder, 'register.yaml').map(({ place, ...rest }) => ({
    ...rest,
    side: readSide(place),
    expected: readExpected(place),
  }));
}

export function readDecisionExamples(folder: string): readonly DecisionExample[] {
  return casesWith(folder, 'decision.yaml').map(({ place, ...rest }) => ({
    ...rest,
    decision: parse(readFileSync(join(place, 'decision.yaml'), 'utf8')) as unknown,
    expected: readExpected(place),
  }));
}

function casesWith(folder: string, file: string) {
  const control = folder.slice(folder.indexOf('/') + 1).toUpperCase();
  return folders(join(policies, folder, 'cases'))
    .map((name) => ({ control, name, place: join(policies, folder, 'cases', name) }))
    .filter(({ place }) => existsSync(join(place, file)));
}

function readExpected<Expected>(place: string): Expected {
  return JSON.parse(readFileSync(join(place, 'expected.json'), 'utf8')) as Expected;
}

/** The folder of the case as a tree, its register where registers lie. */
function readSide(place: string): Side {
  const paths = readdirSync(place, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map((path): readonly [string, SourceFile] => {
    const own = path.slice(place.length + 1).replaceAll('\\', '/');
    const name = own === 'register.yaml' ? 'compliance/register.yaml' : own;
    const bytes = readFileSync(path);
    return [name, { path: name, oid: createHash('sha1').update(bytes).digest('hex'), bytes }];
  });
  return { files: new Map(files), problems: [] };
}
