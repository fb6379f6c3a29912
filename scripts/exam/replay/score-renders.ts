import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readDeployable } from '../../../src/discover/read-deployable.ts';
import type { Engine } from '../../../src/render/engine/engine.ts';
import { renderTools } from '../../../src/render/root-render.ts';
import { openWorkingTree } from '../../../src/source/working-tree.ts';
import { withReplay } from './materialise.ts';
import { type Outcome, renderAsProgram } from './render-as-program.ts';
import type { TrueRender } from './truth.ts';

export interface ScoredRender {
  readonly wanted: TrueRender;
  /**
   * Where the program succeeded: `equal` byte for byte; `counted` where its output is never the same twice, and the number of objects is;
   * `different`. Where it failed: `whole` with charts from elsewhere in the tree, `part` with what is missing named, `refused` with the cause.
   */
  readonly result: 'equal' | 'counted' | 'different' | 'whole' | 'part' | 'refused';
  /** What was missing, what was taken from elsewhere, or why nothing was rendered. */
  readonly detail: string;
}

export async function scoreRenders(exams: string, truth: readonly TrueRender[], engine: Engine): Promise<readonly ScoredRender[]> {
  const scored: ScoredRender[] = [];
  for (const id of new Set(truth.map((row) => row.id)))
    await withReplay(exams, id, async (folder) => {
      for (const name of ['base', 'head'] as const) {
        const own = truth.filter((row) => row.id === id && row.side === name);
        if (own.length === 0) continue;
        const side = await readDeployable(openWorkingTree(join(folder, name)));
        const tools = renderTools(engine);
        const outcomes = await Promise.all(own.map((row) => renderAsProgram(row, side, tools)));
        scored.push(...own.map((row, index) => score(row, outcomes[index] as Outcome)));
      }
    });
  return scored;
}

function score(wanted: TrueRender, outcome: Outcome): ScoredRender {
  if ('failure' in outcome) return { wanted, result: wanted.ok ? 'different' : 'refused', detail: outcome.failure };
  const detail = [...outcome.missing, ...outcome.mounted].join(', ');
  if (!wanted.ok) return { wanted, result: outcome.missing.length > 0 ? 'part' : 'whole', detail };
  if (wanted.nondeterministic) return { wanted, result: countObjects(outcome.text) === wanted.objects ? 'counted' : 'different', detail };
  const digest = createHash('sha256').update(outcome.text).digest('hex');
  return { wanted, result: digest === wanted.sha256 ? 'equal' : 'different', detail };
}

function countObjects(text: string): number {
  return text.split(/^---$/m).filter((document) => /^kind:/m.test(document)).length;
}
