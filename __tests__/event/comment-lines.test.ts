import { describe, expect, test } from '@jest/globals';
import { bodyLimit, findCommandLines } from '../../src/event/comment-lines.ts';

const at = (body: string): readonly number[] => findCommandLines(body).lines.map(({ line }) => line);

describe('given a command where a person speaks', () => {
  test.each([
    ['alone', '/tilsyn status', [1]],
    ['after a paragraph line', 'Thanks.\n/tilsyn status', [2]],
    ['with CRLF', 'Thanks.\r\n\r\n/tilsyn status\r\n/tilsyn recheck', [3, 4]],
    ['with a tab', '/tilsyn\tstatus', [1]],
    ['after a closed fence', '```\nx\n```\n/tilsyn status', [4]],
    ['after a quotation and a blank line', '> /tilsyn approve abc\n\n/tilsyn status', [3]],
    ['after an HTML comment', '<!-- a\nb -->\n/tilsyn status', [3]],
    ['after closed details', '<details>\n\nx\n\n</details>\n\n/tilsyn status', [7]],
    ['after a list', '- one\n- two\n\n/tilsyn status', [4]],
    ['after a fence in a list that ends with it', '- ```\n\n/tilsyn status', [3]],
    ['where only names of tags are shown', 'see `<details>` and \\<details>\n/tilsyn status', [2]],
    ['where angle brackets are no tags', 'a < b, List<String>\n/tilsyn status', [2]],
    ['below a single backtick', 'the ` key\n/tilsyn status', [2]],
    ['below details opened in a quotation', '> <details>\n> x\n\n/tilsyn status', [4]],
    ['below indented code that looks like a quotation', '> # h\n    > x\n/tilsyn status', [3]],
    ['below a comment that is never closed in its paragraph', 'x <!-- y\n/tilsyn status', [2]],
  ])('it is found: %s', (_, body, lines) => {
    expect(at(body)).toEqual(lines);
  });
});

describe('given a command that nobody gave', () => {
  test.each([
    ['not in the first column', ' /tilsyn status'],
    ['indented code', 'x\n\n    /tilsyn status'],
    ['in a sentence', 'use /tilsyn status'],
    ['another word', '/tilsynet status'],
    ['backtick fence', '```\n/tilsyn status\n```'],
    ['fence with a language', '```sh\n/tilsyn status\n```'],
    ['suggestion', '```suggestion\n/tilsyn status\n```'],
    ['tilde fence', '~~~ `\n/tilsyn status\n~~~'],
    ['fence that a shorter one does not close', '````\n```\n/tilsyn status\n````'],
    ['fence that the other mark does not close', '```\n~~~\n/tilsyn status'],
    ['fence that a mark with words does not close', '```\n``` x\n/tilsyn status'],
    ['fence that is never closed', '```\nx\n\n/tilsyn status'],
    ['fence after a fence in a list', '- ```\n  x\n  ```\n\n```\n/tilsyn status\n```'],
    ['fence after an empty list item that a blank line ends', '-\n\n  ```\n/tilsyn status\n```'],
    ['quotation', '> /tilsyn status'],
    ['lazy continuation of a quotation', '> x\n/tilsyn status'],
    ['lazy continuation of a list in a quotation', '> - x\n/tilsyn status'],
    ['lazy continuation of a quotation in a list', '- > x\n/tilsyn status'],
    ['HTML comment', '<!--\n/tilsyn status\n-->'],
    ['HTML comment over blank lines', '<!-- template\n\n/tilsyn status\n\n-->'],
    ['HTML comment that is never closed', '<!--\n\n/tilsyn status'],
    ['HTML comment in a paragraph', 'x <!-- y\n/tilsyn status\n--> z'],
    ['HTML comment inside a div', '<div><!--\n\n/tilsyn status\n\n--></div>'],
    ['comment end written in a paragraph', '<div><!--\n\nx -->\n\n/tilsyn status'],
    ['details', '<details>\n/tilsyn status\n</details>'],
    ['details over blank lines', '<details><summary>x</summary>\n\n/tilsyn status\n\n</details>'],
    ['details in capitals with attributes', 'x <DETAILS\nopen>\n\n/tilsyn status'],
    ['details whose end is in code', '<details>\n\n`</details>`\n\n/tilsyn status'],
    ['details in details', '<details>\n<details>\n</details>\n\n/tilsyn status\n'],
    ['div', '<div>\n/tilsyn status\n</div>'],
    ['pre', '<pre>\n\n/tilsyn status\n</pre>'],
    ['blockquote element', '<blockquote>\n\n/tilsyn status\n\n</blockquote>'],
    ['struck out', '<del>\n\n/tilsyn status\n\n</del>'],
    ['code over two lines', 'see `x\n/tilsyn status\ny`'],
    ['attribute over two lines', '<a title="\n/tilsyn status\n">x</a>'],
    ['title of a link definition', '[x]: y "\n/tilsyn status\n"'],
    ['zero-width space before', '\u200b/tilsyn status'],
  ])('it is passed over in silence: %s', (_, body) => {
    expect(findCommandLines(body)).toEqual({ lines: [], errors: [] });
  });
});

