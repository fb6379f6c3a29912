import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { textsFor } from '../../src/i18n/texts.ts';
import { manifest } from '../evaluate/start-evaluator.ts';
import { readDecisionExamples, readRegisterExamples } from './read-answered-cases.ts';
import { controlFolders, policies, readCases } from './read-cases.ts';

describe.each(controlFolders())('%s', (folder) => {
  const place = join(policies, folder);
  const id = folder.slice(folder.indexOf('/') + 1).toUpperCase();
  const control = manifest.controls.find((one) => one.id === id);
  const rules = readdirSync(place)
    .filter((name) => name.endsWith('.rego') && !name.endsWith('_test.rego'))
    .map((name) => readFileSync(join(place, name), 'utf8'));
  const messages = { en: control?.en.messages ?? {}, da: control?.da.messages ?? {} };

  test('is in the compiled policies, under its own family', () => {
    expect(control?.family.toLowerCase()).toBe(folder.split('/')[0]);
    // A control without rules is answered by the register or by people's decisions.
    expect(readFileSync(join(policies, 'main.rego'), 'utf8').includes(`"${id}"`)).toBe(control?.entrypoints.length !== 0);
  });

  test('says the same in English and Danish', () => {
    const placeholders = (texts: Readonly<Record<string, string>>): object =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort()]));
    expect(Object.keys(messages.en).length).toBeGreaterThan(0);
    expect(placeholders(messages.da)).toEqual(placeholders(messages.en));
  });

  test('keeps to two sentences a message and 70 characters a title', () => {
    for (const text of [...Object.values(messages.en), ...Object.values(messages.da)]) {
      expect(text.split(/[.!?](?=\s|$)/).filter((part) => part.trim() !== '').length).toBeLessThanOrEqual(2);
    }
    for (const title of [control?.en.title ?? '', control?.da.title ?? '']) expect(title.length).toBeLessThanOrEqual(70);
  });

  test('uses every message, and no message that it does not define', () => {
    const keys = Object.keys(messages.en).sort();
    const seen = new Set([
      ...[...readCases(folder), ...readRegisterExamples(folder)].flatMap(({ expected }) => expected.findings.map((one) => one.messageKey)),
      ...readDecisionExamples(folder).flatMap(({ expected }) => expected.reason ?? []),
    ]);
    expect([...seen].filter((key) => !keys.includes(key) && !Object.hasOwn(textsFor('en').register.messages, key))).toEqual([]);
    expect(keys.filter((key) => !seen.has(key))).toEqual([]);
  });

  test('has at least three failing and three passing cases', () => {
    const failing = [
      ...readCases(folder).map(({ expected }) => expected.findings.length > 0),
      ...readRegisterExamples(folder).map(({ expected }) => expected.result !== 'attested'),
      ...readDecisionExamples(folder).map(({ expected }) => expected.result !== 'pass'),
    ];
    expect(failing.filter(Boolean).length).toBeGreaterThanOrEqual(3);
    expect(failing.filter((fails) => !fails).length).toBeGreaterThanOrEqual(3);
  });

  test('has tests of its own and a page', () => {
    expect(existsSync(join(place, 'rule_test.rego'))).toBe(control?.entrypoints.length !== 0);
    const page = readFileSync(join(place, 'README.md'), 'utf8');
    for (const heading of ['## Avoid', '## Prefer', '## Why', '## Settings']) expect(page).toContain(heading);
    for (const { name } of (control as { parameters?: readonly { readonly name: string }[] } | undefined)?.parameters ?? [])
      expect(page).toContain(`\`${name}\``);
  });

  test('reads no parameter that it does not state', () => {
    const stated = ((control as { parameters?: readonly { readonly name: string }[] } | undefined)?.parameters ?? []).map(
      ({ name }) => name,
    );
    const read = rules.join('\n').matchAll(/input\.parameters, "([^"]+)"/g);
    for (const [, name] of read) expect(stated).toContain(name);
  });
});

test('no two controls share an id, and every compiled control has its folder', () => {
  const ids = manifest.controls.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(
    controlFolders()
      .map((folder) => folder.slice(4).toUpperCase())
      .sort(),
  );
});
