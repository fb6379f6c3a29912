import type { Json, JsonObject } from '../model/json.ts';
import type { ObjectIdentity } from '../model/object.ts';
import { asObject, field } from './json-shape.ts';

/** Where a kind keeps base64. */
const SECTIONS: Readonly<Record<string, string>> = { Secret: 'data', ConfigMap: 'binaryData' };

/**
 * The texts behind base64, by key. Done here and not in the policies: their base64 hands on bytes that are no UTF-8, and every text function of the
 * wasm module traps on those, so that one keystore would end the judgement of its whole batch. What is no text is left out.
 */
export function decodeTexts({ group, kind }: Pick<ObjectIdentity, 'group' | 'kind'>, value: JsonObject): JsonObject {
  const section = group === '' && Object.hasOwn(SECTIONS, kind) ? SECTIONS[kind] : undefined;
  const data = section === undefined ? undefined : asObject(field(value, section));
  if (data === undefined) return {};
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, encoded]) => {
      const text = decodeText(encoded);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

/** Standard base64 with padding, line breaks allowed: what Go's encoding/json takes for a list of bytes. */
function decodeText(encoded: Json): string | undefined {
  if (typeof encoded !== 'string') return undefined;
  const joined = encoded.replace(/[\r\n]/g, '');
  if (joined.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(joined)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(joined, 'base64'));
  } catch {
    return undefined;
  }
}
