import { describe, expect, test } from '@jest/globals';
import { evaluate, interpolate } from './expression.ts';

const contexts = {
  github: {
    event_name: 'issue_comment',
    event: { issue: { pull_request: { url: 'x' } }, comment: { body: '/tilsyn status' }, labels: ['A', 'b'] },
  },
  needs: { 'the-job': { outputs: { sha: 'abc' } } },
};

describe('expressions', () => {
  test.each([
    ["github.event_name == 'Issue_Comment'", true],
    ["github.event_name != 'issue_comment' || github.event.issue.pull_request", { url: 'x' }],
    ["startsWith(github.event.comment.body, '/tilsyn')", true],
    ["contains(github.event.labels, 'a') && !contains(github.event.comment.body, 'deny')", true],
    ["needs.the-job.outputs.sha == 'abc'", true],
    ["needs['the-job'].outputs.missing", null],
    ["github.nothing.at.all || 'default'", 'default'],
    ["(1 == 2 || true) && 'it''s'", "it's"],
    ['failure()', false],
    ["format('{0}-{1}', 'a', 2)", 'a-2'],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, contexts)).toEqual(value);
  });

  test.each(['github.event ==', 'hashFiles()', 'a b', "'open"])('%s is not guessed', (expression) => {
    expect(() => evaluate(expression, contexts)).toThrow();
  });

  test('stand inside text', () => {
    expect(interpolate(`x-\${{ github.event_name }}-\${{ github.nothing }}`, contexts)).toBe('x-issue_comment-');
  });
});
