import { describe, expect, test } from '@jest/globals';
import { parseCommands } from '../../src/event/commands.ts';
import { composeAnswer, composeCommandErrors, composeExplanation } from '../../src/report/answer.ts';
import { composeComment } from '../../src/report/comment.ts';
import { controls } from './controls.ts';
import { finding, identity, inLanguage, judge, report, situations } from './fixtures.ts';
import { readMarkdown } from './markdown-reader.ts';

const blocked = situations.blocked ?? report({});

describe('composeAnswer', () => {
  test('given several decisions, then each has its paragraph', () => {
    const decisions = [
      { code: 'self-approval', params: { login: 'anna', who: 'bo, carla' } },
      { code: 'approval-recorded', params: { login: 'bo', sha: '7be1c2f04d3a9b8c' } },
    ] as const;
    expect(composeAnswer(decisions, blocked)).toBe(
      [
        '**Not counted.** `anna` made this change and cannot approve it. `bo` or `carla` can.',
        '**Approval recorded.** `bo` approves commit `7be1c2f04d3a`. A new commit needs a new approval.',
      ].join('\n\n'),
    );
  });

  test.each(['en', 'da'] as const)('given help, status and an explanation, then they are shown in %s', (language) => {
    const decisions = [
      { code: 'help', params: {} },
      { code: 'status', params: { head: '7be1c2f04d3a9b8c' } },
      { code: 'explained', params: { control: 'ENC-07' } },
    ] as const;
    expect(composeAnswer(decisions, inLanguage(blocked, language))).toMatchSnapshot();
  });

  test('given an answer, then none of its lines is a command that would be carried out', () => {
    const all = [composeAnswer([{ code: 'help', params: {} }], blocked), composeComment(blocked), composeCommandErrors([], 'da')];
    for (const text of all) expect(parseCommands(text)).toEqual({ commands: [], errors: [] });
  });
});

describe('composeCommandErrors', () => {
  test('given hostile words, then they are shown as code and the commands are listed', () => {
    const text = composeCommandErrors([{ line: 2, code: 'unknown-verb', params: { word: '@team `<b>', suggestion: '' } }], 'en');
    expect(text).toContain('- Line 2: ``@team `<b>`` is not a command.');
    expect(readMarkdown(text).bare).not.toMatch(/@|<b>/);
    expect(text).toContain('/tilsyn recheck');
  });
});

describe('composeExplanation', () => {
  test.each(['en', 'da'] as const)('given a control, then its texts stand in %s', (language) => {
    const control = controls.get('WKL-02');
    expect(control && composeExplanation(control, language)).toMatchSnapshot();
  });
});

describe('the waiver command that is offered', () => {
  test.each([
    [{ ...identity('Deployment', 'journal', 'api'), container: 'api' }],
    [identity('ClusterRole', '', 'system:drift')],
    [identity('Role', 'journal', 'Drift.v1_a')],
  ])('given %j and a written reason, then it is understood and names the same object', (object) => {
    const one = finding('AUT-09', { object });
    const text = composeComment(
      report({ verdict: { conclusion: 'blocks', exit: 1, reasons: judge(4, 'blocks', [one]) }, findings: [one] }),
    );
    const offered = /^\/tilsyn waive.*/m.exec(text)?.[0] ?? '';
    expect(parseCommands(offered).errors).toMatchObject([{ code: 'bad-value' }]);
    const { kind, namespace, name } = object;
    expect(parseCommands(offered.replace('…', 'The operator needs it until version 4 comes.'))).toMatchObject({
      errors: [],
      commands: [{ command: { verb: 'waive', control: 'AUT-09', kind, namespace, name, expiry: { days: 30 } } }],
    });
  });
});
