import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/cli/explain.ts';
import { readPolicyManifest } from '../../src/evaluate/controls.ts';
import { textsFor } from '../../src/i18n/texts.ts';
import { runCommand } from './command-line.ts';

const { controls } = readPolicyManifest(readFileSync(new URL('../../dist/policies.json', import.meta.url), 'utf8'));
const ids = controls.map(({ id }) => id);

describe('explain', () => {
  test.each(['en', 'da'] as const)('says the texts, the references and whose the settings are of every control, in %s', (language) => {
    const sourceOf = textsFor(language).explanation.source as Readonly<Record<string, string>>;
    for (const { example: _, ...control } of controls) {
      const text = explain(control.id, [control], { format: 'text', language });
      const { title, why, change } = control[language];
      for (const part of [title, why, change]) expect(text).toContain(part.replaceAll('**', ''));
      for (const { name, source } of control.parameters) expect(text).toMatch(new RegExp(`\`${name}\`[^\n]*\\(${sourceOf[source]}`));
      for (const { id } of control.references.iso27001) expect(text).toContain(id);
      expect(text).not.toContain('{');
    }
  });

  test('shows what to avoid and what to prefer', () => {
    expect(run('WKL-02').stdout).toMatch(/\n\nAvoid:\n\n {4}apiVersion: apps\/v1\n[\s\S]*privileged: true\n\nPrefer:\n\n {4}apiVersion/);
    expect(run('WKL-02', '--language', 'da', '--format', 'markdown').stdout).toMatch(
      /\*\*Undgå:\*\*\n\n```yaml\n[^`]*```\n\n\*\*Gør i stedet:/,
    );
    expect(run('CHG-03').stdout).not.toContain('Avoid:');
  });

  test('a control without a waiver says so', () => {
    expect(run('ENC-07').stdout).toContain('This control has no waiver.');
    expect(run('WKL-02', '--language', 'da').stdout).toContain('2 personer ud over den, der søger');
  });

  test('takes the id in small letters', () => {
    expect(run('wkl-02').stdout).toBe(run('WKL-02').stdout);
  });

  test('without a control lists all, sorted', () => {
    const lines = run().stdout.split('\n');
    expect(lines.slice(0, ids.length).map((line) => line.slice(0, 6))).toEqual([...ids].sort());
    expect(lines).toContain(`${ids.length} controls`);
  });

  test('as JSON gives the control as the policies state it', () => {
    expect(JSON.parse(run('CHG-01', '--format', 'json').stdout)).toEqual({
      schema: 'tilsyn.control/v1',
      ...controls.find(({ id }) => id === 'CHG-01'),
    });
    expect(JSON.parse(run('--format', 'json').stdout).controls).toHaveLength(ids.length);
  });

  test('as Markdown has weight and a table', () => {
    expect(run('WKL-02', '--format', 'markdown').stdout).toMatch(
      /^\*\*WKL-02 · No container runs privileged\*\* \(critical\)\n\n\*\*Why:\*\* /,
    );
    expect(run('--format', 'markdown').stdout).toMatch(
      /^\| Control \| Severity \| \d+ controls \|\n\| --- \| --- \| --- \|\n\| [A-Z]{3}-\d\d \| (critical|high|medium|low) \| /,
    );
  });

  test.each([
    [['WKL-20'], 'did you mean `WKL-0'],
    [['CHG-1'], 'did you mean `CHG-01`?'],
    [['everything'], '`tilsyn explain` lists all'],
    [['\u001b[2J'], 'there is no control `\u{FFFD}[2J`'],
    [['WKL-02', '--format', 'sarif'], '`--format` cannot be `sarif`; it is one of text, json, markdown'],
    [['WKL-02', '--language', 'dk'], '`--language` cannot be `dk`; it is one of en, da'],
    [['WKL-02', 'WKL-03'], 'too many arguments'],
  ])('%j ends with 2 and says what to do', (args, sentence) => {
    expect(run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(sentence) });
  });
});

function run(...args: readonly string[]) {
  return runCommand(tmpdir(), ['explain', ...args]);
}