describe('given a line that shows something else than it is', () => {
  test.each([
    ['right-to-left override', '/tilsyn approve \u202eabc', 'U+202E'],
    ['isolate', '/tilsyn approve \u2066abc', 'U+2066'],
    ['zero-width space', '/tilsyn app\u200brove abc', 'U+200B'],
    ['escape', '/tilsyn \u001b[2K', 'U+001B'],
    ['tag character', '/tilsyn status\u{e0041}', 'U+E0041'],
    ['lone surrogate', '/tilsyn status \ud800', 'U+D800'],
    ['line separator', '/tilsyn status\u2028x', 'U+2028'],
  ])('it is an error: %s', (_, body, value) => {
    const { errors } = findCommandLines(`ok\n${body}`);
    expect(errors).toEqual([{ line: 2, code: 'bad-value', params: expect.objectContaining({ value }) }]);
  });

  test('the same characters elsewhere in the comment do not matter', () => {
    expect(findCommandLines('\u202eabc\n\n/tilsyn status').errors).toEqual([]);
  });
});

describe('given a comment of great size', () => {
  test('64 KB are read and one character more is refused', () => {
    const body = `/tilsyn status\n\n${'x'.repeat(bodyLimit)}`;
    expect(findCommandLines(body.slice(0, bodyLimit)).lines).toHaveLength(1);
    expect(findCommandLines(body.slice(0, bodyLimit + 1))).toEqual({
      lines: [],
      errors: [{ line: 1, code: 'too-long', params: { limit: bodyLimit } }],
    });
  });

  test('a long comment without commands is nobody’s business', () => {
    expect(findCommandLines('x'.repeat(200_000))).toEqual({ lines: [], errors: [] });
  });

  test('quotations nested beyond reason are refused', () => {
    expect(findCommandLines(`${'> '.repeat(51)}x\n\n/tilsyn status`).errors).toEqual([
      { line: 1, code: 'too-many', params: { limit: 50 } },
    ]);
    expect(at(`${'> '.repeat(50)}x\n\n/tilsyn status`)).toEqual([3]);
  });

  const pieces = [
    '<!-- ',
    '`',
    '` `` ',
    '> ',
    '- ',
    '+ * ',
    '<details>',
    '<a b="',
    "<a b='x' ",
    '[',
    '<? ',
    '<!a ',
    '>\n',
    '- a\n',
    '\t',
    '<pre\n',
    '"',
  ];
  test.each(pieces)('64 KB of %j cost less than a second', (piece) => {
    const body = `/tilsyn status\n${piece.repeat(Math.floor((bodyLimit - 40) / piece.length))}\n/tilsyn status`;
    const start = performance.now();
    findCommandLines(body);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
