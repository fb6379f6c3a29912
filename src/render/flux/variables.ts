import type { Json, JsonObject } from '../../model/json.ts';
import type { Declaration, Surroundings } from '../graph/deployment.ts';
import { findObject } from '../graph/object-index.ts';
import { list, section, text } from '../graph/value.ts';

/** What a Kustomization fills in after the build. */
export interface Variables {
  readonly known: Readonly<Record<string, string>>;
  /** Variables whose values are encrypted. */
  readonly encrypted: ReadonlySet<string>;
  /** Objects that are not in the repository, so that a variable nobody else defines may be in them; empty where all are here. */
  readonly absent: readonly string[];
}

/**
 * `postBuild` as kustomize-controller loads it: the objects in their order, later ones win, and the values written inline win over all
 * (fluxcd/pkg, `kustomize/kustomize_varsub.go`: `LoadVariables`). That an absent object would change what a present one says is not assumed. Undefined
 * where nothing is filled in.
 */
export function loadVariables({ object, parent }: Declaration, { objects }: Surroundings): Variables | undefined {
  const postBuild = section(section(object.value, 'spec'), 'postBuild');
  const values = new Map<string, string | undefined>();
  const absent: string[] = [];
  for (const reference of list(postBuild, 'substituteFrom')) {
    const wanted = { kind: text(reference, 'kind'), namespace: object.identity.namespace, name: text(reference, 'name') };
    const found = findObject(objects, wanted, { object, parent });
    if (found === undefined || found === 'ambiguous') absent.push(`${wanted.kind} ${wanted.namespace}/${wanted.name}`);
    else for (const [key, value] of readData(found.value)) values.set(key, value);
  }
  for (const [key, value] of Object.entries(section(postBuild, 'substitute'))) values.set(key, scalar(value));
  if (values.size === 0 && absent.length === 0) return undefined;
  const known = [...values].filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    known: Object.fromEntries(known),
    encrypted: new Set([...values].flatMap(([key, value]) => (value === undefined ? [key] : []))),
    absent,
  };
}

/** The data of a ConfigMap or Secret; a value is undefined where it is encrypted, for SOPS leaves the keys in sight. */
export function readData(value: JsonObject): ReadonlyMap<string, string | undefined> {
  const isSecret = value.kind === 'Secret';
  const isEncrypted = value.sops !== undefined;
  const read = (inner: Json, decode: (text: string) => string): string | undefined => {
    const written = scalar(inner);
    return isEncrypted && written.startsWith('ENC[') ? undefined : decode(written);
  };
  const data = new Map<string, string | undefined>();
  const plain = (written: string): string => written;
  const decoded = (written: string): string => Buffer.from(written, 'base64').toString('utf8');
  for (const [key, inner] of Object.entries(section(value, 'data'))) data.set(key, read(inner, isSecret ? decoded : plain));
  if (isSecret) for (const [key, inner] of Object.entries(section(value, 'stringData'))) data.set(key, read(inner, plain));
  return data;
}

function scalar(value: Json): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? '' : String(value);
}

/** A use of a variable: what stands around its name decides whether a text with the name left in it still says that the value is unknown. */
export interface VariableUse {
  readonly name: string;
  /** With a default at most; anything else cuts, replaces or counts what is not known. */
  readonly isPlain: boolean;
}

export function findUses(source: string): readonly VariableUse[] {
  return [...source.matchAll(/(?<!\$)\$\{(#?)([A-Za-z_][A-Za-z0-9_]*)([^}]{0,2})/g)].map(([, count, name = '', after = '']) => ({
    name,
    isPlain: count === '' && (after === '' || /^(:?[-=])/.test(after)),
  }));
}
