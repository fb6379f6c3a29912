import type { Json, JsonObject } from '../model/json.ts';

/**
 * Hides what may be secret before two objects are compared for people. Base and head are masked together, so that a changed secret still shows
 * as changed without a character of it. Hidden are: all values of a Secret, values under keys and environment names that speak of credentials,
 * private keys, and the copy of the whole object that `kubectl apply` leaves in an annotation.
 */
export function maskTogether(
  base: Json | undefined,
  head: Json | undefined,
): { readonly base: Json | undefined; readonly head: Json | undefined } {
  const secret = [base, head].some((side) => isObject(side) && side.kind === 'Secret');
  return { base: mask(base, head, 'before', secret), head: mask(head, base, 'after', secret) };
}

type When = 'before' | 'after';

function mask(value: Json | undefined, other: Json | undefined, when: When, secret: boolean): Json | undefined {
  if (Array.isArray(value)) {
    const counterpart = Array.isArray(other) ? (other as readonly Json[]) : [];
    return (value as readonly Json[]).map((item, index) => mask(item, matching(item, index, counterpart), when, secret) ?? null);
  }
  if (!isObject(value)) return typeof value === 'string' && holdsPrivateKey(value) ? hidden(value, other, when) : value;
  const counterpart = isObject(other) ? other : {};
  const named = typeof value.name === 'string' && speaksOfCredentials(value.name);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const conceal = hides(key, secret) || (named && key === 'value');
      return [key, conceal ? hideAll(inner, counterpart[key], when) : (mask(inner, counterpart[key], when, secret) ?? null)];
    }),
  );
}

/** List items keep their partner by name, so that an inserted container does not make its neighbours look changed. */
function matching(item: Json, index: number, counterpart: readonly Json[]): Json | undefined {
  if (!isObject(item) || typeof item.name !== 'string') return counterpart[index];
  return counterpart.find((candidate) => isObject(candidate) && candidate.name === item.name);
}

function hides(key: string, secret: boolean): boolean {
  if (secret && (key === 'data' || key === 'stringData')) return true;
  return key === 'kubectl.kubernetes.io/last-applied-configuration' || speaksOfCredentials(key);
}

/** Only scalars are hidden under a telling key: `secretKeyRef` or `secretName` hold names, which people need to see. */
function speaksOfCredentials(key: string): boolean {
  const word = key.toLowerCase().replace(/[^a-z]/g, '');
  if (/(name|ref|path|file|mode|type|provider|class|mountpath|lifetime|expiration|seconds|automountserviceaccounttoken)$/.test(word))
    return false;
  return /(passw|passphrase|secret|token|apikey|accesskey|privatekey|credential|connectionstring|dsn|authorization)/.test(word);
}

function hideAll(value: Json, other: Json | undefined, when: When): Json {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => hideAll(item, Array.isArray(other) ? other[index] : undefined, when));
  if (!isObject(value)) return typeof value === 'string' || typeof value === 'number' ? hidden(value, other, when) : value;
  const counterpart = isObject(other) ? other : {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hideAll(inner, counterpart[key], when)]));
}

function hidden(value: Json, other: Json | undefined, when: When): string {
  return other === undefined || other === value ? '(hidden)' : `(hidden, ${when})`;
}

function holdsPrivateKey(text: string): boolean {
  return text.includes('PRIVATE KEY-----');
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
