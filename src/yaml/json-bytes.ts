import type { Json } from '../model/json.ts';

/**
 * JSON text of a value in UTF-8, integers beyond 2^53 digit for digit, keys in their order. The bytes fill their buffer, so that `.buffer` can be
 * handed on. Half surrogates become U+FFFD. Throws a RangeError for numbers that JSON does not have.
 */
export function writeJson(value: Json): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(jsonText(value));
}

/** `JSON.stringify` is several times faster than code of our own, and refuses bigints; only where it does is the text built here. */
function jsonText(value: Json): string {
  try {
    const text = JSON.stringify(value);
    // It writes `null` for numbers that JSON does not have. Looking at each value while writing costs half as much again, so only such texts are written twice.
    return text.includes('null') ? JSON.stringify(value, refuseNonFinite) : text;
  } catch (error) {
    if (error instanceof TypeError) return build(value);
    throw error;
  }
}

function refuseNonFinite(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`JSON has no ${value}`);
  return value;
}

function build(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value, refuseNonFinite);
  if (Array.isArray(value)) return `[${value.map(build).join(',')}]`;
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}:${build(field)}`);
  return `{${fields.join(',')}}`;
}
