import { readYaml } from '../config/read-yaml.ts';
import type { Side } from '../model/side.ts';
import { registerSchema } from './schema.ts';

/**
 * Which documents of a tree must be read besides its manifests, so that the digests that the register states can be checked: those that it names, that
 * are in the tree, and that were not read yet. None where the register is missing or broken.
 *
 * @param path where the register lies, by the configuration of the base
 */
export function selectEvidence(entries: readonly { readonly path: string }[], { files }: Side, path: string): readonly string[] {
  const bytes = files.get(path)?.bytes;
  const register = bytes && readYaml(new TextDecoder().decode(bytes), registerSchema).value;
  if (register === undefined) return [];
  const named = new Set(filesIn(register));
  return entries.map((entry) => entry.path).filter((one) => named.has(one) && !files.has(one));
}

/** Puts the documents to the side that names them; what could not be read stays a problem with its name. */
export function withEvidence(side: Side, read: Side | undefined): Side {
  return read === undefined ? side : { ...side, problems: [...side.problems, ...read.problems], evidence: read.files };
}

function filesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'file' && typeof inner === 'string' ? [inner] : filesIn(inner)));
}
