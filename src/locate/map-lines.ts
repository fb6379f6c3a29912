import { diffArrays } from 'diff';

/** More different lines than this make two files rather than two versions of one; then no line is mapped. */
const MOST_DIFFERENCES = 2_000;

/**
 * Where the lines of one text stand in another: a function from a line of `from` to the same, unchanged line of `to`, both counted from 1, or
 * undefined for a line that `to` does not have. Lines end at line feeds, as they do for git and GitHub.
 */
export function mapLines(from: string, to: string): (line: number) => number | undefined {
  const parts = diffArrays(from.split('\n'), to.split('\n'), { maxEditLength: MOST_DIFFERENCES });
  if (parts === undefined) return () => undefined;
  const places = new Map<number, number>();
  let [left, right] = [0, 0];
  for (const { added, removed, count } of parts) {
    for (let index = 1; !added && !removed && index <= count; index++) places.set(left + index, right + index);
    if (!added) left += count;
    if (!removed) right += count;
  }
  return (line) => places.get(line);
}
