import type { Json, JsonObject } from '../model/json.ts';
import type { Configuration } from './schema.ts';

/**
 * What the configuration sets of the controls' numbers and lists, by the names that their METADATA states; what it leaves out has the default stated
 * there. Labels are settings of their own, and controls read them too.
 */
export function controlParameters({ parameters, labels }: Pick<Configuration, 'parameters' | 'labels'>): JsonObject {
  const named = Object.entries(labels).map(([label, name]) => [`labels.${label}`, name]);
  const required = [labels.owner, labels.system, labels.environment, labels.dataClass];
  return { ...(parameters as { readonly [name: string]: Json }), ...Object.fromEntries(named), 'labels.required': required };
}
