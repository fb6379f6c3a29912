import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { runCommand } from './command-line.ts';

const manifest = JSON.parse(readFileSync(new URL('../../dist/policies.json', import.meta.url), 'utf8'));
const ids: readonly string[] = manifest.controls.map((control: { id: string }) => control.id);

describe('explain', () => {
  test.each(ids.flatMap((id) => (['en', 'da'] as const).map((language) => [id, language] as const)))(
    '%s in %s says its texts, its references and whose its settings are',
    (id, language) => {
      const control = manifest.controls.find((one: { id: string }) => one.id === id);
      const { status, stdout } = run(id, '--language', language);
      const { title, why, change } = control[language];
      const plain = [title, why, change].map((text: string) => text.replaceAll('**', ''));
      for (const text of plain) expect(stdout).toContain(text);
      for (const { name } of control.parameters) expect(stdout).toContain(`\`${name}\``);
      expect(stdout.includes(language === 'da' ? 'standard i tilsyn' : 'house default')).toBe(control.parameters.length > 0);
      expect(stdout).toContain(control.references.iso27001[0].id);
      expect([status, stdout.includes('{')]).toEqual([0, false]);
    },
  );

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
      ...manifest.controls.find((one: { id: string }) => one.id === 'CHG-01'),
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
