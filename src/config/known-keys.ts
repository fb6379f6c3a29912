import type { z } from 'zod';

type Definition = {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
};

/** Keys that a schema knows at a place of the data. Empty where it knows none. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let places: readonly z.core.$ZodType[] = unwrap(schema);
  for (const step of path) places = places.flatMap((place) => into(place, step));
  return [...new Set(places.flatMap((place) => Object.keys(definitionOf(place).shape ?? {})))];
}

function into(schema: z.core.$ZodType, step: PropertyKey): readonly z.core.$ZodType[] {
  const { element, valueType, shape } = definitionOf(schema);
  const inner =
    element ?? valueType ?? (typeof step === 'string' && shape !== undefined && Object.hasOwn(shape, step) ? shape[step] : undefined);
  return inner === undefined ? [] : unwrap(inner);
}

/** Through what only wraps another schema, and into every alternative of a union. */
function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { innerType, options } = definitionOf(schema);
  if (innerType !== undefined) return unwrap(innerType);
  return options === undefined ? [schema] : options.flatMap(unwrap);
}

function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}
