import type { Case } from '../../pipeline/case.ts';
import type { Engine } from '../../render/engine/engine.ts';
import { type KeptAnswer, shardEngine } from '../../render/engine/parts.ts';
import { renderOptions } from '../../render/options.ts';
import { renderTools } from '../../render/root-render.ts';
import { renderSide } from '../../render/side.ts';

/**
 * The renders of one shard, of both sides. What is declared only in what another shard renders is not met here; the job that judges renders it itself.
 */
export async function renderPart(given: Case, shard: number, shards: number, engine: Engine): Promise<readonly KeptAnswer[]> {
  const own = shardEngine(engine, shard, shards);
  const tools = renderTools(own.engine);
  const options = renderOptions(given.configuration.configuration, given.subject);
  const base = given.base && (await renderSide(given.base, options, tools));
  await renderSide(given.head, base === undefined ? options : { ...options, base }, tools);
  return own.kept();
}
