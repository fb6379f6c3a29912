import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { controlParameters } from '../../src/config/control-parameters.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { parameterTable } from '../../src/config/parameter-table.ts';
import { listParameters } from '../../src/config/parameters.ts';
import { readPolicyManifest } from '../../src/evaluate/controls.ts';

const { controls } = readPolicyManifest(readFileSync(new URL('../../dist/policies.json', import.meta.url), 'utf8'));

function configure(parameters: object) {
  return loadConfiguration(JSON.stringify({ parameters }));
}

test('the settings that can be set are those that the controls state', () => {
  expect(parameterTable).toEqual(listParameters(controls));
});

test('what is set reaches the policies by the name that METADATA states, and nothing else does', () => {
  const { configuration, problems } = configure({ 'registries.allow': ['registry.region.example/'], 'replicas.min': 3 });
  expect(problems).toEqual([]);
  const { 'labels.dataClass': dataClass, ...given } = controlParameters(configuration);
  expect(dataClass).toBe('tilsyn/data-class');
  expect(Object.entries(given).filter(([name]) => !name.startsWith('labels.'))).toEqual([
    ['registries.allow', ['registry.region.example/']],
    ['replicas.min', 3],
  ]);
});

test.each([
  ['a name that no control states', { 'registries.alow': [] }, '`registries.alow`'],
  ['a text where a list belongs', { 'registries.allow': 'quay.io/' }, '`parameters.registries.allow`'],
  ['a list where a number belongs', { 'replicas.min': [2] }, '`parameters.replicas.min`'],
])('%s is named', (_, parameters, name) => {
  expect(configure(parameters).problems.map(({ params }) => params.detail)).toEqual([expect.stringContaining(name)]);
});

test('two controls cannot state different defaults for one setting', () => {
  const [first, second] = [
    { id: 'A', parameters: [{ name: 'x.y', default: 1 }] },
    { id: 'B', parameters: [{ name: 'x.y', default: 2 }] },
  ];
  expect(() => listParameters([first, second])).toThrow('x.y');
});
