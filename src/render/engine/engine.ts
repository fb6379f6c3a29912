import type { Problem } from '../../model/root.ts';
import {
  answerSchemas,
  type EngineFailure,
  type HelmAnswer,
  type KustomizeAnswer,
  type MissingPart,
  type SubstituteAnswer,
  type TemplateAnswer,
} from './answers.ts';
import { type JailFile, readResponse, writeRequest } from './frame.ts';
import type { HelmJob, KustomizeJob, SubstituteJob, TemplateJob } from './jobs.ts';
import { MAX_INPUT_BYTES, MAX_INPUT_FILES, MAX_MEMORY_PAGES, MAX_OUTPUT_BYTES } from './limits.ts';
import type { PoolAnswer, PoolOptions } from './pool.ts';
import { WorkerPool } from './pool.ts';

/** What a job gave: the header with one text a document, or why there is nothing to be trusted. */
export type EngineResult<T> =
  | { readonly answer: T; readonly documents: readonly Uint8Array[] }
  /** `missing` had been left out by then, and may be why. */
  | { readonly problem: Problem; readonly missing?: readonly MissingPart[] };

interface Answers {
  readonly helm: HelmAnswer;
  readonly kustomize: KustomizeAnswer;
  readonly envsubst: SubstituteAnswer;
  readonly template: TemplateAnswer;
}
type Kind = keyof Answers;

/** Renders charts and kustomizations of files that are handed in, and reaches nothing else. Equal questions have equal answers. */
export interface Engine {
  /** SHA-256 of the module, hex. */
  readonly digest: string;
  renderChart(files: readonly JailFile[], job: HelmJob, seed: string): Promise<EngineResult<HelmAnswer>>;
  buildKustomization(files: readonly JailFile[], job: KustomizeJob, seed: string): Promise<EngineResult<KustomizeAnswer>>;
  substitute(files: readonly JailFile[], job: SubstituteJob, seed: string): Promise<EngineResult<SubstituteAnswer>>;
  fillTemplates(job: TemplateJob, seed: string): Promise<EngineResult<TemplateAnswer>>;
  /** Ends its threads; without this the process does not end. */
  stop(): Promise<void>;
}

/** The engine on a pool of threads. */
export function startEngine(digest: string, options: PoolOptions): Engine {
  const pool = new WorkerPool(options);
  const run = async <K extends Kind>(
    kind: K,
    files: readonly JailFile[],
    job: HelmJob | KustomizeJob | SubstituteJob | TemplateJob,
    seed: string,
  ): Promise<EngineResult<Answers[K]>> => {
    const over = findExcess(files);
    if (over !== undefined) return { problem: over };
    return read(kind, await pool.run(() => writeRequest(files, job), seed), options);
  };
  return {
    digest,
    renderChart: (files, job, seed) => run('helm', files, job, seed),
    buildKustomization: (files, job, seed) => run('kustomize', files, job, seed),
    substitute: (files, job, seed) => run('envsubst', files, job, seed),
    fillTemplates: (job, seed) => run('template', [], job, seed),
    stop: () => pool.stop(),
  };
}

function findExcess(files: readonly JailFile[]): Problem | undefined {
  if (files.length > MAX_INPUT_FILES) return limit('files', MAX_INPUT_FILES, files.length);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  return bytes > MAX_INPUT_BYTES ? limit('total-bytes', MAX_INPUT_BYTES, bytes) : undefined;
}

function read<K extends Kind>(kind: K, answer: PoolAnswer, options: PoolOptions): EngineResult<Answers[K]> {
  if ('fault' in answer) return { problem: faultProblem(answer, options) };
  const response = readResponse(answer.response);
  const parsed = answerSchemas[kind].safeParse(response?.header);
  if (response === undefined || !parsed.success) return { problem: trap('an answer that cannot be read') };
  if (!parsed.data.ok) return { problem: errorProblem(parsed.data.error), missing: parsed.data.error.missing };
  return { answer: parsed.data as Answers[K], documents: response.blobs };
}

function faultProblem({ fault, detail }: Extract<PoolAnswer, { fault: string }>, { maxOutput = MAX_OUTPUT_BYTES }: PoolOptions): Problem {
  switch (fault) {
    case 'timeout':
      return { code: 'engine-timeout', params: { seconds: Number(detail) } };
    case 'memory':
      return { code: 'engine-memory', params: { limit: (MAX_MEMORY_PAGES * 64) / 1024 } };
    case 'output':
      return limit('output-bytes', maxOutput);
    case 'import':
      return trap(`it asked for ${detail}, which it must not have`);
    case 'trap':
      return trap(detail);
  }
}

/** The engine's message names cause and place. It is the words of whoever wrote the chart, so it is cut short here and escaped where it is shown. */
function errorProblem({ kind, message, file, line, url }: EngineFailure): Problem {
  const place = { ...(file === undefined || file === '' ? {} : { file }), ...(line === undefined || line < 1 ? {} : { line }) };
  switch (kind) {
    case 'remote':
      return { code: 'render-refused', ...place, params: { what: 'remote', detail: cut(url ?? message) } };
    case 'plugin':
      return { code: 'render-refused', ...place, params: { what: 'plugin', detail: cut(message) } };
    case 'limit':
      return { code: 'engine-limit', ...place, params: { what: cut(message) } };
    case 'input':
    case 'internal':
      return { code: 'engine-trap', ...place, params: { detail: cut(message) } };
    default:
      return { code: 'root-not-rendered', ...place, params: { detail: cut(message) } };
  }
}

function limit(what: string, most: number, found?: number): Problem {
  return { code: 'engine-limit', params: { what, limit: most, ...(found === undefined ? {} : { found }) } };
}

function trap(detail: string): Problem {
  return { code: 'engine-trap', params: { detail } };
}

const MAX_START = 150;
const MAX_END = 250;

/** Kustomize puts the error of each folder around that of the next: the cause stands at the end, and where it began at the start. */
function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_START + MAX_END ? `${line.slice(0, MAX_START)} … ${line.slice(-MAX_END)}` : line;
}
