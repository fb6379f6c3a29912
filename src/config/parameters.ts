import { z } from 'zod';
import type { Json } from '../model/json.ts';

/** One setting that controls use, as their METADATA states it. */
export interface Parameter {
  /** For example `registries.allow`: the key in the configuration and in the input of the policies. */
  readonly name: string;
  readonly default: Json;
  readonly controls: readonly string[];
  readonly reason?: string;
}

interface Stated {
  readonly id: string;
  readonly parameters: readonly { readonly name: string; readonly default: unknown; readonly reason?: string | undefined }[];
}

/** Names that say what a control depends on and that are set elsewhere, or nowhere. */
const SET_ELSEWHERE = /^(kubernetesVersion|labels\..*|register\..*|wkl\.platformExceptions|safeguards\.kinds)$/;

/** All settings of all controls, each once, in the order of their names. Throws when two controls state different defaults for one. */
export function listParameters(controls: readonly Stated[]): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { id, parameters } of controls) {
    for (const { name, default: value, reason } of parameters) {
      if (SET_ELSEWHERE.test(name)) continue;
      const known = found.get(name);
      if (known !== undefined && JSON.stringify(known.default) !== JSON.stringify(value))
        throw new Error(`${id} and ${known.controls.join(', ')} state different defaults for ${name}`);
      const words = known?.reason ?? reason;
      found.set(name, {
        name,
        default: value as Json,
        controls: [...(known?.controls ?? []), id],
        ...(words === undefined ? {} : { reason: words }),
      });
    }
  }
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The schema of one setting follows from its default: a list of texts, a number, a length of time, a text, or yes and no. */
export function parameterSchema({ default: value, controls, reason }: Parameter): z.ZodType {
  const standard = Array.isArray(value) && value.length === 0 ? 'none' : JSON.stringify(value);
  const words = `${controls.join(', ')}${reason === undefined ? '' : `: ${reason}`}. Default: ${standard}.`;
  return formOf(value).optional().describe(words);
}

function formOf(value: Json): z.ZodType {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'number') && value.length > 0 ? z.array(z.number()) : z.array(z.string().min(1));
  if (typeof value === 'number') return z.number().min(0);
  if (typeof value === 'boolean') return z.boolean();
  if (typeof value === 'string')
    return LENGTH.test(value) ? z.string().regex(LENGTH, 'a length of time such as 15m, 24h or 30d') : z.string().min(1);
  return z.json();
}

const LENGTH = /^[1-9]\d{0,5}[smhd]$/;
