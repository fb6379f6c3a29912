/** What the form of a scalar says it is; numbers keep their kind, since a tag may ask for one. */
export type Resolved =
  | { readonly type: 'str'; readonly value: string }
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float'; readonly value: number };

/**
 * Type and value of an unquoted scalar in YAML 1.1 as go.yaml.in/yaml/v2 (`resolve.go`) reads it: `yes`, `on` and `y` are true, `0644` is 420,
 * `1_000` is 1000, `0b11` is 3, `08` is the float 8, sexagesimals are text. Integers beyond 2^53 are `bigint`; beyond 64 bits they are floats.
 */
export function resolveScalar(text: string): Resolved {
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === 43 || first === 45) return resolveWord(text) ?? resolveNumber(text) ?? str(text);
  if (first === 46) return resolveWord(text) ?? resolvePointed(text) ?? str(text);
  // Words start with one of yYnNtTfFoO~ or are empty and have at most 5 letters; all others are text.
  return text.length <= 5 ? (resolveWord(text) ?? str(text)) : str(text);
}

/**
 * Value of a scalar with a tag of YAML's own. Undefined when the text does not fit the tag; other tags than these leave the text as it is
 * (`resolvableTag` of the same file), `!!binary` is decoded by the caller.
 */
export function resolveTagged(tag: string, text: string): Resolved | undefined {
  const wanted = tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : '';
  if (wanted === 'timestamp') return TIMESTAMP.test(text) ? str(text) : undefined;
  if (wanted !== 'null' && wanted !== 'bool' && wanted !== 'int' && wanted !== 'float') return str(text);
  const found = resolveScalar(text);
  if (wanted === 'float' && found.type === 'int' && typeof found.value === 'number') return { type: 'float', value: found.value };
  if (wanted === 'float' && found.type === 'int' && found.value <= MAX_INT64) return { type: 'float', value: Number(found.value) };
  return found.type === wanted ? found : undefined;
}

const PREFIX = 'tag:yaml.org,2002:';

export const BINARY_TAG = `${PREFIX}binary`;
export const MERGE_TAG = `${PREFIX}merge`;

export const MAX_INT64 = (1n << 63n) - 1n;

const WORDS: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, { type: 'bool', value: true }] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, { type: 'bool', value: false }] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { type: 'null', value: null }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { type: 'float', value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, { type: 'float', value: Number.POSITIVE_INFINITY }] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { type: 'float', value: Number.NEGATIVE_INFINITY }] as const),
]);

/** Formats of `allowedTimestampFormats`. */
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

function resolveWord(text: string): Resolved | undefined {
  return WORDS.get(text);
}

function resolveNumber(text: string): Resolved | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return resolveInteger(plain) ?? resolveFloat(plain) ?? resolveSignedBinary(plain);
}

const INTEGER = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;

function resolveInteger(plain: string): Resolved | undefined {
  const match = INTEGER.exec(plain);
  if (match === null) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  if (decimal !== undefined && decimal.length <= 15) {
    const value = Number(decimal);
    return { type: 'int', value: sign === '-' && value !== 0 ? -value : value };
  }
  if (hex !== undefined) return fitInteger(sign, '0x', hex);
  if (binary !== undefined) return fitInteger(sign, '0b', binary);
  return octal !== undefined ? fitInteger(sign, '0o', octal) : fitInteger(sign, '', decimal ?? '');
}

/** Signed integers have 64 bits; one more only without any sign, as Go's ParseUint wants it. */
function fitInteger(sign: string | undefined, prefix: string, digits: string): Resolved | undefined {
  const short = digits.replace(/^0+(?=.)/, '');
  // 64 digits spell 64 bits in base 2: more cannot fit, and BigInt takes quadratic time for long text.
  if (short.length > 64) return undefined;
  const magnitude = BigInt(prefix + short);
  const limit = sign === '-' ? 1n << 63n : sign === '' ? (1n << 64n) - 1n : MAX_INT64;
  if (magnitude > limit) return undefined;
  const value = sign === '-' ? -magnitude : magnitude;
  return { type: 'int', value: value >= MIN_SAFE && value <= MAX_SAFE ? Number(value) : value };
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const MIN_SAFE = BigInt(Number.MIN_SAFE_INTEGER);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

function resolveFloat(plain: string): Resolved | undefined {
  if (!FLOAT.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

/** The old reader of binary integers cuts off `0b` and takes a sign behind it. */
function resolveSignedBinary(plain: string): Resolved | undefined {
  const match = /^0b([+-])([01]+)$/.exec(plain);
  return match === null ? undefined : fitInteger(match[1], '0b', match[2] ?? '');
}

/** A number that starts with its point goes to Go's ParseFloat as written, which takes underscores between digits. */
function resolvePointed(text: string): Resolved | undefined {
  if (!/^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/.test(text)) return undefined;
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

function str(value: string): Resolved {
  return { type: 'str', value };
}
