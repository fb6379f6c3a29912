import { expect, test } from '@jest/globals';
import { policyParameters } from '../../src/config/policy-parameters.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import { manifest } from '../evaluate/start-evaluator.ts';

test('an empty configuration hands the controls the defaults that they state', () => {
  const parameters = policyParameters(configurationSchema.parse({}));
  const stated = manifest.controls.flatMap(
    (control) =>
      (control as unknown as { readonly parameters: readonly { readonly name: string; readonly default: unknown }[] }).parameters,
  );
  const defaults = new Map(stated.map((one) => [one.name, one.default]));
  expect(Object.entries(parameters)).toEqual(Object.keys(parameters).map((name) => [name, defaults.get(name)]));
});

test('a setting and a label reach the controls by their stated names', () => {
  const configuration = configurationSchema.parse({ parameters: { tokenIdMax: '8h' }, labels: { owner: 'team' } });
  const parameters = policyParameters(configuration);
  expect(parameters['token.idMax']).toBe('8h');
  expect(parameters['labels.required']).toEqual(['team', 'tilsyn/system', 'tilsyn/environment', 'tilsyn/data-class']);
});

test('a length of time without a unit is refused', () => {
  expect(configurationSchema.safeParse({ parameters: { backupRpo: '24' } }).success).toBe(false);
});
