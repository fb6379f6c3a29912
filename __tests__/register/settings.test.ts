import { expect, test } from '@jest/globals';
import { parameterTable } from '../../src/config/parameter-table.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import { registerNumbers, registerSettings } from '../../src/register/settings.ts';

test.each(Object.values(registerNumbers))('$name has one standard, here and in METADATA', ({ name, standard }) => {
  const stated = parameterTable.find((parameter) => parameter.name === name);
  // AUT-05 states its own where its rules are.
  if (stated === undefined) expect(name).toBe('lockout.maxAttempts');
  else expect(stated.default).toBe(standard);
});

test('what is set counts in whole days, and the rest has its standard', () => {
  const settings = registerSettings(configurationSchema.parse({ parameters: { 'logReview.days': 14.9 } }));
  expect([settings.logReviewDays, settings.restoreTestDays]).toEqual([14, 183]);
});
