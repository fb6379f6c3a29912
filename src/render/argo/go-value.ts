import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from './field.ts';

/** A value as Go prints it with `%v`, once it was read from JSON. */
export function printValue(value: Json): string {
  if (value === null) return '<nil>';
  if (typeof value === 'bigint' || typeof value === 'number') return printFloat(Number(value));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Every number of JSON is a float there, and is written with an exponent from a million on: `1e+06`. */
function printFloat(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 6)) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** Nested values under names joined by dots, as labels of a selector and as parameters without Go templates. */
export function flatten(value: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(flattenInto(value, ''));
}

function flattenInto(value: Json, name: string): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item, index) => flattenInto(item, join(name, String(index))));
  if (isObject(value)) return Object.entries(value).flatMap(([key, inner]) => flattenInto(inner, join(name, key)));
  return [[name, printValue(value)]];
}

function join(name: string, key: string): string {
  return name === '' ? key : `${name}.${key}`;
}

/** The name of a DNS subdomain, as `normalize` of the templates makes it. */
export function normalizeName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
}
