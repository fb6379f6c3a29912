import fc from 'fast-check';

/** Text as an attacker would write it: markup, backticks, characters that move or hide others. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        '``',
        '```',
        '\n```\n',
        '|',
        '<b>',
        '</details>',
        '<!--',
        '-->',
        '@team',
        '#1',
        '[x](javascript:1)',
        '\\',
        '\r\n',
        '*',
        '\n- ',
      ),
      fc.constantFrom('\u202E', '\u2066', '\u200B', '\uFEFF', '\u2028', '\u0000', '\u001B[31m', '\u{E0041}', '\uD800', ' '),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
