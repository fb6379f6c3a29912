import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { logOrigin } from '../../../src/evidence/checkpoint.ts';
import { formatVerifierKey, signerKey } from '../../../src/evidence/key.ts';
import { appendRecords, emptyLog, foundLog } from '../../../src/evidence/log.ts';
import { sealRecord } from '../../../src/evidence/seal.ts';

// Writes a log of gap records for the judge beside this file and prints its verifier key:
//   key=$(node scripts/judges/checkpoint/write-log.ts DIRECTORY 300)
//   (cd scripts/judges/checkpoint && go run . DIRECTORY "$key")

const [directory = '', count = ''] = process.argv.slice(2);
if (directory === '' || !(Number(count) > 0)) throw new Error('usage: write-log.ts DIRECTORY COUNT');

const origin = logOrigin(4711);
const signer = signerKey(origin, Buffer.alloc(32, 7));
const records = Array.from({ length: Number(count) }, (_, n) => {
  const sha = n.toString(16).padStart(40, '0');
  const predicate = {
    repository: { id: 4711, name: 'region/journal' },
    runtime: { runId: 1, attempt: 1, workflowRef: 'region/journal/.github/workflows/tilsyn.yml@refs/heads/main', actionVersion: '0.1.0' },
    branch: 'main',
    merge: { sha, tree: sha },
    at: '2026-11-21T10:00:00Z',
    reason: 'facts-unavailable' as const,
  };
  return sealRecord({ kind: 'gap', predicate }, signer);
});
const { additions } = appendRecords(emptyLog(origin), records, signer);
for (const { path, bytes } of [...foundLog(origin, signer), ...additions]) {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), bytes);
}
console.log(formatVerifierKey(signer));
