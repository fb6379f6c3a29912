/**
 * Writes `__tests__/yaml/vectors.json`: what Kubernetes' own readers make of every case. Needs Go; run from the root of the repository:
 * `node scripts/vectors/yaml/write.ts`.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { listCases } from './cases.ts';

const folder = import.meta.dirname;
const output = execFileSync('go', ['run', '.'], { cwd: folder, input: JSON.stringify(listCases()), encoding: 'utf8', maxBuffer: 1 << 26 });
const vectors = JSON.parse(output) as readonly object[];
writeFileSync(`${folder}/../../../__tests__/yaml/vectors.json`, `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`);
process.stderr.write(`${vectors.length} vectors\n`);
