/** A value as JSON knows it. Integers beyond 2^53 are `bigint`, so that no digit of a manifest is lost. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One step into a JSON value: a key of an object or an index of a list. */
export type PathStep = string | number;
export type Path = readonly PathStep[];
