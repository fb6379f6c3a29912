/** Names, values and messages are a stranger's text. Longer ones are cut: nobody reads on, and a report has a budget. */
export const LONGEST_NAME = 200;

/**
 * One line without anything that moves, hides or reorders text: control and format characters (the bidirectional ones, zero-width ones, tags),
 * separators of lines and lone surrogates become a visible mark, so that two names that differ in them never look alike.
 */
export function inertLine(text: string, limit: number = LONGEST_NAME): string {
  return cut(text.replace(/\r\n|[\t\n\r]/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '\u{FFFD}'), limit);
}

/** The same for text of several lines; line feeds stay. */
export function inertLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => inertLine(line, 1000))
    .join('\n');
}

/** Counts code points, so that no character is cut in two. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = Array.from(text.slice(0, limit * 2));
  return points.length <= limit && text.length <= limit * 2 ? text : `${points.slice(0, limit - 1).join('')}…`;
}
