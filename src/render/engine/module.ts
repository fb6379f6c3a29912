import { createHash } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { capMemory } from './cap-memory.ts';
import { MAX_MEMORY_PAGES } from './limits.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.looseObject({
  schema: z.literal('tilsyn.engine/v1'),
  wasm: sha256,
  bytes: z.int().positive(),
});

/** What lies beside the module: which bytes it must have. */
export interface EngineManifest {
  /** SHA-256 of the module before compression, hex. */
  readonly digest: string;
  readonly bytes: number;
}

/** Reads `engine.json`; throws where it is not what the build writes. */
export function readEngineManifest(text: string): EngineManifest {
  const { wasm, bytes } = manifestSchema.parse(JSON.parse(text));
  return { digest: wasm, bytes };
}

/** Inflates the module, holds it against its digest, bounds its memory and compiles it. Throws for any other bytes than those that were built. */
export function compileEngine(compressed: Uint8Array, { digest, bytes }: EngineManifest): WebAssembly.Module {
  const wasm = brotliDecompressSync(compressed, { maxOutputLength: bytes });
  if (createHash('sha256').update(wasm).digest('hex') !== digest)
    throw new Error('the engine is not the one that was built: its digest differs');
  return new WebAssembly.Module(capMemory(wasm, MAX_MEMORY_PAGES));
}
