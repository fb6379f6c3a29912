import * as sdk from '@open-policy-agent/opa-wasm';
import type { Entrypoint } from '../model/control.ts';

const PAGE = 65_536;
/** 1 GiB: sixteen times what the largest batch needs. */
const MAX_PAGES = 16_384;
/** The compiled policies with their tables, and what a small question takes whatever its size. */
const MIN_PAGES = 256;
/**
 * Parsed input takes about seven times its JSON; with what rules about a whole cluster make of it, 27 times were measured. Pages that are never touched cost
 * nothing, so this may be too much; too little costs many times the evaluation, since the module then asks for one page at a time.
 */
const MEMORY_PER_BYTE = 40;

/** The SDK's types name this function at the top; its ES module has it on the default export alone. */
const { loadPolicySync } = (sdk as unknown as { default: typeof sdk }).default;

type LoadedPolicy = ReturnType<typeof loadPolicySync>;

/** The policies as one wasm module. Throws when the module asks for a built-in function of the host: there are none, and one that is missing would stop an evaluation half-way. */
export class OpaModule {
  readonly #wasm: Uint8Array<ArrayBuffer>;
  #policy: LoadedPolicy;
  #pages: number;

  constructor(wasm: Uint8Array<ArrayBuffer>) {
    this.#wasm = wasm;
    this.#pages = MIN_PAGES;
    this.#policy = load(wasm, this.#pages);
    const wanted = hostFunctions(this.#policy);
    if (wanted.length > 0) throw new Error(`the policies ask for built-in functions that the host does not have: ${wanted.join(', ')}`);
  }

  /** Evaluates raw JSON bytes. Memory is sized first: growing page by page costs many times the evaluation itself. */
  evaluate(json: ArrayBuffer, entrypoint: Entrypoint): unknown {
    const pages = Math.ceil((json.byteLength * MEMORY_PER_BYTE) / PAGE) + MIN_PAGES;
    if (pages > this.#pages) {
      this.#policy = load(this.#wasm, pages);
      this.#pages = pages;
    }
    return this.#policy.evaluate(json, `tilsyn/main/${entrypoint}`);
  }
}

function load(wasm: Uint8Array<ArrayBuffer>, pages: number): LoadedPolicy {
  return loadPolicySync(wasm, { initial: pages, maximum: Math.max(MAX_PAGES, pages) });
}

/** The SDK finds a missing function only when it is called; the module itself lists what it wants. */
function hostFunctions(policy: LoadedPolicy): string[] {
  const { wasmInstance, mem } = policy as unknown as Instance;
  const start = wasmInstance.exports.opa_json_dump(wasmInstance.exports.builtins());
  const bytes = new Uint8Array(mem.buffer);
  return Object.keys(JSON.parse(new TextDecoder().decode(bytes.subarray(start, bytes.indexOf(0, start)))));
}

/** The part of the SDK's policy that its types leave open; OPA's ABI 1.3. */
interface Instance {
  readonly wasmInstance: { readonly exports: { builtins(): number; opa_json_dump(address: number): number } };
  readonly mem: { readonly buffer: ArrayBuffer };
}
