import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOfEachKind } from '../../../__tests__/evidence/records.ts';
import { signerKey } from '../../../src/evidence/key.ts';
import { sealRecord } from '../../../src/evidence/seal.ts';

// Writes one signed record of each kind for the judge beside this file, and the public key it is to check them with, in PEM:
//   node scripts/judges/statement/write-records.ts DIRECTORY

const [directory = ''] = process.argv.slice(2);
if (directory === '') throw new Error('usage: write-records.ts DIRECTORY');

const signer = signerKey('tilsyn.dev/log/4711', Buffer.alloc(32, 7));
mkdirSync(join(directory, 'records'), { recursive: true });
writeFileSync(join(directory, 'key.pem'), signer.publicKey.export({ format: 'pem', type: 'spki' }));
writeFileSync(join(directory, 'keyid'), `${signer.name}+${signer.id}`);
for (const content of listOfEachKind()) {
  writeFileSync(join(directory, 'records', `${content.kind}.json`), sealRecord(content, signer).bytes);
}
