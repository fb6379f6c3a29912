import { createHash } from 'node:crypto';
import { z } from 'zod';
import { answerSchemas } from './answers.ts';
import type { Engine, EngineResult } from './engine.ts';
import type { JailFile } from './frame.ts';

/*
 * The work of the engine, shared out: its answers follow from the question alone, so any of several jobs can ask, and the one that judges takes the
 * answers from them. What is shared is never more than a render: no finding and no verdict comes from elsewhere.
 */

type Question = 'renderChart' | 'buildKustomization' | 'substitute' | 'fillTemplates';
const schemas = {
  renderChart: answerSchemas.helm,
  buildKustomization: answerSchemas.kustomize,
  substitute: answerSchemas.envsubst,
  fillTemplates: answerSchemas.template,
} as const;

/** One answer by the key of its question. */
export interface KeptAnswer {
  readonly key: string;
  readonly question: Question;
  readonly answer: unknown;
  readonly documents: readonly Uint8Array[];
}

/** SHA-256 over the engine, the question and every byte that it is about. */
function keyOf(digest: string, question: Question, files: readonly JailFile[], job: object, seed: string): string {
  const contents = files.map(({ path, bytes }) => [path, createHash('sha256').update(bytes).digest('hex')]);
  return createHash('sha256')
    .update(JSON.stringify([digest, question, job, seed, contents]))
    .digest('hex');
}

/** Which of so many shards, counted from 1, has to ask a question. */
function shardOf(key: string, shards: number): number {
  return (Number.parseInt(key.slice(0, 12), 16) % shards) + 1;
}

/** An engine that asks the questions of one shard and keeps the answers; to all others it says that another one has them. */
export function shardEngine(
  engine: Engine,
  shard: number,
  shards: number,
): { readonly engine: Engine; readonly kept: () => readonly KeptAnswer[] } {
  const kept = new Map<string, KeptAnswer>();
  const elsewhere: EngineResult<never> = { problem: { code: 'root-not-rendered', params: { detail: 'another shard has it' } } };
  return {
    engine: wrap(engine, async (question, key, ask) => {
      if (shardOf(key, shards) !== shard) return elsewhere;
      const result = await ask();
      // What failed is asked again by the one that judges: a job that was slow must not decide.
      if ('answer' in result) kept.set(key, { key, question, answer: result.answer, documents: result.documents });
      return result;
    }),
    kept: () => [...kept.values()],
  };
}

/** How many answers were kept and how many asked for anew. */
export interface Tally {
  taken: number;
  made: number;
}

/** An engine that takes answers where they are kept and asks for the rest itself. */
export function joinedEngine(engine: Engine, kept: ReadonlyMap<string, KeptAnswer>, tally: Tally = { taken: 0, made: 0 }): Engine {
  return wrap(engine, async (question, key, ask) => {
    const found = kept.get(key);
    const parsed = found?.question === question ? schemas[question].safeParse(found.answer) : undefined;
    const isWhole = parsed?.success === true && parsed.data.ok && parsed.data.documents.length === found?.documents.length;
    tally[isWhole ? 'taken' : 'made'] += 1;
    return isWhole ? { answer: parsed.data as never, documents: found?.documents ?? [] } : ask();
  });
}

type Answered = EngineResult<object>;

function wrap(engine: Engine, answer: (question: Question, key: string, ask: () => Promise<Answered>) => Promise<Answered>): Engine {
  const through = (
    question: Question,
    files: readonly JailFile[],
    job: object,
    seed: string,
    ask: () => Promise<Answered>,
  ): Promise<never> => answer(question, keyOf(engine.digest, question, files, job, seed), ask) as Promise<never>;
  return {
    digest: engine.digest,
    renderChart: (files, job, seed) => through('renderChart', files, job, seed, () => engine.renderChart(files, job, seed)),
    buildKustomization: (files, job, seed) =>
      through('buildKustomization', files, job, seed, () => engine.buildKustomization(files, job, seed)),
    substitute: (files, job, seed) => through('substitute', files, job, seed, () => engine.substitute(files, job, seed)),
    fillTemplates: (job, seed) => through('fillTemplates', [], job, seed, () => engine.fillTemplates(job, seed)),
    stop: () => engine.stop(),
  };
}

/** An answer as a file may hold it, with its documents in base64. */
export const keptAnswerSchema = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  question: z.enum(['renderChart', 'buildKustomization', 'substitute', 'fillTemplates']),
  answer: z.unknown(),
  documents: z.array(z.base64()),
});
