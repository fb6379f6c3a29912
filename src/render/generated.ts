import type { Json, JsonObject } from '../model/json.ts';
import { identityKey, type RenderedObject } from '../model/object.ts';
import type { SourceFile } from '../model/side.ts';

/** What stands in place of a text that is made anew at each render. It has the shape of a reference, which no control takes for a value. */
const PLACE = `\${generated}`;

/**
 * Functions of templates that make values up: those of Sprig that draw random numbers, and those that the engine answers with fixed stand-ins because
 * real keys take seconds. A text that a template gets as a value can call them too, so every file of the chart is asked.
 */
const MAKERS =
  /\b(rand(Alpha|AlphaNum|Ascii|Numeric|Bytes|Int)|uuidv4|shuffle|gen(PrivateKey|CA|CAWithKey|SelfSignedCert|SelfSignedCertWithKey|SignedCert|SignedCertWithKey)|buildCustomCert|derivePassword|bcrypt|htpasswd|encryptAES)\b/;

/** Whether two renders of these files may differ. What lies in an archive is not looked at, so it may. */
export function mayGenerate(files: readonly SourceFile[]): boolean {
  return files.some(({ path, bytes }) => path.endsWith('.tgz') || MAKERS.test(new TextDecoder('latin1').decode(bytes)));
}

/**
 * Compares a render with a second one that drew other random numbers: where they differ, the chart made the text up and no file of the tree has it.
 * Undefined when the two do not have the same objects, for then nobody can say what would be deployed.
 *
 * @param standIns texts that the engine put in place of keys and certificates
 */
export function markGenerated(
  objects: readonly RenderedObject[],
  again: readonly RenderedObject[],
  standIns: readonly string[],
): readonly RenderedObject[] | undefined {
  if (objects.length !== again.length) return undefined;
  // Templates trim and indent; the text itself stays.
  const given = { standIns: standIns.map((text) => text.trim()).filter((text) => text !== ''), encoded: false };
  const marked: RenderedObject[] = [];
  for (const [index, object] of objects.entries()) {
    const other = again[index];
    if (other === undefined || kindOf(other) !== kindOf(object)) return undefined;
    const written = compareValues(object.value, other.value, given) as JsonObject;
    marked.push(written === object.value ? object : { ...object, written });
  }
  return marked;
}

/** A random name is a generated value as well, so the name does not count. */
function kindOf({ identity }: RenderedObject): string {
  return identityKey({ ...identity, name: '' });
}

interface Comparing {
  readonly standIns: readonly string[];
  /** Inside a map of base64 texts. */
  readonly encoded: boolean;
}

/** The first value with generated texts replaced; the very same value where there are none. */
function compareValues(value: Json, other: Json | undefined, given: Comparing): Json {
  if (typeof value === 'string') return given.encoded ? compareEncoded(value, other, given) : compareTexts(value, other, given);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const others = Array.isArray(other) ? (other as readonly Json[]) : [];
    const made = list.map((item, index) => compareValues(item, others[index], given));
    return made.some((item, index) => item !== list[index]) ? made : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const object = value as JsonObject;
  const others = isObject(other) ? other : {};
  const base64 = object.kind === 'Secret' ? 'data' : object.kind === 'ConfigMap' ? 'binaryData' : undefined;
  const made = Object.entries(object).map(
    ([key, inner]) => [key, compareValues(inner, others[key], { ...given, encoded: given.encoded || key === base64 })] as const,
  );
  return made.some(([key, inner]) => inner !== object[key]) ? Object.fromEntries(made) : value;
}

function compareEncoded(value: string, other: Json | undefined, given: Comparing): string {
  const [text, second] = [decode(value), typeof other === 'string' ? decode(other) : undefined];
  if (text === undefined || second === undefined) return value === other ? value : encode(PLACE);
  const written = compareTexts(text, second, given);
  return written === text ? value : encode(written);
}

function compareTexts(text: string, other: Json | undefined, { standIns }: Comparing): string {
  const differing = typeof other === 'string' && other !== text ? compareLines(text.split('\n'), other.split('\n')) : text;
  const replaced = standIns.reduce((sum, standIn) => sum.replaceAll(standIn, PLACE), differing);
  return replaced === text ? text : replaced.replace(ARMOUR, PLACE);
}

/** A key or certificate of which nothing but the armour is written in the chart. */
const ARMOUR = /-----BEGIN [A-Z0-9 ]+-----\s*(\$\{generated\}\s*)+-----END [A-Z0-9 ]+-----/g;

/** A line that both have is the chart's own, wherever it stands: a secret beside random text stays in sight. */
function compareLines(lines: readonly string[], others: readonly string[]): string {
  const shared = new Set(others);
  return lines
    .map((line, index) => (shared.has(line) ? line : lines.length === others.length ? compareLine(line, others[index] ?? '') : PLACE))
    .join('\n');
}

function compareLine(line: string, other: string): string {
  const shorter = Math.min(line.length, other.length);
  let start = 0;
  while (start < shorter && line[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && line.at(-1 - end) === other.at(-1 - end)) end += 1;
  return `${line.slice(0, start)}${PLACE}${line.slice(line.length - end)}`;
}

function decode(text: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
