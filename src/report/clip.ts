/**
 * One part of a report: `open`, whole items, `close`. A report is cut between items and never inside one, so no fence, list or fold is left
 * open whatever the budget.
 */
export interface Block {
  readonly open: string;
  readonly items: readonly string[];
  readonly close: string;
  /** What stands for items that did not fit: how many, and where they are. */
  readonly more: (hidden: number) => string;
}

/** Blocks are parted by an empty line, items by a line feed. A block without items is shown whole or not at all. */
export function joinBlocks(blocks: readonly Block[]): string {
  return blocks.map((block) => [block.open, ...block.items, block.close].filter((part) => part !== '').join('\n')).join('\n\n');
}

/**
 * The blocks within `budget`, in their order; earlier blocks are served first. When a block does not fit at all, `note` says so at the end,
 * before `last`, which always stands. Sizes are counted in UTF-8 bytes: GitHub documents its limits as characters without saying which, and
 * bytes are never fewer.
 */
export function clip(blocks: readonly Block[], last: string, note: string, budget: number): string {
  const tail = last === '' ? '' : `\n\n${last}`;
  const whole = joinBlocks(blocks) + tail;
  if (sizeOf(whole) <= budget) return whole;
  const kept: Block[] = [];
  let room = budget - sizeOf(tail) - sizeOf(note) - 2;
  for (const block of blocks) {
    const fitting = cutBlock(block, room - 2);
    if (fitting === undefined) continue;
    kept.push(fitting);
    room -= sizeOf(joinBlocks([fitting])) + 2;
  }
  return [joinBlocks(kept), kept.length < blocks.length ? note : ''].filter((part) => part !== '').join('\n\n') + tail;
}

export function sizeOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function cutBlock(block: Block, room: number): Block | undefined {
  if (sizeOf(joinBlocks([block])) <= room) return block;
  if (block.items.length === 0) return undefined;
  let left = room - sizeOf(block.open) - sizeOf(block.close) - sizeOf(block.more(block.items.length)) - 3;
  let count = 0;
  for (const item of block.items) {
    left -= sizeOf(item) + 1;
    if (left < 0) break;
    count += 1;
  }
  if (left < 0 && count === 0) return undefined;
  return { ...block, items: [...block.items.slice(0, count), block.more(block.items.length - count)] };
}
