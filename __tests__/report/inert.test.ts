import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeSpan, fence, htmlCode } from '../../src/report/code-span.ts';
import { inertLine, inertLines, LONGEST_NAME } from '../../src/report/inert.ts';
import { hostileText } from './hostile-text.ts';
import { readMarkdown, withoutSpans } from './markdown-reader.ts';

describe('inertLine', () => {
  test('given any text, when made inert, then it is one line that hides and moves nothing', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = inertLine(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        expect(Array.from(line).length).toBeLessThanOrEqual(LONGEST_NAME);
      }),
    );
  });

  test('given names that differ in an invisible character only, when made inert, then they differ', () => {
    expect(inertLine('jour\u200Bnal')).not.toBe(inertLine('journal'));
  });

  test('given a long text, when cut, then its end says so and no character is split', () => {
    const line = inertLine('😀'.repeat(300));
    expect(Array.from(line)).toHaveLength(LONGEST_NAME);
    expect(line.endsWith('😀…')).toBe(true);
    expect(inertLine('a'.repeat(LONGEST_NAME))).toBe('a'.repeat(LONGEST_NAME));
    expect(inertLine('😀'.repeat(LONGEST_NAME))).toBe('😀'.repeat(LONGEST_NAME));
  });

  test('given Danish text, when made inert, then it is unchanged', () => {
    expect(inertLine('Værdien på øen: 1 æble')).toBe('Værdien på øen: 1 æble');
  });
});

describe('codeSpan', () => {
  test('given any text, when written as code, then Markdown sees one span and nothing beside it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(withoutSpans(codeSpan(text))).toBe('');
        expect(withoutSpans(`before ${codeSpan(text)} after`)).toBe('before  after');
      }),
    );
  });

  test.each([
    ['journal', '`journal`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['```', '```` ``` ````'],
    ['', '`""`'],
    [' \n', '`""`'],
    [' a', '`  a `'],
  ])('given %j, when written as code, then it is %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });
});

describe('fence', () => {
  test('given any text, when fenced, then the fence is closed by its own end only', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readMarkdown(`${fence(inertLines(text), 'diff')}\nafter`);
        expect(read).toEqual({ isClosed: true, bare: 'after' });
      }),
    );
  });
});

describe('htmlCode', () => {
  test('given any text, when written into an HTML line, then nothing but the code element is markup', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(htmlCode(text)).toMatch(/^<code>(?:[^<>&"'`@#|\n]|&#\d+;)*<\/code>$/u);
      }),
    );
  });
});
