import type { Json } from '../model/json.ts';

/**
 * An object without any inherited name: `constructor` and `__proto__` of a manifest are keys like others, and reading a key that is not there gives
 * undefined. An empty prototype in place of none keeps V8's fast objects.
 */
export function emptyObject(): Record<string, Json> {
  return new Bare() as unknown as Record<string, Json>;
}

const Bare = function Bare() {} as unknown as new () => object;
Bare.prototype = Object.freeze(Object.create(null));
