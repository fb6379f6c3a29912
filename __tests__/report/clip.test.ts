import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Block, clip, joinBlocks, sizeOf } from '../../src/report/clip.ts';
import { readMarkdown } from './markdown-reader.ts';

const more = (hidden: number) => `- ${hidden} more`;

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.string({ maxLength: 30, unit: fc.constantFrom('a', 'æ', '😀') }).map((open) => ({ open, items: [], close: '', more })),
  fc
    .array(fc.constantFrom('- item', '```\ncode\n```', '<details><summary>x</summary>\n\n```\na\n```\n\n</details>'), { maxLength: 20 })
    .map((items) => ({
      open: '<details><summary>fold</summary>\n',
      items,
      close: '\n</details>',
      more,
    })),
);

describe('clip', () => {
  test('given any blocks and budget, when clipped, then the text fits and nothing is left open', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.integer({ min: 60, max: 900 }), (blocks, budget) => {
        const text = clip(blocks, 'last line', 'parts are left out', budget);
        expect(sizeOf(text)).toBeLessThanOrEqual(budget);
        expect(readMarkdown(text).isClosed).toBe(true);
        expect(text.endsWith('last line')).toBe(true);
      }),
    );
  });

  test('given any list and budget, when clipped, then what is shown and what is said to be hidden make the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 700 }), (count, budget) => {
        const items = Array.from({ length: count }, (_, index) => `- item ${index}`);
        const text = clip([{ open: 'list', items, close: '', more }], '', 'all is left out', budget);
        const shown = text.match(/^- item/gm)?.length ?? 0;
        const hidden = Number(/^- (\d+) more$/m.exec(text)?.[1] ?? 0);
        expect(text === 'all is left out' ? count : shown + hidden).toBe(count);
      }),
    );
  });

  test('given blocks that fit, when clipped, then they are untouched', () => {
    const blocks: Block[] = [{ open: 'a', items: ['b'], close: 'c', more }];
    expect(clip(blocks, 'd', 'note', 100)).toBe(`${joinBlocks(blocks)}\n\nd`);
  });

  test('given a budget in characters, when text is wide, then bytes are counted', () => {
    const items = Array.from({ length: 10 }, () => '😀'.repeat(10));
    expect(sizeOf(clip([{ open: '', items, close: '', more }], '', 'n', 200))).toBeLessThanOrEqual(200);
  });

  test('given a first block that does not fit, when clipped, then later ones that fit stand and the note says so', () => {
    const wide: Block = { open: 'x'.repeat(200), items: [], close: '', more };
    const small: Block = { open: 'small', items: [], close: '', more };
    expect(clip([wide, small], 'end', 'note', 100)).toBe('small\n\nnote\n\nend');
  });
});
