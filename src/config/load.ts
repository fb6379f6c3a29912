import { createHash } from 'node:crypto';
import type { Problem } from '../model/root.ts';
import { readYaml } from './read-yaml.ts';
import { type Configuration, configurationSchema } from './schema.ts';

export const configurationPath = '.github/tilsyn.yml';

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** SHA-256 of the bytes that were in force, hex; of nothing when there is no file. */
  readonly digest: string;
  readonly present: boolean;
  /** Empty when the file is sound. When it is not, `configuration` is the strict default and nothing of the file is used. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the text of `.github/tilsyn.yml`; `undefined` means there is none. What is wrong with it comes back as problems with file and line, all
 * of them at once, and the defaults take its place: a broken configuration never loosens anything.
 */
export function loadConfiguration(text: string | undefined, file: string = configurationPath): LoadedConfiguration {
  const digest = createHash('sha256')
    .update(text ?? '')
    .digest('hex');
  if (text === undefined) return { configuration: configurationSchema.parse({}), digest, present: false, problems: [] };

  const { value, faults } = readYaml(text, configurationSchema);
  const problems = faults.map(({ line, detail }): Problem => ({ code: 'config-invalid', file, line, params: { detail } }));
  return { configuration: value ?? configurationSchema.parse({}), digest, present: true, problems };
}
