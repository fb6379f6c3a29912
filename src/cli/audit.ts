import { writeFileSync } from 'node:fs';
import type { AuditSection } from '../i18n/keys.ts';
import { textsFor } from '../i18n/texts.ts';
import { writeCsv } from './audit/csv.ts';
import { type AuditCase, makeAudit } from './audit/document.ts';
import { composeAudit } from './audit/html.ts';
import { collectEvidence } from './audit/sample.ts';
import type { AuditDocument } from './audit/schema.ts';
import { makeTable, SECTIONS } from './audit/tables.ts';
import { writeZip } from './audit/zip.ts';
import { writeJson } from './json-text.ts';
import { readControls, tilsynVersion } from './policies.ts';
import { UsageError } from './usage-error.ts';
import { type Verified, type VerifyFlags, verify } from './verify.ts';

export interface AuditFlags extends Omit<VerifyFlags, 'format' | 'reRender' | 'since'> {
  readonly from: Date;
  readonly to?: Date;
  readonly format: 'html' | 'csv' | 'json';
  readonly table: AuditSection;
  readonly sample: number;
  readonly bundle?: string;
}

export interface Audited {
  readonly text: string;
  /** 0: the log verifies and the population is proved complete. 1: it does not verify. 2: that this is everything is not proved. */
  readonly exit: 0 | 1 | 2;
}

/** What an auditor asks of the log in a local clone, for a period, with the evidence of a sample when a bundle is asked for. */
export async function audit(folder: string, { format, ...flags }: AuditFlags): Promise<Audited> {
  const verified = await verify(folder, { ...flags, format: 'json' });
  const to = flags.to ?? verified.at;
  if (to <= flags.from) throw new UsageError('`--to` must be later than `--from`');
  const given: AuditCase = {
    verification: verified.verification,
    key: verified.key,
    at: verified.at.toISOString(),
    period: { from: flags.from.toISOString(), to: to.toISOString() },
    controls: readControls(),
    version: tilsynVersion(),
    sampleSize: flags.sample,
  };
  const document = makeAudit(given);
  if (flags.bundle !== undefined) writeFileSync(flags.bundle, writeBundle(document, verified, flags));
  const { status } = verified.verification;
  return { text: write(document, verified, { format, ...flags }), exit: status === 'failed' ? 1 : document.completeness.proved ? 0 : 2 };
}

function write(document: AuditDocument, { verification }: Verified, { format, language, table }: AuditFlags): string {
  const texts = textsFor(language).audit;
  switch (format) {
    case 'json':
      return writeJson(document);
    case 'csv':
      return writeCsv(makeTable(table, document, texts), texts);
    case 'html':
      return composeAudit(document, verification, language);
  }
}

function writeBundle(document: AuditDocument, verified: Verified, { language }: Omit<AuditFlags, 'format'>): Buffer {
  const texts = textsFor(language).audit;
  const { verification, files, options } = verified;
  const evidence = collectEvidence(document.sample, files, verification.records, options);
  const tables = SECTIONS.map((section): [string, Buffer] => [
    `${section}.csv`,
    Buffer.from(writeCsv(makeTable(section, document, texts), texts)),
  ]);
  return writeZip(
    new Map<string, Uint8Array>([
      ...evidence,
      ...tables,
      ['audit.json', Buffer.from(writeJson(document))],
      ['audit.html', Buffer.from(composeAudit(document, verification, language))],
      ['README.txt', Buffer.from(README)],
    ]),
  );
}

const README = `Evidence of a sample of changes, made by tilsyn audit.
Dokumentation for en stikprøve af ændringer, lavet af tilsyn audit.

sample/N/record.json      the record as it lies in the log: an in-toto statement in a DSSE envelope, signed with Ed25519 by a key in keys.txt
sample/N/statement.json   what it says
sample/N/inclusion.txt    its place in the log: index, size, leaf hash, and the hashes (RFC 6962, base64) that lead from it to the root in checkpoint
sample/N/related/         the records it rests on: waivers, consent, emergencies, deployments, corrections
checkpoint                the signed head of the log (C2SP tlog-checkpoint)
*.csv, audit.json         the whole population and the registers of the period

The bundle proves what these records say and that the checkpoint covers them. That the population is complete is proved from the log and a clone of
the protected branch by tilsyn verify --branch. Get the key from its owner by another way than this file.
`;
