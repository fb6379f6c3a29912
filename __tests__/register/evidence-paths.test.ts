import { expect, test } from '@jest/globals';
import type { Side, SourceFile } from '../../src/model/side.ts';
import { selectEvidence, withEvidence } from '../../src/register/evidence-paths.ts';

const file = (path: string, text: string): [string, SourceFile] => [path, { path, oid: path, bytes: new TextEncoder().encode(text) }];

const register = `version: 1
benchmarks: [{id: b, cluster: c, ranOn: 2026-11-02, file: evidence/bench.json, sha256: ${'a'.repeat(64)}}]
roster:
  {people: [anna], reviewedOn: 2026-11-02, reviewer: bo, reference: r, evidence: {file: evidence/review.pdf, sha256: ${'a'.repeat(64)}}}
`;
const entries = ['apps/a.yaml', 'evidence/bench.json', 'evidence/review.pdf', 'evidence/other.pdf'].map((path) => ({ path }));
const side: Side = { files: new Map([file('r.yaml', register), file('evidence/bench.json', '{}')]), problems: [] };

test('read are the documents that the register names, that are there, and that were not read as data already', () => {
  expect(selectEvidence(entries, side, 'r.yaml')).toEqual(['evidence/review.pdf']);
});

test.each([
  ['there is none', 'elsewhere.yaml', side],
  ['it is broken', 'r.yaml', { files: new Map([file('r.yaml', `${register}other: 1\n`)]), problems: [] }],
] as const)('nothing is read for a register when %s', (_, path, given) => {
  expect(selectEvidence(entries, given, path)).toEqual([]);
});

test('a document that could not be read stays a problem with its name', () => {
  const problem = { code: 'file-unreadable', file: 'evidence/review.pdf', params: { what: 'symlink' } } as const;
  expect(withEvidence(side, { files: new Map(), problems: [problem] }).problems).toEqual([problem]);
});
