import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { controlParameters } from '../../src/config/control-parameters.ts';
import { configurationSchema } from '../../src/config/schema.ts';

const controls = JSON.parse(readFileSync(new URL('../../dist/policies.json', import.meta.url), 'utf8')).controls as readonly {
  readonly parameters: readonly { readonly name: string; readonly default: unknown }[];
}[];

test('an empty configuration hands every control the defaults that its METADATA states', () => {
  const given = controlParameters(configurationSchema.parse({}).parameters);
  const stated = controls.flatMap(({ parameters }) => parameters).filter(({ name }) => name in given);
  expect(stated.map(({ name }) => name).sort()).toEqual(Object.keys(given).sort());
  for (const { name, default: value } of stated) expect(given[name]).toEqual(value);
});

test('one setting leaves the others as they are', () => {
  const { parameters } = configurationSchema.parse({ parameters: { registriesAllow: ['registry.region.example/'] } });
  expect(controlParameters(parameters)).toMatchObject({
    'registries.allow': ['registry.region.example/'],
    'image.digestIn': ['production'],
  });
});

test('a Service that may be open is named with its namespace', () => {
  expect(configurationSchema.safeParse({ parameters: { exposureAllowedServices: ['entrance'] } }).success).toBe(false);
});
