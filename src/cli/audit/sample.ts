import { createHash } from 'node:crypto';
import { formatVerifierKey } from '../../evidence/key.ts';
import { keysEver } from '../../evidence/key-chain.ts';
import { CHECKPOINT_PATH, type LogFiles, listRecordFiles } from '../../evidence/layout.ts';
import { hashLeaf } from '../../evidence/merkle.ts';
import { proveInclusion } from '../../evidence/merkle-proof.ts';
import type { LogRecord } from '../../evidence/record.ts';
import type { LoggedRecord } from '../../evidence/verify/check.ts';
import { checkStructure, type StructureOptions } from '../../evidence/verify/structure.ts';
import type { PopulationRow } from './schema.ts';

/**
 * Draws so many from the population: those whose hash with the root of the log is lowest. Whoever wrote a record could not know the root, and whoever
 * has the log draws the same ones.
 */
export function drawSample(population: readonly PopulationRow[], root: string, size: number): number[] {
  return population
    .map(({ position, branch, sha }) => ({ position, lot: createHash('sha256').update(`${root} ${branch} ${sha}`).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ position }) => position)
    .sort((a, b) => a - b);
}

/** The files of a bundle: for each drawn record its exact bytes, what it says, its proof of inclusion, and the records that it rests on. */
export function collectEvidence(
  sample: readonly number[],
  files: LogFiles,
  records: readonly LoggedRecord[],
  options: StructureOptions,
): Map<string, Uint8Array> {
  const { chain, leafHashes, checkpoint } = checkStructure(files, options);
  const bundle = new Map<string, Uint8Array>([
    ['checkpoint', files.get(CHECKPOINT_PATH) ?? new Uint8Array()],
    [
      'keys.txt',
      Buffer.from(
        keysEver(chain)
          .map((key) => `${formatVerifierKey(key)}\n`)
          .join(''),
      ),
    ],
  ]);
  const byPosition = new Map(listRecordFiles(files).records.map((file) => [file.position, file.bytes]));
  const add = (folder: string, { position, record }: LoggedRecord): void => {
    const bytes = byPosition.get(position) ?? new Uint8Array();
    bundle.set(`${folder}/record.json`, bytes);
    bundle.set(`${folder}/statement.json`, Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
    const hashes = proveInclusion(leafHashes, position).map((hash) => Buffer.from(hash).toString('base64'));
    const proof = [
      `index ${position}`,
      `size ${checkpoint?.size ?? leafHashes.length}`,
      `leaf ${hashLeaf(bytes).toString('base64')}`,
      ...hashes,
    ];
    bundle.set(`${folder}/inclusion.txt`, Buffer.from(`${proof.join('\n')}\n`));
  };
  for (const position of sample) {
    const drawn = records.find((logged) => logged.position === position);
    if (drawn === undefined) continue;
    const folder = `sample/${String(position).padStart(6, '0')}`;
    add(folder, drawn);
    for (const related of findRelated(drawn.record, records))
      add(`${folder}/related/${String(related.position).padStart(6, '0')}-${related.record.kind}`, related);
  }
  return bundle;
}

/** Events of the waivers it used, consent given by comment, its emergency and review, its deployments and corrections. */
function findRelated(drawn: LogRecord, records: readonly LoggedRecord[]): readonly LoggedRecord[] {
  const { recordKey } = drawn.predicate;
  const change = drawn.kind === 'change' ? drawn.predicate : undefined;
  const waivers = new Set(change?.waivers.map(({ id }) => id));
  const sources = new Set(change?.approvals.filter(({ via }) => via === 'comment').map(({ sourceId }) => sourceId));
  const isRelated = ({ record }: LoggedRecord): boolean => {
    if (record.kind === 'waiver') return waivers.has(record.predicate.waiver);
    if (record.kind === 'approval') return sources.has(record.predicate.source.id);
    if (record.kind === 'emergency' || record.kind === 'emergency-review') return record.predicate.emergency === change?.emergency;
    if (record.kind === 'deployment') return record.predicate.merge.sha === change?.merge.sha;
    return record.kind === 'correction' && record.predicate.corrects === recordKey;
  };
  return records.filter(isRelated);
}
