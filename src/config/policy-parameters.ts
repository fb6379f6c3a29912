import type { JsonObject } from '../model/json.ts';
import type { Configuration } from './schema.ts';

/**
 * The settings by the names that the controls' METADATA states: `tokenIdMax` is `token.idMax`. The labels are settings of their own and reach the
 * controls from there.
 */
export function policyParameters({ parameters, labels }: Pick<Configuration, 'parameters' | 'labels'>): JsonObject {
  const named = Object.entries(parameters).map(([key, value]) => [statedName(key), value]);
  return {
    ...Object.fromEntries(named),
    'labels.required': [labels.owner, labels.system, labels.environment, labels.dataClass],
  };
}

/** The first word is the family of the setting. */
function statedName(key: string): string {
  return key.replace(/^([a-z]+)([A-Z])/, (_, family: string, letter: string) => `${family}.${letter.toLowerCase()}`);
}
