import { SEED } from '../made-twice.ts';
import { type RenderTools, renderOnce } from '../root-render.ts';
import type { FillTexts } from './fill-in.ts';

/** Fills in Go templates in the engine, all sets in one job. */
export function fillGoTemplates(options: readonly string[], tools: RenderTools): FillTexts {
  return async (sets) => {
    const job = { kind: 'template' as const, options, sets: sets.map(({ params, texts }) => ({ params: toFloats(params), texts })) };
    const filled = await renderOnce([], job, SEED, tools, () => tools.engine.fillTemplates(job, SEED));
    if ('problem' in filled) return { refused: filled.problem };
    const texts = filled.documents.map((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).values();
    const results = sets.map((set) => set.texts.map(() => texts.next().value ?? ''));
    const expected = sets.reduce((sum, set) => sum + set.texts.length, 0);
    return filled.documents.length === expected
      ? results
      : { refused: { code: 'engine-trap', params: { detail: 'it filled in fewer texts than it was given' } } };
  };
}

function toFloats(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)));
}
