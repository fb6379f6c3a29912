/**
 * Writes `__tests__/yaml/vectors.golden.json`: what Kubernetes' own readers make of every case. Needs Go; run from anywhere:
 * `node scripts/vectors/yaml/write.ts`.
 */
import { writeFileSync } from 'node:fs';
import { listCases } from './cases.ts';
import { readWithGo } from './read-with-go.ts';

const vectors = readWithGo(listCases());
const file = new URL('../../../__tests__/yaml/vectors.golden.json', import.meta.url);
writeFileSync(file, `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`);
process.stderr.write(`${vectors.length} vectors\n`);
