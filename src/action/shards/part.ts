import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { type KeptAnswer, keptAnswerSchema } from '../../render/engine/parts.ts';
import type { Plan } from './plan.ts';

/** The parts of a shared review are not those of its plan. What is meant is a doubt, and so never a pass. */
export class PartsRefused extends Error {}

const partSchema = z.strictObject({
  schema: z.literal('tilsyn.part/v1'),
  plan: z.string(),
  shard: z.int().positive(),
  answers: z.array(keptAnswerSchema),
});

/** Unpacked bytes of one part. A runner has 7 GiB, and all parts are held at once. */
const mostBytes = 512 * 1024 * 1024;

export function writePart(file: string, { digest }: Plan, shard: number, answers: readonly KeptAnswer[]): void {
  const part: z.input<typeof partSchema> = {
    schema: 'tilsyn.part/v1',
    plan: digest,
    shard,
    answers: answers.map((one) => ({ ...one, documents: one.documents.map((bytes) => Buffer.from(bytes).toString('base64')) })),
  };
  writeFileSync(file, gzipSync(JSON.stringify(part), { level: 4 }));
}

/**
 * All parts of a plan from a folder with nothing else in it. Whatever is missing, there twice, of another plan or not a part at all is refused by name.
 * Only jobs of one run can hand each other artifacts, and none of them runs anything of the pull request; so what is guarded against here is a run that
 * was started again, a head or base that moved, and a mistake in a workflow.
 */
export function readParts(folder: string, plan: Plan): ReadonlyMap<string, KeptAnswer> {
  const answers = new Map<string, KeptAnswer>();
  const seen = new Set<number>();
  for (const name of listFiles(folder)) {
    const part = readPart(join(folder, name));
    if (part === undefined) throw new PartsRefused(`${name} is not a part of a review`);
    if (part.plan !== plan.digest) throw new PartsRefused(`part ${part.shard} is of another plan`);
    if (part.shard > plan.shards || seen.has(part.shard)) throw new PartsRefused(`part ${part.shard} of ${plan.shards} is one too many`);
    seen.add(part.shard);
    for (const { documents, ...rest } of part.answers)
      answers.set(rest.key, { ...rest, answer: rest.answer, documents: documents.map((text) => Buffer.from(text, 'base64')) });
  }
  const missing = Array.from({ length: plan.shards }, (_, index) => index + 1).filter((shard) => !seen.has(shard));
  if (missing.length > 0) throw new PartsRefused(`part ${missing.join(', ')} of ${plan.shards} is missing`);
  return answers;
}

function listFiles(folder: string): readonly string[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !lstatSync(join(folder, name)).isDirectory())
    .sort();
}

function readPart(file: string): z.output<typeof partSchema> | undefined {
  if (!lstatSync(file).isFile()) return undefined;
  try {
    const parsed = partSchema.safeParse(JSON.parse(gunzipSync(readFileSync(file), { maxOutputLength: mostBytes }).toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
