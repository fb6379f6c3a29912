import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { auditSchema } from '../src/cli/audit/schema.ts';
import { verificationSchema } from '../src/cli/verification-schema.ts';
import { lockSchema } from '../src/config/remote-lock.ts';
import { configurationSchema } from '../src/config/schema.ts';
import { recordDocumentSchema } from '../src/evidence/schemas.ts';
import { registerSchema } from '../src/register/schema.ts';
import { reportSchema } from '../src/report/schema.ts';

/** Writes the JSON Schemas that editors and readers of reports use; with `--check` says whether the ones checked in are the same. */
const schemas = [
  { file: 'config.schema.json', title: 'Configuration of tilsyn, .github/tilsyn.yml', schema: configurationSchema, io: 'input' },
  { file: 'lock.schema.json', title: 'Lock of remote sources, .github/tilsyn.lock.yaml', schema: lockSchema, io: 'input' },
  { file: 'register.schema.json', title: 'Register of attestations, compliance/register.yaml', schema: registerSchema, io: 'input' },
  { file: 'report.schema.json', title: 'Report of tilsyn, tilsyn.report/v1', schema: reportSchema, io: 'output' },
  {
    file: 'verification.schema.json',
    title: 'Verification of an evidence log, tilsyn.verification/v1',
    schema: verificationSchema,
    io: 'output',
  },
  {
    file: 'record.schema.json',
    title: 'Record of an evidence log: the in-toto statement in its envelope',
    schema: recordDocumentSchema,
    io: 'output',
  },
  { file: 'audit.schema.json', title: 'Audit of an evidence log, tilsyn.audit/v1', schema: auditSchema, io: 'output' },
] as const;

const isCheck = process.argv.includes('--check');

for (const { file, title, schema, io } of schemas) {
  const place = new URL(`../schema/${file}`, import.meta.url);
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-7' });
  const text = `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
  if (!isCheck) {
    await writeFile(place, text);
  } else if ((await readFile(place, 'utf8').catch(() => '')) !== text) {
    console.error(`schema/${file} is not what the source says: run node scripts/build-schemas.ts`);
    process.exitCode = 1;
  }
}
