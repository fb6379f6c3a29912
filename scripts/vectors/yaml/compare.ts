/**
 * Compares `readManifests` with Kubernetes' own readers on random texts: `node scripts/vectors/yaml/compare.ts [SEED] [COUNT]`. Needs Go. Fails if
 * both take a text and read different values, or if we take one that Go refuses, save for the one kind named below.
 */
import { isDeepStrictEqual } from 'node:util';
import { expectedDocuments, parsedDocuments, type Vector } from '../../../__tests__/yaml/vectors.ts';
import { readManifests } from '../../../src/yaml/read.ts';
import { randomTexts } from './fuzz.ts';
import { readWithGo } from './read-with-go.ts';

type Outcome = 'same' | 'both refuse' | 'only Go takes it' | 'only we take it' | 'different values';

const [seed = Date.now() % 1_000_000, count = 50_000] = process.argv.slice(2).map(Number);
const totals = new Map<Outcome, number>();
for (const vector of readWithGo([...randomTexts(seed, count)])) {
  const outcome = compare(vector);
  totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
  if (outcome === 'different values' || outcome === 'only we take it') process.stdout.write(`${outcome}: ${JSON.stringify(vector)}\n`);
}
process.stdout.write(`seed ${seed}: ${JSON.stringify(Object.fromEntries(totals))}\n`);
process.exitCode = totals.has('different values') || totals.has('only we take it') ? 1 : 0;

function compare(vector: Vector): Outcome {
  const { documents, problems } = readManifests('file', Buffer.from(vector.input));
  const refused = problems.some(({ code }) => code !== 'yaml-duplicate-key');
  if (vector.error !== undefined) return refused ? 'both refuse' : mayEndInJson(vector.input) ? 'same' : 'only we take it';
  if (refused) return 'only Go takes it';
  const same = isDeepStrictEqual(parsedDocuments(documents), expectedDocuments(vector));
  return same || problems.length > 0 ? 'same' : 'different values';
}

/** Behind a JSON value Go looks at four bytes to see whether YAML follows, and gives up when the file ends within them. */
function mayEndInJson(input: string): boolean {
  return /^\s*\{.*\}[^}]{0,8}$/s.test(input);
}
